// @ts-check
import { factsOf, typeCell } from "./arguments.mjs";
import { code, enumerate, list, table } from "./markdown.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** @param {Kind} kind */
export function outputsTable(kind) {
  const own = kind.outputs.map((output) => [
    code(output.name),
    outputType(kind, output),
    [output.text, ...secrets(kind, output.name)].join(" "),
    sourceOf(kind, output),
  ]);
  const uuid = [
    code("uuid"),
    code("string"),
    "The uuid of the live object, the same as `id`. Known in previews, also while the object is about to be updated.",
    "documented",
  ];
  return table(["Output", "Type", "Meaning", "Source"], [uuid, ...own]);
}

/** How sure an output is: its own source, or that of the argument of its name. @param {Kind} kind @param {import("./source.mjs").Member} output */
function sourceOf(kind, { name, source }) {
  return source ?? kind.args.find((argument) => argument.name === name)?.source ?? "this package";
}

/** @param {Kind} kind @param {import("./source.mjs").Member} output */
function outputType(kind, output) {
  const argument = kind.args.find(({ name, type }) => name === output.name && type === output.type.replace(" | undefined", ""));
  return typeCell(kind, argument ?? { ...output, type: output.type.replace(" | undefined", "") });
}

/** @param {Kind} kind @param {string} output */
function secrets(kind, output) {
  if (!kind.args.some(({ name }) => name === output)) return [];
  const facts = factsOf(kind, output);
  const paths = Object.entries(facts.nested ?? {}).flatMap(([path, nested]) =>
    nested.secret === true ? [code(path.replace(/^\*\./, ""))] : [],
  );
  if (facts.secret === true) return ["A secret."];
  return paths.length === 0 ? [] : [`${enumerate(paths)} in it is a secret.`];
}

/** @param {Kind} kind */
export function unseen(kind) {
  const facts = kind.args.map(({ name }) => /** @type {const} */ ([name, factsOf(kind, name)]));
  const written = facts.flatMap(([name, { writeOnly, nested }]) => [
    ...(writeOnly === true ? [code(name)] : []),
    ...Object.entries(nested ?? {}).flatMap(([path, inner]) =>
      inner.writeOnly === true ? [code(`${name}.${path.replace("*.", "")}`)] : [],
    ),
  ]);
  const steering = facts.flatMap(([name, { wire, readFrom, writeOnly }]) =>
    (wire ?? readFrom) === undefined && writeOnly !== true ? [code(name)] : [],
  );
  const known = facts.flatMap(([name, { readFrom }]) => (readFrom === undefined ? [] : [code(name)]));
  return list([
    ...(written.length === 0 ? [] : [`${enumerate(written)}: a change elsewhere, which no answer is known to show.`]),
    ...(steering.length === 0 ? [] : [`${enumerate(steering)}: not fields of the object, so nobody else can change them.`]),
    ...known.map(
      (name) => `${name}: what the object is known by. If it is another one later, an update stops, and a deletion changes nothing.`,
    ),
    "A declared field that the API does not show even after it was written: the program's word is kept for it. A field that was shown before and is missing later counts as changed.",
    "A change between the read and the write of one update: the API has no precondition.",
  ]);
}
