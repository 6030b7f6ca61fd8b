import { titleOf } from "pulumi-yay/map";
import type { Program } from "./program.js";
import type { Source } from "./source.js";
import type { NewObject } from "./types.js";

/** Words that no constant may be called. */
const RESERVED = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in " +
    "instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with " +
    "yield arguments eval undefined module exports require"
  ).split(" "),
);

/** A name as a constant: `front-desk` is `frontDesk`. */
export function variableName(name: string): string {
  const words = wordsIn(name);
  const joined = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  return joined === "" ? "unnamed" : /^\d/.test(joined) ? `_${joined}` : joined;
}

/** A name that no constant of these files has; without files, none of the program. */
export function freeName(program: Program, wanted: string, sources: readonly Source[] = program.sources.all): string {
  const isTaken = (name: string): boolean => RESERVED.has(name) || sources.some((source) => source.identifiers(name).length > 0);
  return firstFree(wanted, (name, index) => (index === 1 ? name : `${name}${index}`), isTaken);
}

/**
 * A name for the resource of a new object, from what the object is called: `front-desk`. No other resource of its kind has it, also none of the stack
 * whose name the program computes, as in a loop.
 */
export function resourceName(program: Program, { kind, args, name }: NewObject): string {
  // As an export names it: a title may be a person, such as the contact of a customer.
  const words = wordsIn(typeof args["name"] === "string" && args["name"] !== "" ? args["name"] : (titleOf(kind, args) ?? ""));
  const wanted = name ?? (words.length === 0 ? wordsIn(kind) : words).join("-");
  return firstFree(
    wanted,
    (text, index) => (index === 1 ? text : `${text}-${index}`),
    (text) => program.declarations.of({ kind, name: text }).length > 0 || program.uuidOf({ kind, name: text }) !== undefined,
  );
}

function firstFree(wanted: string, numbered: (name: string, index: number) => string, isTaken: (name: string) => boolean): string {
  for (let index = 1; ; index += 1) {
    const name = numbered(wanted, index);
    if (!isTaken(name)) return name;
  }
}

/** The words of a name in small letters of the Latin alphabet, and its digits. */
export function wordsIn(name: string): string[] {
  const plain = name.normalize("NFKD").replace(/\p{M}+/gu, "");
  const words = plain.replace(/([a-z\d])(?=[A-Z])/g, "$1 ").split(/[^A-Za-z\d]+/);
  return words.filter((word) => word !== "").map((word) => word.toLowerCase());
}
