// @ts-check
import { code, table } from "./markdown.mjs";
import { page } from "./template.mjs";
import { transferKind, transferText } from "./transfer.mjs";

/** @typedef {import("./resource.mjs").Kind} Kind */

/** @param {readonly Kind[]} kinds */
export function indexPage(kinds) {
  const rows = [
    ...kinds.map(({ definition: { kind, documentation }, text }) => ({ kind, text, documentation })),
    { kind: transferKind, text: transferText(), documentation: "partial" },
  ].map(({ kind, text, documentation }) => [`[${code(kind)}](resources/${kind}.md)`, text, documentation]);
  return page("index", ["provider/index.ts"], { kinds: table(["Kind", "What it is", "Vendor's documentation"], rows) });
}
