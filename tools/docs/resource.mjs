// @ts-check
import { argumentsTable, innerMembers, nestedTables } from "./arguments.mjs";
import { adoption, costs, deletion } from "./living.mjs";
import { callsList } from "./calls.mjs";
import { errorsTable } from "./errors.mjs";
import { examples } from "./examples.mjs";
import { code, included, list, paragraphs } from "./markdown.mjs";
import { outputsTable, unseen } from "./outputs.mjs";
import { commandsOf, createRefusalsOf, deleteRefusalsOf, guardOf, naturalKeyOf, resolveOf } from "./probe.mjs";
import { members, resourceClasses, whereIs } from "./source.mjs";
import { stepsSection } from "./steps.mjs";
import { page } from "./template.mjs";

/**
 * All that a page says about one kind.
 * @typedef {object} Kind
 * @property {import("./facts.mjs").Definition} definition
 * @property {string} text what it is
 * @property {string} argsFile
 * @property {string} classFile
 * @property {import("./source.mjs").Member[]} args
 * @property {import("./source.mjs").Member[]} outputs
 * @property {import("./probe.mjs").CommandFacts[]} commands
 * @property {import("./probe.mjs").GuardFacts | undefined} guard
 * @property {import("./probe.mjs").ResolveFacts | undefined} resolve
 * @property {import("./probe.mjs").RefusalFacts[]} createRefusals
 * @property {import("./probe.mjs").RefusalFacts[]} deleteRefusals
 * @property {string[]} naturalKey
 */

const publicNames = "provider/index.ts";

/** Where the class of a kind is, and its arguments and outputs. @param {string} kind */
export function classOf(kind) {
  const file = whereIs(publicNames, kind);
  const found = file === undefined ? undefined : resourceClasses(file).find(({ name }) => name === kind);
  if (file === undefined || found === undefined) throw new Error(`${publicNames} exports no resource class ${kind}.`);
  const argsFile = whereIs(publicNames, found.args);
  if (argsFile === undefined) throw new Error(`${publicNames} does not export ${found.args}, the arguments of ${kind}.`);
  return { ...found, classFile: file, argsFile };
}

/** @param {import("./facts.mjs").Definition} definition @param {import("./facts.mjs").Facts} facts @returns {Promise<Kind>} */
export async function describeKind(definition, facts) {
  const { text, args: argsName, state, classFile, argsFile } = classOf(definition.kind);
  const args = members(argsFile, argsName);
  const settings = Object.fromEntries(facts.settings.map(({ name, fallback }) => [name, fallback]));
  return {
    definition,
    text,
    argsFile,
    classFile,
    args,
    outputs: outputsOf(definition, args, state === "" ? [] : members(classFile, state)),
    commands: commandsOf(definition, settings, args),
    guard: await guardOf(definition, args),
    resolve: await resolveOf(definition),
    createRefusals: createRefusalsOf(definition, args),
    deleteRefusals: deleteRefusalsOf(definition),
    naturalKey: naturalKeyOf(definition, args),
  };
}

/**
 * What a program can read: what its class declares, and the arguments that are outputs and of which the class says no more.
 * @param {import("./facts.mjs").Definition} definition @param {import("./source.mjs").Member[]} args @param {import("./source.mjs").Member[]} declared
 */
function outputsOf({ outputs }, args, declared) {
  const isDerived = !declared.some(({ name }) => args.some((argument) => argument.name === name));
  return isDerived ? [...args.filter(({ name }) => outputs.includes(name)), ...declared] : declared;
}

/** @param {Kind} kind @param {import("./facts.mjs").Facts} facts */
export function resourcePage(kind, facts) {
  const { definition } = kind;
  return page("resource", [kind.argsFile, kind.classFile], {
    kind: definition.kind,
    text: kind.text,
    documentation: documentation(kind),
    example: example(definition.kind),
    arguments: argumentsTable(kind),
    nested: paragraphs(nestedTables(kind).flatMap(({ title, text }) => [`### ${title}`, text])),
    steps: kind.args.some(({ type }) => type === "Flow") ? stepsSection(facts, definition) : "",
    outputs: outputsTable(kind),
    calls: callsList(kind),
    costs: costs(kind),
    adoption: adoption(kind),
    deletion: deletion(kind),
    unseen: unseen(kind),
    errors: errorsTable(kind),
  });
}

const confidence = {
  documented: "The vendor's reference documents this kind: its fields, requests and answers.",
  inferred: "The vendor documents no page for this kind: everything here is inferred from elsewhere, and may be wrong.",
  partial: "The vendor documents this kind in part; the rest is inferred, and may be wrong.",
};

/** @param {Kind} kind */
function documentation(kind) {
  const { definition, args } = kind;
  const all = args.flatMap((member) => [
    member,
    ...innerMembers(kind, member.type).map((inner) => ({ ...inner, name: `${member.name}.${inner.name}` })),
  ]);
  const unsure = all.filter(({ source }) => source !== undefined && source !== "documented");
  const lines = unsure.map(({ name, source }) => `${code(name)}: ${source}.`);
  return paragraphs([
    `**Documentation: ${definition.documentation}.** ${confidence[definition.documentation]}${lines.length > 0 ? " In detail:" : ""}`,
    list(lines),
  ]).trim();
}

/** @param {string} kind */
function example(kind) {
  const file = examples[kind];
  if (file === undefined) throw new Error(`tools/docs/examples.mjs names no example for ${kind}.`);
  return `[${code(file)}](../../${file}), which a test runs:\n\n${included(file)}`;
}
