// @ts-check
import { lookedUpLater, lookUpsProgram } from "./examples.mjs";
import { code, enumerate, linked, list, paragraphs, table, typeText } from "./markdown.mjs";
import { alias, docstring, functions, members, methods, unionMembers, whereIs } from "./source.mjs";
import { page } from "./template.mjs";

const file = "provider/hosts/dynamic/lookups.ts";
const reader = "provider/account.ts";

/** @param {import("./facts.mjs").Facts} facts */
export function lookupsPage({ registry }) {
  const all = functions(file);
  const plain = all.filter(({ name }) => !name.endsWith("Output"));
  const given = [...new Set(plain.flatMap(({ returns }) => interfaceIn(returns) ?? []))];
  return page("look-ups", [file, reader, lookUpsProgram, lookedUpLater], {
    program: linked(lookUpsProgram, ".."),
    caller: linked(lookedUpLater, ".."),
    functions: table(["Function", "Gives", "Request", "Source"], plain.map(functionRow)),
    sections: paragraphs(plain.flatMap((lookup) => section(lookup, all))),
    types: paragraphs(given.flatMap((name) => [`### ${name}`, fieldsOf(name, "Field")])),
    calls: list(callsBy(Object.values(registry).filter(({ part }) => part === undefined))),
  });
}

/**
 * One look-up for all kinds that take the same, with their names.
 * @param {readonly import("./facts.mjs").Definition[]} definitions
 */
function callsBy(definitions) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const definition of definitions) {
    const call = getOf(definition);
    const form = call.replace(/^yay\.\w+/, "");
    kinds.set(form, [...(kinds.get(form) ?? []), definition.kind]);
  }
  return [...kinds].map(([form, [first = "", ...others]]) => {
    const rest = others.length === 0 ? "" : `, and so ${enumerate(others.map(code))}`;
    return `${code(`yay.${first}${form}`)}${rest}`;
  });
}

/** A look-up by what tells where the object is. @param {import("./facts.mjs").Definition} definition */
function getOf({ kind, scope, parent, singleton, lookUp }) {
  const places = [...(scope === "customer" ? ["customer"] : []), ...(parent === undefined ? [] : [parent])];
  const given = [...places.map((name) => `${name}: "<uuid>"`), ...(lookUp === undefined ? [] : [lookUp.example])];
  const args = given.length === 0 ? [] : [`{ ${given.join(", ")} }`];
  return `yay.${kind}.get(${['"a name"', ...(singleton === undefined ? ['"<uuid>"'] : []), ...args].join(", ")})`;
}

/** @param {import("./source.mjs").Callable} lookup */
function functionRow({ name, returns, body }) {
  const { request, source } = requestOf(body);
  return [`[${code(name)}](#${name.toLowerCase()})`, resultOf(returns), request, source];
}

/** @param {import("./source.mjs").Callable} lookup @param {readonly import("./source.mjs").Callable[]} all */
function section({ name, parameters, returns, text }, all) {
  const output = all.find((candidate) => candidate.name === `${name}Output`);
  return [
    `## ${name}`,
    [
      "```ts",
      `${name}(${parameters}): ${returns}`,
      ...(output === undefined ? [] : [`${output.name}(${output.parameters}): ${output.returns}`]),
      "```",
    ].join("\n"),
    text,
    ...parametersOf(parameters),
  ];
}

/** The interface or alias that a signature names, where it is one of ours. @param {string} signature */
function interfaceIn(signature) {
  const name = /\b([A-Z]\w*)(?:\[\])?(?: = \{\})?>?$/.exec(signature)?.[1];
  return name !== undefined && whereIs(file, name) !== undefined ? name : undefined;
}

/** @param {string} name @returns {string} */
const fileOf = (name) => whereIs(file, name) ?? file;

/** What a look-up takes. @param {string} signature */
function parametersOf(signature) {
  const name = interfaceIn(signature);
  if (name === undefined) return [];
  const forms = alias(fileOf(name), name);
  if (forms === undefined) return [fieldsOf(name, "Parameter")];
  return [
    `${docstring(fileOf(name), name).text} ${unionMembers(fileOf(name), name)
      .map(({ type }) => code(typeText(type)))
      .join(" or ")}.`,
  ];
}

/** @param {string} name @param {string} head */
function fieldsOf(name, head) {
  const rows = members(fileOf(name), name).map(({ name: field, type, text, optional }) => [
    `${code(field)}${optional ? " (optional)" : ""}`,
    code(typeText(type)),
    text,
  ]);
  return table([head, "Type", "Meaning"], rows);
}

/** The request behind a look-up, from the method that it calls. @param {string} body */
function requestOf(body) {
  const called = /reader\(\)\s*\.(\w+)\(/.exec(body)?.[1];
  const method = methods(reader, "AccountReader").find(({ name }) => name === called);
  const requests = method?.text.match(/`GET [^`]+`/g) ?? [];
  if (requests.length === 0) throw new Error(`The docstring of AccountReader.${String(called)} names no request such as \`GET /path\`.`);
  return { request: requests.join(" or "), source: method?.source ?? "" };
}

/** @param {string} returns */
function resultOf(returns) {
  const type = code(returns.replace(/^Promise<(.*)>$/, "$1"));
  const name = interfaceIn(returns);
  return name === undefined ? type : `[${type}](#${name.toLowerCase()})`;
}
