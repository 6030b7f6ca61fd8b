import { asText, own, type Props } from "../../common/values";
import { type Begun, noJournal } from "./journal";
import type { Target } from "./target";

/** This machine's note of one creation. */
export interface CreationNote {
  find(): Begun | undefined;
  /** Says whether this very note can be found now: an older one may stand if it could not be written. */
  write(begun: Begun): boolean;
  forget(): void;
  /** Where it is, for messages; undefined if notes are not kept in files. */
  place(): string | undefined;
}

/** The note of the creation of a resource; of a kind that knows its objects by uuids of its own there is none. */
export function creationNote(target: Target, inputs: Props): CreationNote {
  const journal = target.definition.ours === undefined ? target.run.journal : noJournal;
  const [key, former] = [journalKey(target, inputs), formerKey(target, inputs)];
  return {
    find: () => journal.find(key) ?? journal.find(former),
    write: (begun) => {
      journal.note(key, begun);
      const isWritten = journal.find(key)?.at === begun.at;
      if (isWritten) journal.forget(former);
      return isWritten;
    },
    forget: () => [key, former].forEach((each) => journal.forget(each)),
    place: () => journal.place?.(journal.find(key) === undefined && journal.find(former) !== undefined ? former : key),
  };
}

/**
 * The key of the note about a creation of this resource. The API's address is no part of it, nor is the letter case of uuids: one platform
 * answers under several hosts, and with another key the same creation would be sent a second time.
 */
export function journalKey({ definition, run, collection, parent }: Target, inputs: Props): string[] {
  const seed = asText(own(inputs, "seed"));
  const key = [run.settings.reseller, definition.kind, (collection.customer ?? "").toLowerCase(), seed, definition.naturalKey(inputs)];
  return parent === undefined ? key : [...key, parent.toLowerCase()];
}

/** The key under which earlier versions have noted it. Their notes of purchases have no end, so they still count. */
function formerKey({ definition, run, collection, parent }: Target, inputs: Props): string[] {
  const { baseUrl, reseller } = run.settings;
  const key = [baseUrl, reseller, definition.kind, collection.customer ?? "", asText(own(inputs, "seed")), definition.naturalKey(inputs)];
  return parent === undefined ? key : [...key, parent.toLowerCase()];
}
