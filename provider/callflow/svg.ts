import { picture, type Picture, type PictureEdge, type PictureNode, type PictureOptions } from "./picture";
import type { FlowLike } from "./types";

/** What a layout has to place. */
export interface LayoutGraph {
  nodes: { id: string; width: number; height: number }[];
  /** Edges in the order of the picture; a label has a size where there is one. */
  edges: { id: string; from: string; to: string; label?: { width: number; height: number } }[];
}

/** A point, from the upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** Where everything stands. */
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
const LONGEST = 34;

const clip = (text: string): string => {
  const signs = Array.from(text);
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : text;
};
const widthOf = (text: string): number =>
  Array.from(clip(text)).reduce((sum, sign) => sum + (/[\u1100-\uffdc\u{1f000}-\u{1faff}]/u.test(sign) ? 14 : 7.9), 0);
const linesOf = ({ name, title, details }: PictureNode): string[] => [name, title, ...details];

/** What a layout has to know of a picture: the sizes of its parts. */
export function layoutGraph({ nodes, edges }: Picture): LayoutGraph {
  return {
    nodes: nodes.map((node) => ({
      id: node.id,
      width: Math.ceil(Math.max(90, ...linesOf(node).map(widthOf)) + 2 * PADDING),
      height: linesOf(node).length * LINE + 2 * PADDING - 4,
    })),
    edges: edges.map(({ from, to, label }, index) => ({
      id: `e${index}`,
      from,
      to,
      ...(label === "" ? {} : { label: { width: Math.ceil(widthOf(label) + 8), height: LINE } }),
    })),
  };
}

/** Text for XML: markup is escaped, and what XML cannot hold is shown as a replacement sign. */
const escape = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const round = (value: number): number => Math.round(value * 10) / 10;

const STYLE = `
    svg { --ground: #ffffff; --box: #f6f8fa; --line: #57606a; --text: #1f2328; --soft: #57606a; --accent: #0969da;
      --error: #d1242f; --added: #1a7f37; --removed: #8250df; --changed: #9a6700; background: var(--ground); }
    @media (prefers-color-scheme: dark) {
      svg { --ground: #0d1117; --box: #161b22; --line: #8b949e; --text: #e6edf3; --soft: #9198a1; --accent: #4493f8;
        --error: #ff7b72; --added: #3fb950; --removed: #bc8cff; --changed: #d29922; }
    }
    text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: var(--text); }
    .name { font-weight: 600; } .title { fill: var(--soft); }
    .box { fill: var(--box); stroke: var(--line); stroke-width: 1.2; } .menu .box { stroke: var(--accent); }
    .undocumented .box { stroke-dasharray: 2 2; } .missing .box { fill: none; stroke-dasharray: 5 3; }
    .line { fill: none; stroke: var(--line); stroke-width: 1.2; } .tip { fill: var(--line); stroke: none; }
    .label { font-size: 12px; text-anchor: middle; } .under { fill: var(--ground); }
    .added .box, .added .line { stroke: var(--added); stroke-width: 2.4; } .added .tip, .added .label { fill: var(--added); }
    .changed .box, .changed .line { stroke: var(--changed); stroke-width: 2.4; } .changed .tip, .changed .label { fill: var(--changed); }
    .removed .box, .removed .line { stroke: var(--removed); stroke-dasharray: 6 4; } .removed .tip, .removed .label { fill: var(--removed); }
    .removed .name { text-decoration: line-through; }
    .error .box, .error .line { stroke: var(--error); stroke-width: 2.4; } .error .tip, .error .label, .error .name { fill: var(--error); }
  `;

const classOf = (...names: (string | undefined)[]): string => names.filter((name) => name !== undefined).join(" ");

function drawNode(node: PictureNode, at: Point, { width, height }: { width: number; height: number }): string {
  const lines = linesOf(node);
  const round12 = node.role === "start" || node.role === "end" ? height / 2 : 5;
  const texts = lines.map((line, index) => {
    const kind = index === 0 ? "name" : index === 1 ? "title" : "detail";
    return `<text class="${kind}" x="${round(at.x + width / 2)}" y="${round(at.y + PADDING + 10 + index * LINE)}" text-anchor="middle">${escape(clip(line))}</text>`;
  });
  const full = [...lines, ...node.errors].map(escape).join("\n");
  const mark = node.errors.length > 0 ? "error" : node.mark;
  return [
    `<g class="${classOf("node", node.role, mark)}"><title>${full}</title>`,
    `<rect class="box" x="${round(at.x)}" y="${round(at.y)}" width="${width}" height="${height}" rx="${round(round12)}"/>`,
    ...texts,
    "</g>",
  ].join("");
}

/** The arrow's head, at the end of a line and in its direction. */
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
        `<text class="label" x="${round(label.x)}" y="${round(label.y + 4)}">${escape(clip(edge.label))}</text>`;
  return `<g class="${classOf("edge", edge.error ? "error" : edge.mark)}"><path class="line" d="${line}"/>${tip(points)}${written}</g>`;
}

/** Draws a picture whose parts have been placed, as one SVG that needs nothing else, in light and in dark. */
export function drawSvg(drawn: Picture, layout: Layout): string {
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
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Call flow">`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" style="fill: var(--ground)"/>`,
    ...edges,
    ...nodes,
    "</svg>\n",
  ].join("\n");
}

/** A flow as a self-contained SVG, placed by any layout that is at hand. */
export function svg(flow: FlowLike, layout: (graph: LayoutGraph) => Layout, options: PictureOptions = {}): string {
  const drawn = picture(flow, options);
  return drawSvg(drawn, layout(layoutGraph(drawn)));
}
