import { htmlEscape } from "escape-goat";
import { draw } from "../flow/drawing.js";
import { safeLine } from "../shared/terminal.js";
import type { Drifted, Judged } from "./looked.js";
import type { Names } from "./names.js";
import { byCustomer, labelOf, notesOf, sentencesOf, summaryOf } from "./report.js";

const STYLE = `
  :root { color-scheme: light dark; --ground: #fff; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --mark: #9a6700; --good: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    :root { --ground: #0d1117; --text: #e6edf3; --soft: #9198a1; --line: #30363d; --mark: #d29922; --good: #3fb950; }
  }
  body { background: var(--ground); color: var(--text); font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
  h1 { font-size: 1.5rem; } h2 { border-bottom: 1px solid var(--line); font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin-bottom: 0.3rem; }
  .drift-summary { border-left: 4px solid var(--mark); padding: 0.4rem 0.8rem; } .drift-none { border-color: var(--good); }
  .drift-notes { color: var(--soft); font-size: 0.9rem; }
  .drift-pictures { display: flex; flex-wrap: wrap; gap: 1rem; } figure { border: 1px solid var(--line); border-radius: 6px; margin: 0; overflow: auto; padding: 0.6rem; }
  figure svg { height: auto; max-width: 100%; } figcaption { color: var(--soft); font-size: 0.85rem; }
`;

const text = (value: string): string => htmlEscape(safeLine(value));

/**
 * Formats what was judged as one page that needs nothing else: no script, no font and no request. Flows stand there as the code has them and as
 * they live, with what differs marked; the colours follow the reader's system.
 */
export async function driftAsHtml(judged: Judged, names: Names): Promise<string> {
  const parts = await Promise.all(
    byCustomer(judged, names.customers).map(async ({ title, objects }) => {
      const articles = await Promise.all(objects.map((object) => article(object, names.objects)));
      return `<section><h2>${text(title)}</h2>\n${articles.join("\n")}</section>`;
    }),
  );
  const notes = notesOf(judged).map((note) => `<li>${text(note)}</li>`);
  const calm = judged.drifted.length === 0 ? " drift-none" : "";
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Drift of ${text(judged.stacks.join(", "))}</title><style>${STYLE}</style></head><body>`,
    `<h1>Drift of ${text(judged.stacks.join(", "))}</h1>`,
    `<p class="drift-summary${calm}">${text(summaryOf(judged))}</p>`,
    ...parts,
    ...(notes.length > 0 ? [`<section class="drift-notes"><h2>Beside it</h2><ul>${notes.join("")}</ul></section>`] : []),
    "</body></html>\n",
  ].join("\n");
}

async function article(object: Drifted, names: ReadonlyMap<string, string>): Promise<string> {
  const sentences = sentencesOf(object).map((sentence) => `<li>${text(sentence)}</li>`);
  const pictures = await picturesOf(object, names);
  return `<article><h3>${text(labelOf(object))}</h3>\n<ul>${sentences.join("")}</ul>${pictures}</article>`;
}

async function picturesOf({ flow }: Drifted, names: ReadonlyMap<string, string>): Promise<string> {
  if (flow === undefined) return "";
  const says = await draw(flow.says, "svg", { names });
  const lives = await draw(flow.lives, "svg", { names, before: flow.says });
  return (
    `<div class="drift-pictures"><figure><figcaption>As the code has it</figcaption>${says}</figure>` +
    `<figure><figcaption>As it lives, with what differs</figcaption>${lives}</figure></div>`
  );
}
