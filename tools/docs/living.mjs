// @ts-check
import { code, enumerate, paragraphs } from "./markdown.mjs";
import { part } from "./template.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** @param {Kind} kind */
export function adoption({ definition, naturalKey, args }) {
  if (definition.part !== undefined) return part("adoption-of-a-part", { whole: code(definition.part.of) });
  if (definition.singleton !== undefined)
    return "There is one for each account from the start: it is taken as it is found. A second resource of the same account is refused.";
  if (definition.found !== undefined) {
    const key = enumerate(naturalKey.map(code));
    return part("adoption-of-what-is-found", {
      key,
      overwrite: code(`${definition.found.overwrittenBy}: true`),
      ifAbsent: definition.found.ifAbsent.replaceAll("\n", " "),
    });
  }
  if (!args.some(({ name }) => name === "adopt")) return "This kind cannot take over what lives already.";
  if (definition.of !== undefined) return part("adoption-of-any-object", {});
  if (definition.hasTwins === true && definition.chargeable !== undefined) return part("adoption-of-a-purchase", { kind: definition.kind });
  if (definition.hasTwins === true) return part("adoption-of-a-twin", { kind: definition.kind });
  const key = enumerate(naturalKey.map(code));
  const whose = definition.scope === "customer" ? " of the same customer" : "";
  return part("adoption", { key, sameKey: `${key}${whose}`, cutOff: interrupted(definition) });
}

/** @param {Kind} kind */
export function costs({ definition: { chargeable, hasTwins, kind, paths, of } }) {
  if (chargeable === undefined)
    return "Whether a command of this kind costs money is not known: the vendor's pages mark such commands, and no copy of them has kept the mark.";
  const text = part("purchase", { kind, post: code(`POST ${paths.collection}`) });
  if (of !== undefined) return paragraphs([text, part("purchase-unless-free", {})]).trim();
  return hasTwins === true ? paragraphs([text, part("purchase-without-key", { kind })]).trim() : text;
}

/** @param {import("./facts.mjs").Definition} definition */
function interrupted({ ours }) {
  return ours === undefined
    ? "What a cut-off run of the same machine made is taken over without `adopt`, by a note in the engine's home (`yay/creations`). On another machine write `adopt: true`."
    : "What a cut-off run made is taken over without `adopt`: the object carries uuids that only this resource sends.";
}

/** @param {Kind} kind */
export function deletion({ definition, guard, referring, deleteRefusals }) {
  const { part: filled } = definition;
  if (filled !== undefined) return part("deletion-of-a-part", { vacancy: filled.vacancy, whole: code(filled.of) });
  if (definition.remains !== undefined) return part("deletion-of-a-purchase", { kind: definition.kind, remains: definition.remains });
  if (definition.singleton !== undefined) {
    const back = definition.singleton.onDelete;
    const left = "The API has no command that deletes it, so that a deletion leaves it as it is";
    return back === undefined ? `${left}.` : `${left}, or sets ${code(back.sets)} to ${code(back.to)}, if an earlier run has stored that.`;
  }
  if (definition.found !== undefined) {
    const release = code(definition.found.releasedBy);
    return part("deletion-of-what-is-found", {
      release,
      call: code(`DELETE ${definition.paths.item}`),
      refused: definition.explainDelete?.(400, {}) ?? "",
    });
  }
  return paragraphs([
    `${code(`DELETE ${definition.paths.item}`)}. ${goneBy(definition)}`,
    ...(guard === undefined
      ? []
      : ["Before it the provider counts what would go along, and stops where something lives:", quote(guard.refusal)]),
    ...(referring.length === 0
      ? []
      : [
          `Before it the provider looks whether a ${enumerate(
            referring.map(({ kind }) => kind),
            "or",
          )} of the account refers to it, and stops and names those that do, unless ${code("forceDestroy")} was stored by an earlier run. See [What is never deleted](../deletions.md#what-others-still-refer-to).`,
        ]),
    ...(definition.referredAs === undefined
      ? []
      : [
          "At the path of a typed kind it is protected as that kind is: what the account still refers to is not deleted, and each that refers to it is named. Change or delete that first. See [What is never deleted](../deletions.md#what-others-still-refer-to).",
        ]),
    ...deleteRefusals.map(({ statuses, text }) => `Refused with ${enumerate(statuses.map(String), "or")}: ${text}`),
  ]).trim();
}

/** What a 404 means. @param {import("./facts.mjs").Definition} definition */
function goneBy({ goneBy: by, guessedPath, paths }) {
  if (by === undefined && guessedPath === undefined) return "A 404 that the API itself says counts as done.";
  const list = code(`GET ${paths.collection}`);
  if (by !== undefined) return `A 404 counts as done if ${list} does not show the object either, here and in every other request to it.`;
  const needed = guessedPath === "item" ? "" : `, and ${code("yay:paths")} names its path`;
  return `A 404 that the API itself says counts as done if ${list} does not show it either${needed}, because the path is a guess.`;
}

/** @param {string} text */
const quote = (text) => text.replace(/^/gm, "> ");
