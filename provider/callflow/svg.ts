import { xmlText } from "../common/xml";
import { clip, picture, type Picture, type PictureEdge, type PictureNode, type PictureOptions } from "./picture";
import type { FlowLike } from "./types";

/** The input of a layout. */
export interface LayoutGraph {
  nodes: { id: string; width: number; height: number; layer?: number }[];
  /** Edges in the order of the picture; an edge without label has no size. */
  edges: { id: string; from: string; to: string; label?: { width: number; height: number } }[];
}

/** A point, from the upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** The output of a layout. */
export interface Layout {
  width: number;
  height: number;
  /** Upper left corner of each node. */
  nodes: ReadonlyMap<string, Point>;
  /** The line of each edge, and the middle of its label. */
  edges: ReadonlyMap<string, { points: readonly Point[]; label?: Point }>;
}

const LINE = 17;
const PADDING = 12;

const widthOf = (text: string): number =>
  Array.from(clip(text)).reduce((sum, sign) => sum + (/[\u1100-\uffdc\u{1f000}-\u{1faff}]/u.test(sign) ? 14 : 7.9), 0);
const linesOf = ({ name, title, details }: PictureNode): string[] => [name, title, ...details];

/** The sizes of a picture's parts, for the layout. */
export function layoutGraph({ nodes, edges }: Picture): LayoutGraph {
  return {
    nodes: nodes.map((node) => ({
      id: node.id,
      width: Math.ceil(Math.max(90, ...linesOf(node).map(widthOf)) + 2 * PADDING),
      height: linesOf(node).length * LINE + 2 * PADDING - 4,
      ...(node.layer !== undefined && { layer: node.layer }),
    })),
    edges: edges.map(({ from, to, label }, index) => ({
      id: `e${index}`,
      from,
      to,
      ...(label === "" ? {} : { label: { width: Math.ceil(widthOf(label) + 8), height: LINE } }),
    })),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface Palette {
  readonly ground: string;
  readonly box: string;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly accent: string;
  readonly error: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
}

const light: Palette = {
  ground: "#ffffff",
  box: "#f6f8fa",
  line: "#57606a",
  text: "#1f2328",
  soft: "#57606a",
  accent: "#0969da",
  error: "#d1242f",
  added: "#1a7f37",
  removed: "#8250df",
  changed: "#9a6700",
};

const dark: Palette = {
  ground: "#0d1117",
  box: "#161b22",
  line: "#8b949e",
  text: "#e6edf3",
  soft: "#9198a1",
  accent: "#4493f8",
  error: "#ff7b72",
  added: "#3fb950",
  removed: "#bc8cff",
  changed: "#d29922",
};

/** Colours as plain CSS, because many SVG viewers do not support variables. */
const coloured = (colours: Palette): string => {
  const marks = (["added", "changed", "removed", "error"] as const).map(
    (mark) => `.${mark} .box, .${mark} .line { stroke: ${colours[mark]}; } .${mark} .tip, .${mark} .label { fill: ${colours[mark]}; }`,
  );
  return [
    `.ground, .under { fill: ${colours.ground}; } text { fill: ${colours.text}; } .title { fill: ${colours.soft}; }`,
    `.box { fill: ${colours.box}; stroke: ${colours.line}; } .menu .box { stroke: ${colours.accent}; } .missing .box { fill: none; }`,
    `.line { stroke: ${colours.line}; } .tip { fill: ${colours.line}; }`,
    ...marks,
    `.error .name { fill: ${colours.error}; }`,
  ].join("\n    ");
};

const STYLE = `
    text { font: 13px ui-sans-serif, system-ui, sans-serif; } .name { font-weight: 600; }
    .label { font-size: 12px; text-anchor: middle; }
    .box { stroke-width: 1.2; } .line { fill: none; stroke-width: 1.2; } .tip { stroke: none; }
    .undocumented .box { stroke-dasharray: 2 2; } .missing .box { stroke-dasharray: 5 3; }
    .added .box, .added .line, .changed .box, .changed .line, .error .box, .error .line { stroke-width: 2.4; }
    .removed .box, .removed .line { stroke-dasharray: 6 4; } .removed .name { text-decoration: line-through; }
    ${coloured(light)}
    @media (prefers-color-scheme: dark) {
    ${coloured(dark)}
    }
  `;

const classOf = (...names: (string | undefined)[]): string => names.filter((name) => name !== undefined).join(" ");

function drawNode(node: PictureNode, at: Point, { width, height }: { width: number; height: number }): string {
  const lines = linesOf(node);
  const corner = node.role === "start" || node.role === "end" ? Math.min(height / 2, 20) : 5;
  const texts = lines.map((line, index) => {
    const kind = index === 0 ? "name" : index === 1 ? "title" : "detail";
    return `<text class="${kind}" x="${round(at.x + width / 2)}" y="${round(at.y + PADDING + 10 + index * LINE)}" text-anchor="middle">${xmlText(clip(line))}</text>`;
  });
  const full = [...lines, ...(node.more ?? []), ...node.errors].map(xmlText).join("\n");
  const mark = node.errors.length > 0 ? "error" : node.mark;
  return [
    `<g class="${classOf("node", node.role, mark)}"><title>${full}</title>`,
    `<rect class="box" x="${round(at.x)}" y="${round(at.y)}" width="${width}" height="${height}" rx="${round(corner)}"/>`,
    ...texts,
    "</g>",
  ].join("");
}

/** An arrow head at the end of a line. */
function tip(points: readonly Point[]): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return "";
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const corner = (turn: number): string => `${round(end.x - 9 * Math.cos(angle + turn))} ${round(end.y - 9 * Math.sin(angle + turn))}`;
  return `<path class="tip" d="M${round(end.x)} ${round(end.y)}L${corner(0.42)}L${corner(-0.42)}Z"/>`;
}

function drawEdge(edge: PictureEdge, points: readonly Point[], label: Point | undefined): string {
  const line = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  const width = widthOf(edge.label) + 6;
  const written =
    edge.label === "" || label === undefined
      ? ""
      : `<rect class="under" x="${round(label.x - width / 2)}" y="${round(label.y - 9)}" width="${round(width)}" height="17"/>` +
        `<text class="label" x="${round(label.x)}" y="${round(label.y + 4)}">${xmlText(clip(edge.label))}</text>`;
  const dashes = edge.dead === true ? ' stroke-dasharray="3 4"' : "";
  return `<g class="${classOf("edge", edge.error ? "error" : edge.mark)}"><path class="line" d="${line}"${dashes}/>${tip(points)}${written}</g>`;
}

/** Draws a picture with a layout as one self-contained SVG, in light and dark colours. `title` is what readers of a screen are told. */
export function drawSvg(drawn: Picture, layout: Layout, title = "Call flow"): string {
  const sizes = new Map(layoutGraph(drawn).nodes.map((node) => [node.id, node]));
  const nodes = drawn.nodes.flatMap((node) => {
    const [at, size] = [layout.nodes.get(node.id), sizes.get(node.id)];
    return at === undefined || size === undefined ? [] : [drawNode(node, at, size)];
  });
  const edges = drawn.edges.flatMap((edge, index) => {
    const place = layout.edges.get(`e${index}`);
    return place === undefined ? [] : [drawEdge(edge, place.points, place.label)];
  });
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xmlText(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...edges,
    ...nodes,
    "</svg>\n",
  ].join("\n");
}

/** A flow as a self-contained SVG. Pass any function that computes a layout. */
export function svg(flow: FlowLike, layout: (graph: LayoutGraph) => Layout, options: PictureOptions = {}): string {
  const drawn = picture(flow, options);
  return drawSvg(drawn, layout(layoutGraph(drawn)));
}
