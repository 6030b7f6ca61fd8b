// @ts-check
import { code, enumerate, list, paragraphs } from "./markdown.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** @param {Kind} kind */
export function adoption({ definition, naturalKey, args }) {
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

/** @param {import("./facts.mjs").Definition} definition */
function interrupted({ ours }) {
  return ours === undefined
    ? "What a cut-off run of the same machine made is taken over without `adopt`, by a note in the engine's home (`yay/creations`). On another machine write `adopt: true`."
    : "What a cut-off run made is taken over without `adopt`: the object carries uuids that only this resource sends.";
}

/** @param {Kind} kind */
export function deletion({ definition, guard, deleteRefusals }) {
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
