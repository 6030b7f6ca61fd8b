// @ts-check
import { code, enumerate, list, paragraphs } from "./markdown.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** @param {Kind} kind */
export function adoption({ definition, naturalKey, args }) {
  if (definition.part !== undefined) return partAdoption(definition.part.of);
  if (!args.some(({ name }) => name === "adopt")) return "This kind cannot take over what lives already.";
  const key = enumerate(naturalKey.map(code));
  const whose = definition.scope === "customer" ? " of the same customer" : "";
  return paragraphs([
    `Before a creation the provider looks for a living object with the same ${key}${whose}. It makes no second one: the creation stops and says how to adopt.`,
    list([
      `${code("adopt: true")} takes over the one with the same ${key}.`,
      `${code('adopt: "<uuid>"')} takes over the one named. Several with the same ${key} ask for this.`,
      "Where a declared field differs, it stops with a list of the differences and sends nothing.",
      `${code('adopt: { uuid: "<uuid>", overwrite: true }')} changes those fields to what the program says.`,
    ]),
    interrupted(definition),
  ]).trim();
}

/** @param {string} of the argument with the uuid of the object */
function partAdoption(of) {
  return paragraphs([
    `Where nobody has filled ${code(of)}, or it holds what the program says already, the creation fills it or takes it over without more. What a cut-off run filled in is taken over too: it carries uuids that only this resource sends.`,
    list([
      "Where it is filled otherwise, the creation stops with a list of the differences and sends nothing.",
      `${code('adopt: { uuid: "<uuid>", overwrite: true }')}, with the same uuid as ${code(of)}, changes it to what the program says.`,
    ]),
  ]).trim();
}

/** @param {import("./facts.mjs").Definition} definition */
function interrupted({ ours }) {
  return ours === undefined
    ? "What a cut-off run of the same machine made is taken over without `adopt`, by a note in the engine's home (`yay/creations`). On another machine write `adopt: true`."
    : "What a cut-off run made is taken over without `adopt`: the object carries uuids that only this resource sends.";
}

/** @param {Kind} kind */
export function deletion({ definition, guard, deleteRefusals }) {
  if (definition.part !== undefined)
    return `Leaves ${definition.part.vacancy} in its place, so that nothing is pointed at from there any more. It sends nothing where somebody has filled it otherwise since, where the object is gone, or where the resource that ${code(definition.part.of)} names declares the part itself now.`;
  return paragraphs([
    `${code(`DELETE ${definition.paths.item}`)}. A 404 that the API itself says counts as done.`,
    ...(guard === undefined
      ? []
      : ["Before it the provider counts what would go along, and stops where something lives:", quote(guard.refusal)]),
    ...deleteRefusals.map(({ statuses, text }) => `Refused with ${enumerate(statuses.map(String), "or")}: ${text}`),
  ]).trim();
}

/** @param {string} text */
const quote = (text) => text.replace(/^/gm, "> ");
