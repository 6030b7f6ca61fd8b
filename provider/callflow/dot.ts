import { picture, type Picture, type PictureEdge, type PictureNode, type PictureOptions } from "./picture";
import type { FlowLike } from "./types";

/** Quotes a text for DOT, which escapes only the backslash and the quote. Invisible characters become blanks. */
const quote = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, " ")}"`;
const lines = (texts: readonly string[]): string => `"${texts.map((text) => quote(text).slice(1, -1)).join("\\n")}"`;

const shapes: Readonly<Record<PictureNode["role"], string>> = {
  start: "oval",
  menu: "hexagon",
  step: "box",
  end: "oval",
  undocumented: "component",
  missing: "note",
};
const colours: Readonly<Record<string, string>> = { error: "#d1242f", added: "#1a7f37", removed: "#8250df", changed: "#bf8700" };

function style(kind: string | undefined): string {
  const colour = colours[kind ?? ""];
  if (colour === undefined) return "";
  return `, color="${colour}", penwidth=2${kind === "removed" ? ", style=dashed" : ""}`;
}

const node = ({ id, name, title, details, role, errors, mark }: PictureNode): string =>
  `  ${id} [label=${lines([name, title, ...details])}, shape=${shapes[role]}${style(errors.length > 0 ? "error" : mark)}];`;

const edge = ({ from, to, label, error, mark, dead }: PictureEdge): string =>
  `  ${from} -> ${to} [label=${quote(label)}${style(error ? "error" : mark)}${dead === true && mark !== "removed" ? ", style=dashed" : ""}];`;

/** A flow in DOT, the language of Graphviz. */
export function dot(flow: FlowLike, options: PictureOptions = {}): string {
  return drawDot(picture(flow, options));
}

/** Writes a picture in DOT. */
export function drawDot({ nodes, edges }: Picture): string {
  const head = ["digraph flow {", '  node [fontname="sans-serif"];', '  edge [fontname="sans-serif"];'];
  return [...head, ...nodes.map(node), ...edges.map(edge), "}", ""].join("\n");
}
