import { ArgumentsError } from "../errors";
import { label } from "../names";
import { type Facts, factsAt, type Finding, type ResourceDefinition } from "../kind";
import { isOptionalAt } from "./schemaNodes";
import { hasControls, shownKey, strayIn } from "./strayTexts";
import { define, isBlank, isRecord, NOTHING, own, type Props, UNKNOWN } from "../../common/values";

/** What has to be known of a kind to judge what a program gave. */
export type Kindly = Pick<ResourceDefinition, "schema" | "assigned"> & { readonly fields: object };

/** What a program gave for a resource. */
export interface Given {
  /** The inputs without what has no value and is as good as left out; what is refused is unknown there, so that no other rule speaks of it. */
  readonly inputs: Props;
  readonly findings: Finding[];
  /** Of names that have signs which no name has; a schema may say it better. */
  readonly names: Finding[];
}

type Path = readonly string[];

/** Arguments that the class adds. */
const OURS: readonly string[] = ["seed", "__provider"];

/**
 * Finds, in the inputs of any kind and at any depth, what can be no value that a program meant: outputs that resolve to nothing, texts that an
 * output was put into too early, and names with line breaks. A name that the program had before is let be, because it may live already.
 */
export function readGiven(definition: Kindly, news: Props, olds: Props = {}): Given {
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
  readonly #definition: Kindly;
  readonly #olds: Props;

  constructor(definition: Kindly, olds: Props) {
    this.#definition = definition;
    this.#olds = olds;
  }

  argument(name: string, value: unknown): unknown {
    const hasNoValue = this.#factsAt([name]).leftOut !== undefined && (isBlank(value) || isBlankText(value));
    return this.#read(hasNoValue ? NOTHING : value, [name], own(this.#olds, name));
  }

  #read(value: unknown, path: Path, old: unknown): unknown {
    if (value === NOTHING) return this.#nothing(path);
    if (typeof value === "string") return this.#text(value, path, old);
    if (Array.isArray(value))
      return value.map((item, index) => this.#read(item, [...path, String(index)], Array.isArray(old) ? old[index] : undefined));
    return isRecord(value) ? this.#map(value, path, old) : value;
  }

  #map(value: Props, path: Path, old: unknown): unknown {
    const result: Props = {};
    const was = isRecord(old) ? old : {};
    let isOdd = false;
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key];
      const stray = strayIn(key);
      if (stray !== undefined) this.findings.push({ path: shown(at), reason: `its name ${stray}` });
      else if (hasControls(key) && own(was, key) === undefined) this.findings.push(controls(at));
      isOdd ||= stray !== undefined;
      const read = this.#read(inner, at, own(was, key));
      if (read !== undefined) define(result, key, read);
    }
    return isOdd ? UNKNOWN : result;
  }

  #text(text: string, path: Path, old: unknown): unknown {
    const stray = strayIn(text);
    if (stray !== undefined) {
      this.findings.push({ path: shown(path), reason: stray });
      return UNKNOWN;
    }
    if (isNamed(path) && hasControls(text) && text !== old) this.names.push(controls(path));
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

/** By their last word, in every kind: `name`, `contactName`. */
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
 * Refuses a look-up by id that names a customer and gives none, which would be one in the own account: no check runs before it. What the
 * state manages was checked when it was declared.
 */
export function refuseLookUp(definition: Kindly & Pick<ResourceDefinition, "kind">, id: string, state: Props): void {
  if (own(state, "seed") !== undefined) return;
  const scoping = Object.keys(definition.fields).filter(
    (name) => factsOf(definition, name).leftOut !== undefined && Object.hasOwn(state, name),
  );
  const given = Object.fromEntries(scoping.map((name) => [name, own(state, name)]));
  const stray = strayIn(id);
  const findings = [
    ...(stray === undefined ? [] : [{ path: "id", reason: stray }]),
    ...readGiven(definition, given).findings,
    ...Object.keys(given).flatMap((path) =>
      typeof given[path] === "string" || isBlank(given[path]) ? [] : [{ path, reason: "must be a text" }],
    ),
  ];
  if (findings.length > 0)
    throw new ArgumentsError(`Cannot look up ${label(definition.kind, undefined, stray === undefined ? id : "")}`, findings);
}

function factsOf({ fields }: Pick<Kindly, "fields">, name: string): Facts {
  const field = own(fields, name);
  return isRecord(field) && isRecord(field["facts"]) ? field["facts"] : {};
}
