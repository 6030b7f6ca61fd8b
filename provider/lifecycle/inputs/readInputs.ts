import { ArgumentsError } from "../errors";
import { label } from "../names";
import { type Facts, factsAt, type Finding, type ResourceDefinition } from "../kind";
import { namesAreOnlyCompared } from "./judgedElsewhere";
import { isOptionalAt } from "./schemaNodes";
import { hasControls, shownKey, strayIn } from "./strayTexts";
import { define, isBlank, isRecord, isUuid, NOTHING, own, type Props, UNKNOWN } from "../../common/values";

/** The part of a kind that reading its inputs needs. */
export type InputRules = Pick<ResourceDefinition, "schema" | "assigned"> & { readonly fields: object };

/** The inputs of a resource after reading. */
export interface ReadInputs {
  /**
   * The inputs without values that resolved to nothing and may be left out. Refused values are unknown, so that no other rule reports them
   * again.
   */
  readonly inputs: Props;
  readonly findings: Finding[];
  /** Findings on names with control characters; left out if the schema has a finding on the same path. */
  readonly names: Finding[];
}

type Path = readonly string[];

/** Arguments that the class adds. */
const OURS: readonly string[] = ["seed", "__provider"];

/**
 * Finds values, at any depth, that no program can have meant: outputs that resolve to nothing, texts with an output put into them too
 * early, and names with line breaks. A name that the state already has is accepted, because the object may exist;
 * so is any in a preview of `yay drift`.
 */
export function readInputs(definition: InputRules, news: Props, olds: Props = {}): ReadInputs {
  const reading = new Reading(definition, olds);
  const inputs: Props = {};
  for (const [name, value] of Object.entries(news)) {
    const read = OURS.includes(name) ? value : reading.argument(name, value);
    if (read !== undefined) define(inputs, name, read);
  }
  return { inputs, findings: reading.findings, names: reading.names };
}

class Reading {
  readonly findings: Finding[] = [];
  readonly names: Finding[] = [];
  readonly #definition: InputRules;
  readonly #olds: Props;
  /** Where the value stands that is being read. */
  readonly #path: string[] = [];

  constructor(definition: InputRules, olds: Props) {
    this.#definition = definition;
    this.#olds = olds;
  }

  argument(name: string, value: unknown): unknown {
    const hasNoValue = this.#factsAt([name]).leftOut !== undefined && (isBlank(value) || isBlankText(value));
    return this.#within(name, hasNoValue ? NOTHING : value, own(this.#olds, name));
  }

  #within(key: string, value: unknown, old: unknown): unknown {
    this.#path.push(key);
    const read = this.#read(value, old);
    this.#path.pop();
    return read;
  }

  #read(value: unknown, old: unknown): unknown {
    if (value === NOTHING) return this.#nothing(this.#path);
    if (typeof value === "string") return this.#text(value, old);
    if (Array.isArray(value))
      return value.map((item, index) => this.#within(String(index), item, Array.isArray(old) ? old[index] : undefined));
    return isRecord(value) ? this.#map(value, old) : value;
  }

  #map(value: Props, old: unknown): unknown {
    const result: Props = {};
    const was = isRecord(old) ? old : {};
    let isOdd = false;
    for (const [key, inner] of Object.entries(value)) {
      const stray = strayIn(key);
      const before = own(was, key);
      if (stray !== undefined) this.findings.push({ path: shown([...this.#path, key]), reason: `its name ${stray}` });
      else if (before === undefined && hasControls(key) && !namesAreOnlyCompared()) this.findings.push(controls([...this.#path, key]));
      isOdd ||= stray !== undefined;
      const read = this.#within(key, inner, before);
      if (read !== undefined) define(result, key, read);
    }
    return isOdd ? UNKNOWN : result;
  }

  #text(text: string, old: unknown): unknown {
    const path = this.#path;
    const stray = strayIn(text);
    if (stray !== undefined) {
      this.findings.push({ path: shown(path), reason: stray });
      return UNKNOWN;
    }
    if (isNamed(path) && text !== old && hasControls(text) && !namesAreOnlyCompared()) this.names.push(controls(path));
    return text;
  }

  #nothing(path: Path): unknown {
    const [name = ""] = path;
    const { leavesAlone, leftOut, replaceOnChanges } = this.#factsAt(path);
    const isAssigned = path.length === 1 && this.#definition.assigned?.argument === name;
    const isOptional = isOptionalAt(this.#definition.schema, path);
    if (leavesAlone === true && leftOut === undefined && replaceOnChanges !== true && !isAssigned && isOptional) return undefined;
    const isKnown = own(this.#definition.fields, name) !== undefined;
    if (isKnown) this.findings.push({ path: "", reason: `${shown(path)} has no value${mend({ leftOut, isAssigned, isOptional })}` });
    return UNKNOWN;
  }

  #factsAt([name = "", ...within]: Path): Facts {
    return factsAt(factsOf(this.#definition, name), within);
  }
}

function isBlankText(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

interface Absence {
  readonly leftOut: string | undefined;
  readonly isAssigned: boolean;
  readonly isOptional: boolean;
}

function mend({ leftOut, isAssigned, isOptional }: Absence): string {
  if (leftOut !== undefined) return `; leave it out ${leftOut}`;
  const because = ": the output or promise that it is given resolves to nothing; ";
  if (!isOptional) return `${because}give it one`;
  return `${because}${isAssigned ? "leave it out for one that is chosen for you" : "give it one, or leave it out if that is meant"}`;
}

/** Whether an argument is a name, by its last word: `name`, `contactName`. */
function isNamed(path: Path): boolean {
  return /^name$|Name$/.test(path.at(-1) ?? "");
}

function controls(path: Path): Finding {
  return {
    path: shown(path),
    reason:
      "is a name, and has a line break or another control character in it; write it on one line, or text.trim() if it was read from a file",
  };
}

function shown(path: Path): string {
  return path.map(shownKey).join(".");
}

/**
 * Refuses a look-up by id whose customer has no value, because it would look in the own account: no check runs before a look-up. Skips
 * managed resources, whose inputs were checked.
 */
export function refuseLookUp(
  definition: InputRules & Pick<ResourceDefinition, "kind" | "parent" | "lookUp">,
  id: string,
  state: Props,
): void {
  if (own(state, "seed") !== undefined) return;
  const scoping = Object.keys(definition.fields).filter(
    (name) => factsOf(definition, name).leftOut !== undefined && Object.hasOwn(state, name),
  );
  const given = Object.fromEntries(scoping.map((name) => [name, own(state, name)]));
  const stray = strayIn(id);
  const findings = [
    ...(stray === undefined ? [] : [{ path: "id", reason: stray }]),
    ...readInputs(definition, given).findings,
    ...parentFindings(definition, state),
    ...(definition.lookUp?.findings(state) ?? []),
    ...Object.keys(given).flatMap((path) =>
      typeof given[path] === "string" || isBlank(given[path]) ? [] : [{ path, reason: "must be a text" }],
    ),
  ];
  if (findings.length > 0)
    throw new ArgumentsError(`Cannot look up ${label(definition.kind, undefined, stray === undefined ? id : "")}`, findings);
}

/** What stands under another object is found under that alone. */
function parentFindings({ kind, parent }: Pick<ResourceDefinition, "kind" | "parent">, state: Props): Finding[] {
  if (parent === undefined || isUuid(own(state, parent))) return [];
  const reason = `must be the uuid of what it stands under: ${kind}.get(name, uuid, { ${parent}: "<uuid>" })`;
  return [{ path: parent, reason }];
}

function factsOf({ fields }: Pick<InputRules, "fields">, name: string): Facts {
  const field = own(fields, name);
  return isRecord(field) && isRecord(field["facts"]) ? field["facts"] : {};
}
