// @ts-check
import { code, enumerate, table, typeText } from "./markdown.mjs";
import { alias, members, whereIs } from "./source.mjs";

/**
 * @typedef {import("./facts.mjs").FieldFacts} FieldFacts
 * @typedef {import("./source.mjs").Member} Member
 * @typedef {import("./resource.mjs").Kind} Kind
 */

const head = ["Argument", "Type", "Required", "Meaning", "Source"];

/** The arguments of a kind, required ones first. @param {Kind} kind */
export function argumentsTable(kind) {
  const rows = [...kind.args.filter(({ optional }) => !optional), ...kind.args.filter(({ optional }) => optional)];
  return table(
    head,
    rows.map((member) => {
      const facts = factsOf(kind, member.name);
      const notes = [...notesOf(facts, kind.definition), ...assignedNote(kind, member.name), ...commandNote(kind, member.name)];
      return row(kind, member, { facts, notes });
    }),
  );
}

/**
 * The members of each interface that arguments are made of, with the argument's name.
 * @param {Kind} kind @returns {{ title: string, text: string }[]}
 */
export function nestedTables(kind) {
  return kind.args.flatMap(({ name, type }) => {
    const inner = innerMembers(kind, type);
    if (inner.length === 0) return [];
    const nested = factsOf(kind, name).nested ?? {};
    const rows = inner.map((member) => {
      const facts = nested[`*.${member.name}`] ?? {};
      return row(kind, member, { facts, notes: notesOf(facts) });
    });
    return [{ title: nestedTitle(name, type), text: table(head, rows) }];
  });
}

/** What an argument's list or object is made of. @param {Pick<Kind, "argsFile">} kind @param {string} type @returns {Member[]} */
export function innerMembers(kind, type) {
  const inner = interfaceIn(kind, type);
  return inner === undefined ? [] : members(kind.argsFile, inner);
}

/** @param {string} name @param {string} type */
const nestedTitle = (name, type) => (type.endsWith("[]") ? `Each of ${code(name)}` : `Within ${code(name)}`);

/** @param {Kind} kind @param {string} argument @returns {FieldFacts} */
export function factsOf(kind, argument) {
  const field = kind.definition.fields[argument];
  if (field === undefined) throw new Error(`${kind.definition.kind} has no field for its argument ${argument}.`);
  return field.facts;
}

/**
 * What the facts of an argument mean for the one who writes it.
 * @param {FieldFacts} facts @param {Pick<import("./facts.mjs").Definition, "part" | "found">} [definition] of the kind itself
 */
export function notesOf(facts, definition = {}) {
  const other = replacementOf(definition);
  return [
    ...(facts.documentedDefault === undefined ? [] : [`Default: ${code(JSON.stringify(facts.documentedDefault))}.`]),
    ...(facts.replaceOnChanges === true ? [other] : []),
    ...(facts.rotates === undefined ? [] : [`**A change makes ${code(facts.rotates)} anew**; that is an output then, and not declared.`]),
    ...(facts.refersTo === undefined ? [] : [`Another kind than ${enumerate(facts.refersTo.map(code), "or")} is refused.`]),
    ...(facts.createOnly === true ? ["**Read at creation only:** a later change of it does nothing."] : []),
    ...(facts.validationOnly === true ? ["**Read by the check alone:** a change of it changes nothing that lives."] : []),
    ...(facts.unique === undefined
      ? []
      : ["**Only one can have a value:** two resources that declare the same one are refused at preview."]),
    ...(facts.secret === true ? ["**A secret:** encrypted in the state, masked in outputs."] : []),
    ...(facts.writeOnly === true ? ["**Cannot be read back:** a change of it elsewhere is never seen."] : []),
  ];
}

/** What a change means that replaces. @param {Pick<import("./facts.mjs").Definition, "part" | "found">} definition */
function replacementOf({ part, found }) {
  if (found !== undefined) return "**A change means another object:** that one is taken, then the former one is left.";
  return part === undefined
    ? "**A change replaces the object:** a new one is made, then the old one is deleted."
    : `**A change moves it:** the other ${code(part.of)} is filled, then this one is emptied.`;
}

/** @param {Kind} kind @param {string} argument */
function assignedNote({ definition: { assigned } }, argument) {
  if (assigned?.argument !== argument) return [];
  return assigned.asWritten === undefined
    ? ["What is chosen at creation is kept."]
    : [`What ${code(JSON.stringify(assigned.asWritten))} gives at creation is kept.`];
}

/** @param {Kind} kind @param {string} argument */
function commandNote({ commands }, argument) {
  const command = commands.find((candidate) => candidate.argument === argument);
  if (command === undefined) return [];
  const calls = enumerate(
    command.paths.map((path) => code(`PUT ${path}`)),
    "or",
  );
  return [`Sent by ${calls} when it is declared and differs from the value that was sent last.`];
}

/**
 * @param {Kind} kind @param {Member} member
 * @param {{ facts: FieldFacts, notes: readonly string[] }} about
 */
function row(kind, member, { facts, notes }) {
  return [
    code(member.name),
    typeCell(kind, member),
    member.optional ? "" : "yes",
    [member.text, ...notes].filter((sentence) => sentence !== "").join(" "),
    sourceCell(member, facts),
  ];
}

/** @param {Member} member @param {FieldFacts} facts */
function sourceCell({ source }, { wire, readFrom }) {
  const names = enumerate((readFrom ?? (wire === undefined ? [] : [wire])).map(code));
  if (source === undefined) return names === "" ? "this package" : names;
  return names === "" ? source : `${names}: ${source}`;
}

/** @param {Kind} kind @param {Member} member */
export function typeCell(kind, { name, type, file }) {
  if (type === "Flow") return "[steps by name](#steps)";
  const [, by] = /^Record<string, Omit<\w+, "(\w+)">>$/.exec(type) ?? [];
  const argument = kind.args.find((candidate) => candidate.name === name) ?? { name, type };
  if (by !== undefined) return `[map by ${code(by)}](${anchorOf(argument)})`;
  if (interfaceIn(kind, type) !== undefined) return `[${type.endsWith("[]") ? "list" : "object"}](${anchorOf({ name, type })})`;
  return code(plain(file ?? kind.argsFile, type));
}

/** @param {{ name: string, type: string }} member */
const anchorOf = ({ name, type }) => `#${nestedTitle(name, type).toLowerCase().replaceAll("`", "").replaceAll(" ", "-")}`;

/** A type with its alias written out. @param {string} from the file that names it @param {string} type */
function plain(from, type) {
  const file = /^[A-Z]\w*$/.test(type) ? whereIs(from, type) : undefined;
  return typeText((file === undefined ? undefined : alias(file, type)) ?? type);
}

/** The interface beside the arguments that a type names, alone or as a list's items. @param {Pick<Kind, "argsFile">} kind @param {string} type */
function interfaceIn(kind, type) {
  const name = /^([A-Z]\w*)(\[\])?$/.exec(type)?.[1];
  if (name === undefined || name === "Flow" || whereIs(kind.argsFile, name) !== kind.argsFile) return undefined;
  return alias(kind.argsFile, name) === undefined ? name : undefined;
}
