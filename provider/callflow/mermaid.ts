import { clip, picture, type Mark, type Picture, type PictureEdge, type PictureNode, type PictureOptions } from "./picture";
import type { FlowLike } from "./types";

/** Replaces everything that Mermaid could read as syntax or as HTML with character references. */
const escape = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]/gu, " ")
    .replace(/[^\p{L}\p{N} _.,:+/•…→-]/gu, (sign) => `#${sign.codePointAt(0) ?? 63};`)
    // A list at the start of a label would be read as Markdown.
    .replace(/^([-+]|\d+\.) /, (list) => list.replace(/[-+.]/, (sign) => `#${sign.codePointAt(0) ?? 63};`));

const shapes: Readonly<Record<PictureNode["role"], readonly [string, string]>> = {
  start: ["([", "])"],
  menu: ["{{", "}}"],
  step: ["[", "]"],
  end: ["([", "])"],
  undocumented: ["[[", "]]"],
  missing: [">", "]"],
};

function node({ id, name, title, details, role, errors, mark }: PictureNode): string {
  const [open, close] = shapes[role];
  const lines = [name, title, ...details].map((line) => escape(clip(line)));
  const style = errors.length > 0 ? ":::error" : mark === undefined ? "" : `:::${mark}`;
  return `  ${id}${open}"${lines.join("<br/>")}"${close}${style}`;
}

const arrows: Readonly<Record<string, string>> = { added: "==>", changed: "==>", removed: "-.->" };

function edge({ from, to, label, mark, dead }: PictureEdge): string {
  const arrow = arrows[mark ?? ""] ?? (dead === true ? "-.->" : "-->");
  return `  ${from} ${arrow}${label === "" ? "" : `|"${escape(clip(label))}"|`} ${to}`;
}

const colours: Readonly<Record<"error" | Mark, string>> = { error: "#d1242f", added: "#1a7f37", removed: "#8250df", changed: "#bf8700" };
const classes: readonly string[] = [
  `  classDef error stroke:${colours.error},stroke-width:3px`,
  `  classDef added stroke:${colours.added},stroke-width:3px`,
  `  classDef removed stroke:${colours.removed},stroke-width:2px,stroke-dasharray:5 4`,
  `  classDef changed stroke:${colours.changed},stroke-width:3px`,
];

function linkStyles(edges: readonly PictureEdge[]): string[] {
  const groups = new Map<"error" | Mark, number[]>();
  for (const [index, { error, mark }] of edges.entries()) {
    const style = error ? "error" : mark;
    if (style !== undefined) groups.set(style, [...(groups.get(style) ?? []), index]);
  }
  return [...groups].map(([style, indexes]) => `  linkStyle ${indexes.join(",")} stroke:${colours[style]},stroke-width:2px`);
}

/** A flow as Mermaid text, which GitHub and other Markdown viewers draw. */
export function mermaid(flow: FlowLike, options: PictureOptions = {}): string {
  return drawMermaid(picture(flow, options));
}

/** Writes a picture as Mermaid text. */
export function drawMermaid({ nodes, edges }: Picture): string {
  return ["flowchart TD", ...nodes.map(node), ...edges.map(edge), ...classes, ...linkStyles(edges), ""].join("\n");
}
