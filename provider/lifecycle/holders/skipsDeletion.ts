import { WantedError } from "../errors";
import { isLater, markOf } from "./handovers";
import { toldApart } from "./conflicts";
import type { Holder } from "./holder";
import type { Target } from "../run/target";
import { asText, own, type Props } from "../../common/values";

/**
 * Whether a deletion must send nothing because another resource has the object: one that this run has met, or the last one on this machine
 * that took it over. The state then just forgets the object.
 * @throws WantedError if a creation of this run needs the object and failed, or never came: the state must keep it for the next run.
 */
export function skipsDeletion(target: Target, state: Props): boolean {
  const { definition, holders, run, id = "", key } = target;
  const note = run.handovers.find([key]);
  const holder = holders.holderOf(definition, id);
  if (holder !== undefined) {
    // The note names the resource that is deleted here, and the run has met another one with the object, which alone has it from now on.
    if (note !== undefined && note.mark === markOf(state)) run.handovers.forget([key]);
    run.say(skippedBecause(target, holder));
    return true;
  }
  const wantedBy = holders.failedCreationFor(definition, id, state);
  if (wantedBy !== undefined) throw wanted(target, wantedBy, holders.hasOther(definition, id, state));
  const expectedBy = holders.expectedOf(definition, id, state);
  if (expectedBy !== undefined) throw expected(target, expectedBy);
  if (note === undefined || !isLater(note, state)) return false;
  const since = new Date(note.at).toISOString().slice(0, 10);
  const place = run.handovers.place?.([key]) ?? "of this machine";
  run.say(
    `${skippedBecause(target, { name: note.by, seed: "" })} It took it over on ${since}, says the note ${place}; delete that file if it is no longer true.`,
  );
  return true;
}

function skippedBecause({ name, definition, id = "", props }: Target, holder: Pick<Holder, "name" | "seed">): string {
  const what = definition.part === undefined ? `${definition.kind} ${id}` : `the content of ${id}`;
  const [mine, other] = holder.seed === "" ? [name, holder.name] : toldApart({ name, seed: asText(own(props, "seed")) }, holder);
  return `${mine}: ${what} lives on, because ${other} has it, and nothing was sent.`;
}

function wanted({ name, definition, id = "" }: Target, wantedBy: string, isReplaced: boolean): WantedError {
  const what = isReplaced ? `what ${name} had before it was replaced` : name;
  return new WantedError(
    [
      `Cannot delete ${what}: ${wantedBy} asked for ${definition.kind} ${id} in this run, or for what tells it apart, and did not get it; nothing was sent.`,
      isReplaced
        ? `Run pulumi up with ${wantedBy} as it was, or without it if it is new: that deletes it.`
        : `If ${wantedBy} is ${name} under a new name, write aliases in its options and run pulumi up again. If it is another one, take ${name} out in an up of its own first.`,
    ].join("\n"),
  );
}

/** Of a creation that has not come, because the engine left it out, or wants the deletion first. */
function expected({ name, definition, id = "", failed }: Target, by: string): WantedError {
  const why =
    failed === undefined
      ? `Mend what failed in this run, if anything did, and run pulumi up again. If ${by} is to be replaced, leave adopt out.`
      : `${failed} failed in this run, and what waits for it was left out. Mend that, and run pulumi up again.`;
  return new WantedError(
    `Cannot delete ${name}: ${by} asks for ${definition.kind} ${id}, or for what tells it apart, and has not been created; nothing was sent.\n${why}`,
  );
}
