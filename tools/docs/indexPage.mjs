// @ts-check
import { code, table } from "./markdown.mjs";
import { page } from "./template.mjs";
import { transferKind, transferText } from "./transfer.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** @param {readonly Kind[]} kinds */
export function indexPage(kinds) {
  const rows = [
    ...kinds.map(({ definition: { kind, documentation }, text }) => ({ kind, text: brief(text), documentation })),
    { kind: transferKind, text: transferText(), documentation: "partial" },
  ].map(({ kind, text, documentation }) => [`[${code(kind)}](resources/${kind}.md)`, text, documentation]);
  return page("index", ["provider/index.ts"], { kinds: table(["Kind", "What it is", "Vendor's documentation"], rows) });
}

/** What a kind is, without its path and what is known of its commands. @param {string} text */
const brief = (text) => /^[^]*?(?=: `\/|\. |\.$)/.exec(text)?.[0].concat(".") ?? text;
