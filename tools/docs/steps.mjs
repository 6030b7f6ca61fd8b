// @ts-check
import { code, enumerate, table } from "./markdown.mjs";
import { part } from "./template.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts */
/** @typedef {import("./facts.mjs").KeyFact} KeyFact */

const words = { sipuser: "SIP user", huntgroup: "hunt group", mailbox: "mailbox", playlist: "playlist", sound: "sound", trunk: "trunk" };

/** What the steps of a flow can be. @param {Facts} facts @param {import("./facts.mjs").Definition} definition */
export function stepsSection({ modules, entryTypes, entryFact }, definition) {
  const secretKeys = Object.entries(definition.fields["flow"]?.facts.nested ?? {})
    .filter(([, { secret }]) => secret === true)
    .map(([path]) => path.replace("*.", ""));
  const rows = Object.entries(modules).flatMap(([name, { meaning, terminal, keys }]) => [
    [`**${code(name)}**`, "", "", "", `${meaning}${terminal ? "; ends the flow" : ""}`],
    ...Object.entries(keys).map(([key, fact]) => keyRow(key, fact, secretKeys.includes(key))),
  ]);
  return part("steps", {
    modules: table(["Module", "Key", "Value", "Required", "Meaning"], rows),
    entries: table(
      ["Type", "Key", "Value"],
      entryTypes.map((type) => entryRow(type, entryFact(type))),
    ),
  });
}

/** @param {string} type @param {ReturnType<Facts["entryFact"]>} fact */
function entryRow(type, fact) {
  const value = fact?.key === "number" ? "number in E.164 form, such as `+442079460000`" : `uuid of a ${kinds(fact?.kinds ?? [])}`;
  return [code(type), code(fact?.key ?? ""), value];
}

/** @param {string} key @param {KeyFact} fact @param {boolean} secret */
function keyRow(key, fact, secret) {
  const notes = [
    ...(fact.default === undefined ? [] : [`Default: ${fact.default}.`]),
    ...(fact.unordered === true ? ["The order means nothing."] : []),
    ...(secret ? ["**A secret:** masked in outputs."] : []),
  ];
  return [
    "",
    code(key),
    valueWords(fact.value),
    fact.required ? "yes" : "",
    [`${fact.meaning}.`, ...notes].join(" ").replace(/\.$/, notes.length === 0 ? "" : "."),
  ];
}

/** @param {KeyFact["value"]} value @returns {string} */
function valueWords(value) {
  switch (value.is) {
    case "target":
      return ["step", ...value.literals.map(code)].join(" or ");
    case "targets":
      return `steps by ${enumerate(value.keys.map(code))}`;
    case "id":
      return `uuid of a ${kinds(value.kinds)}`;
    case "ids":
      return `list of ${kinds(value.kinds)} uuids`;
    case "extensions":
      return "[list of entries](#entries-of-extensions)";
    case "patterns":
      return "list of patterns";
    case "seconds":
      return "whole number";
    case "pin":
      return "text";
  }
}

/** @param {readonly string[]} names */
const kinds = (names) =>
  enumerate(
    names.map((name) => words[/** @type {keyof typeof words} */ (name)] ?? name),
    "or",
  );
