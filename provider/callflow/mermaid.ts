import { clip, picture, type Mark, type Picture, type PictureEdge, type PictureNode, type PictureOptions } from "./picture";
import type { FlowLike } from "./types";

/** Replaces everything that Mermaid could read as syntax or as HTML with character references. */
export const mermaidText = (text: string): string =>
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

/** A box as a line of Mermaid. */
export function mermaidNode({ id, name, title, details, role, errors, mark }: PictureNode): string {
  const [open, close] = shapes[role];
  const lines = [name, title, ...details].map((line) => mermaidText(clip(line)));
  const style = errors.length > 0 ? ":::error" : mark === undefined ? "" : `:::${mark}`;
  return `  ${id}${open}"${lines.join("<br/>")}"${close}${style}`;
}

const arrows: Readonly<Record<string, string>> = { added: "==>", changed: "==>", removed: "-.->" };

/** A way as a line of Mermaid. */
export function mermaidEdge({ from, to, label, mark, dead }: PictureEdge): string {
  const arrow = arrows[mark ?? ""] ?? (dead === true ? "-.->" : "-->");
  return `  ${from} ${arrow}${label === "" ? "" : `|"${mermaidText(clip(label))}"|`} ${to}`;
}

const colours: Readonly<Record<"error" | Mark, string>> = { error: "#d1242f", added: "#1a7f37", removed: "#8250df", changed: "#bf8700" };

/** The lines that say how marked boxes look. */
export const mermaidClasses: readonly string[] = [
  `  classDef error stroke:${colours.error},stroke-width:3px`,
  `  classDef added stroke:${colours.added},stroke-width:3px`,
  `  classDef removed stroke:${colours.removed},stroke-width:2px,stroke-dasharray:5 4`,
  `  classDef changed stroke:${colours.changed},stroke-width:3px`,
];

/** The lines that say how marked ways look; `edges` are all ways of the text, in their order. */
export function mermaidLinkStyles(edges: readonly PictureEdge[]): string[] {
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
  return ["flowchart TD", ...nodes.map(mermaidNode), ...edges.map(mermaidEdge), ...mermaidClasses, ...mermaidLinkStyles(edges), ""].join(
    "\n",
  );
}
