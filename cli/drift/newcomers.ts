import type { AccountReader } from "pulumi-yay/account";
import type { Declaration } from "pulumi-yay/export";
import { type Kind, KINDS } from "pulumi-yay/objects";
import type { ChangedObject, Declared, KnownResource, NewObject, Remark } from "../patch/types.js";
import { uuidsIn } from "../patch/values.js";
import { type ImportFile, importsOf } from "./imports.js";
import type { Found } from "./looked.js";

/** What lives, no resource of the stack has, and changed objects refer to now. */
export interface Newcomers {
  readonly added: readonly NewObject[];
  /** Those that a program cannot declare: they stay uuids. */
  readonly notEdited: readonly Remark[];
  /** The file for `pulumi import`, by what a patch declares. */
  entriesFor(declared: readonly Declared[]): ImportFile;
}

/** Nothing new. */
export const NOBODY: Newcomers = { added: [], notEdited: [], entriesFor: () => ({ nameTable: {}, resources: [] }) };

/** What is known of the stack and of what has changed. */
interface Changed {
  readonly changed: readonly ChangedObject[];
  readonly resources: readonly KnownResource[];
}

/** Kinds of which no resource of its own is made: what is part of another object, and what the account has one of. */
const NOT_NEW: ReadonlySet<Kind> = new Set(["CallFlowContent", "ApiObject", "CallRecordingRetention", "SubReseller"]);

/** Reads the accounts in which changed objects refer to strangers now; none if there are no such. */
export async function newcomers(changes: Changed, found: Found, reader: () => Promise<AccountReader>): Promise<Newcomers> {
  const wanted = strangersIn(changes, found);
  if (wanted.size === 0) return NOBODY;
  const account = await reader();
  const { declarationsOf } = await import("pulumi-yay/export");
  const kinds = KINDS.filter((kind) => !NOT_NEW.has(kind));
  const read = await Promise.all(
    [...wanted].map(async ([customer, uuids]) => {
      const { objects } = await account.live(customer, kinds);
      return declarationsOf(objects, { ...placeOf(found), isWanted: ({ id }) => uuids.has(id.toLowerCase()) });
    }),
  );
  const declarations = read.flatMap((each) => each.declarations);
  return {
    added: declarations.map(added),
    notEdited: read.flatMap(({ notManaged }) =>
      notManaged.map(({ kind, title, id, reason }) => ({
        kind,
        name: title === "" ? id : title,
        reason: `is new and cannot be declared: ${reason}`,
      })),
    ),
    entriesFor: (declared) => importsOf(declared, declarations, found.states),
  };
}

/** By customer, the uuids that changed objects refer to now and did not before. */
function strangersIn({ changed, resources }: Changed, { sides }: Found): Map<string | undefined, Set<string>> {
  const known = new Set(resources.map(({ uuid }) => uuid.toLowerCase()));
  const wanted = new Map<string | undefined, Set<string>>();
  for (const { kind, name, differences } of changed) {
    const uuid = resources.find((one) => one.kind === kind && one.name === name)?.uuid;
    const customer = sides.find((side) => side.kind === kind && side.uuid === uuid)?.held["customer"];
    const whose = typeof customer === "string" ? customer : undefined;
    const before = differences.flatMap(({ from }) => uuidsIn(from));
    const strangers = differences.flatMap(({ to }) => uuidsIn(to)).filter((one) => !known.has(one) && !before.includes(one));
    if (strangers.length > 0) wanted.set(whose, new Set([...(wanted.get(whose) ?? []), ...strangers]));
  }
  return wanted;
}

/** `adopts` is for whoever forgets the import: then the next `up` takes the object over, and buys no other. */
function added({ kind, id, customer, args }: Declaration): NewObject {
  return { kind, uuid: id, args, adopts: true, ...(customer !== undefined && { customer }) };
}

/** The project and the stack in the URNs of the states. */
function placeOf({ states, stack }: Found): { readonly project: string; readonly stack: string } {
  const urns = states.flatMap(({ urn }) => (typeof urn === "string" ? [urn] : []));
  const [, project = ""] = urns.map((urn) => /^urn:pulumi:[^:]+::([^:]+)::/.exec(urn)).find((match) => match !== null) ?? [];
  return { project, stack };
}
