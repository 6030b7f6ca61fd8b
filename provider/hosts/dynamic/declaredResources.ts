import * as pulumi from "@pulumi/pulumi";
import { declaredTwice } from "../../lifecycle/holders/children";
import { sentence } from "../../lifecycle/errors";
import { standIn } from "../../lifecycle/inputs/standIns";
import { wrongKindFindings } from "../../lifecycle/inputs/wrongKindFindings";
import type { Field, Finding, ResourceDefinition } from "../../lifecycle/kind";
import { isBlank, isRecord, own, UNKNOWN } from "../../common/values";
import { isLater, refusal } from "./given";

/** A resource of the program, as what refers to it sees it. */
interface Made {
  readonly kind: string;
  /** `HuntGroup "sales"`. */
  readonly name: string;
  /** By kind of child, the argument in which it declares all of them itself. */
  readonly lists: ReadonlyMap<string, string>;
}

/**
 * Every resource of the program by its `id`, the very output that `uuid` gives. A preview does not know the uuid of what is still to be made, but
 * the output itself tells whose it is. What a program computes from it is another output, and is judged when its value is known.
 */
const made = new WeakMap<object, Made>();

/** What is looked at of a kind. */
export interface Judged extends Pick<ResourceDefinition, "kind" | "of" | "parent" | "shownBy" | "part"> {
  readonly fields: Readonly<Record<string, Partial<Field> & Pick<Field, "facts">>>;
}

/** A resource as the program writes it. */
interface Written {
  readonly name: string;
  readonly args: object;
}

/** Call it for each resource that is registered or looked up. */
export function recordDeclared({ id }: pulumi.CustomResource, definition: Judged, { name, args }: Written): void {
  const kind = kindOfId(definition);
  if (kind !== undefined) made.set(id, { kind, name: `${kind} ${JSON.stringify(name)}`, lists: listsOf(definition, args) });
}

/** The kind that the id of a resource is of: a part's is that of the whole. Of an ApiObject only its path says what it is. */
function kindOfId({ kind, fields, of, part }: Judged): string | undefined {
  if (of !== undefined) return undefined;
  return part === undefined ? kind : fields[part.of]?.facts.refersTo?.[0];
}

function listsOf({ fields }: Judged, args: object): Map<string, string> {
  return new Map(
    Object.entries(fields).flatMap(([argument, { facts }]) => {
      const value = own(args, argument);
      return facts.shows === undefined || isLater(value) || isBlank(value) ? [] : [[facts.shows, argument] as const];
    }),
  );
}

/** Throws if an argument is the uuid of a resource of another kind than it takes, or of one that declares such children itself. */
export function refuseMisplaced(definition: Judged, written: Written): void {
  const problems = misplaced(definition, written);
  if (problems.length === 0) return;
  const lines = problems.map((finding) => `  ${sentence(finding)}`);
  throw refusal([`${definition.kind} ${JSON.stringify(written.name)} cannot be declared like this:`, ...lines].join("\n"));
}

function misplaced(definition: Judged, written: Written): Finding[] {
  const seen = new Seen();
  const inputs = Object.entries(written.args).flatMap(([argument, value]: [string, unknown]) => {
    const before = seen.met;
    const known = seen.see(value);
    return seen.met > before ? [[argument, known] as const] : [];
  });
  if (inputs.length === 0) return [];
  const fields: Judged["fields"] = (definition.of?.({ ...written.args }) ?? definition).fields;
  const within = inputs.flatMap(([argument, value]) => fields[argument]?.wrongKindFindings?.(value, seen) ?? []);
  return [...wrongKindFindings(fields, Object.fromEntries(inputs), seen), ...within, ...declaredElsewhere(definition, written)];
}

/** Values as a preview can know them: with what stands for the uuids of resources, and unknown where anything else comes later. */
export class Seen {
  readonly #standIns = new Map<object, string>();
  readonly #kinds = new Map<string, string>();
  #met = 0;

  /** How many uuids of resources were met. */
  get met(): number {
    return this.#met;
  }

  kindOf(uuid: string): string | undefined {
    return this.#kinds.get(uuid);
  }

  see(value: unknown, around: readonly object[] = []): unknown {
    if (isLater(value)) return this.standInFor(value) ?? UNKNOWN;
    if (typeof value !== "object" || value === null || around.includes(value)) return value;
    const inner = [...around, value];
    if (Array.isArray(value)) return value.map((item) => this.see(item, inner));
    if (!isRecord(value) || pulumi.Resource.isInstance(value) || pulumi.asset.Asset.isInstance(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.see(one, inner)]));
  }

  /** What stands for an output that is the uuid of a resource, one for each output; undefined for anything else. */
  standInFor(value: object): string | undefined {
    const one = made.get(value);
    if (one === undefined) return undefined;
    this.#met += 1;
    const stands = this.#standIns.get(value) ?? standIn(this.#standIns.size + 1);
    this.#standIns.set(value, stands);
    this.#kinds.set(stands, one.kind);
    return stands;
  }
}

/** That the object above declares children of this kind in a list of its own. */
function declaredElsewhere({ kind, parent, shownBy }: Judged, { name, args }: Written): Finding[] {
  const argument = parent ?? shownBy;
  const above: unknown = argument === undefined ? undefined : own(args, argument);
  const owner = isLater(above) ? made.get(above) : undefined;
  const list = owner?.lists.get(kind);
  if (argument === undefined || owner === undefined || list === undefined) return [];
  const child = { kind, name: `${kind} ${JSON.stringify(name)}` };
  return [{ path: argument, reason: declaredTwice({ name: owner.name, argument: list }, child) }];
}
