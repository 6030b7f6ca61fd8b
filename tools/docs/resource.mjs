// @ts-check
import { argumentsTable, innerMembers, nestedTables } from "./arguments.mjs";
import { adoption, costs, deletion } from "./living.mjs";
import { callsList } from "./calls.mjs";
import { otherFields } from "./documentedFields.mjs";
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
 * @property {import("./facts.mjs").Definition[]} referring the kinds whose objects can refer to those of this one
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
    referring: facts.referringKinds(Object.values(facts.registry), definition.kind),
    resolve: await resolveOf(definition),
    createRefusals: createRefusalsOf(definition, args),
    deleteRefusals: deleteRefusalsOf(definition),
    naturalKey: naturalKeyOf(definition, args),
  };
}

/**
 * What a program can read: the arguments that are outputs, and what its class declares, of them or beside them.
 * @param {import("./facts.mjs").Definition} definition @param {import("./source.mjs").Member[]} args @param {import("./source.mjs").Member[]} declared
 */
function outputsOf({ outputs }, args, declared) {
  const isDeclared = (/** @type {string} */ name) => declared.some((output) => output.name === name);
  return [...args.filter(({ name }) => outputs.includes(name) && !isDeclared(name)), ...declared];
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
    others: otherFields(definition.kind),
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
  inferred: "All fields are known. Which of them are required, and some of the commands, are inferred, and may be wrong.",
  partial: "The vendor's documents show this kind in part: fields, words or paths are missing, and what is inferred may be wrong.",
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
    guess(definition),
  ]).trim();
}

/** What a page says of a path that no source shows. @param {import("./facts.mjs").Definition} definition */
function guess({ kind, paths, guessedPath }) {
  if (guessedPath === undefined) return undefined;
  const [what, sets] =
    guessedPath === "collection"
      ? [`${code(paths.collection)} is a guess: no source shows where the API has this kind`, { [kind]: "/…" }]
      : [
          `${code(paths.item)}, the path of one, is a guess by the pattern of other kinds`,
          { [kind]: { item: paths.item.replace("{uuid}", "…/{uuid}") } },
        ];
  const proof =
    guessedPath === "collection"
      ? "A 404 there is never taken for a deletion: reading and deleting stop and say so, until `yay:paths` names the path."
      : "A 404 there counts as gone only if the list does not show the object either; if it does, reading takes the list's word, and writing stops and says so. The same holds for an answer with something else, but no such answer counts as gone.";
  return `**${what}.** ${proof} ${code("yay check")} tries it, and ${code(`yay:paths = ${JSON.stringify(sets)}`)} gives another one.`;
}

/** @param {string} kind */
function example(kind) {
  const file = examples[kind];
  if (file === undefined) throw new Error(`tools/docs/examples.mjs names no example for ${kind}.`);
  return `[${code(file)}](../../${file}), which a test runs:\n\n${included(file)}`;
}
