import { mermaidClasses, mermaidEdge, mermaidLinkStyles, mermaidNode, mermaidText } from "../callflow/mermaid";
import type { Picture, PictureEdge, PictureNode } from "../callflow/picture";
import { xmlText } from "../common/xml";
import { drawnAs, kindInWords } from "./kinds";
import type { AccountMap, CustomerMap, MapNode } from "./types";

/** More customers than this are drawn as a box each. */
const MOST_CUSTOMERS = 12;

/** More boxes than this in all, too. */
const MOST_BOXES = 300;

/** Pictures of an account, one after the other, each with its heading. */
export interface MapPicture {
  readonly title: string;
  readonly picture: Picture;
}

/** The pictures of an account: one for each customer, or one of all customers if there is too much to draw. */
export function picturesOf(map: AccountMap): MapPicture[] {
  const boxes = map.customers.reduce((sum, { nodes }) => sum + nodes.length, 0);
  if (map.customers.length <= 1 || (map.customers.length <= MOST_CUSTOMERS && boxes <= MOST_BOXES))
    return map.customers.map((customer) => ({ title: customer.name, picture: pictureOf(customer) }));
  return [{ title: `${map.customers.length} customers`, picture: overview(map) }];
}

/** The picture of one customer, ready for `layoutGraph`, `drawSvg` and `drawDot` of `pulumi-yay/callflow`. */
export function pictureOf({ nodes, edges }: CustomerMap): Picture {
  return {
    nodes: nodes.map(pictureNode),
    edges: edges.map(({ from, to, label, mark, dead }): PictureEdge => ({ from, to, label, mark, error: false, ...(dead && { dead }) })),
  };
}

function pictureNode({ id, kind, name, details, members, mark, missing }: MapNode): PictureNode {
  const [only, other] = members;
  const extension = other === undefined && only?.extension !== undefined ? ` · ${only.extension}` : "";
  return {
    id,
    name,
    title: `${kindInWords(kind)}${extension}`,
    details: [...details],
    role: missing === true ? "missing" : roleOf(kind),
    errors: [],
    mark,
    layer: drawnAs(kind)?.column ?? 0,
    ...(other !== undefined && { more: members.map((member) => [member.extension ?? "", member.name].join(" ").trim()) }),
  };
}

function roleOf(kind: string): PictureNode["role"] {
  if (kind === "PhoneNumber") return "start";
  if (kind === "TimeDiary") return "menu";
  return (drawnAs(kind)?.column ?? 0) >= 5 ? "end" : "step";
}

/** A box for each customer, with how many objects of each kind he has. */
function overview({ customers }: AccountMap): Picture {
  return {
    nodes: customers.map((customer, index): PictureNode => ({
      id: `n${index}`,
      name: customer.name,
      title: "Customer",
      details: countsOf(customer),
      role: "step",
      errors: [],
      mark:
        customer.nodes.some(({ mark }) => mark !== undefined) || customer.edges.some(({ mark }) => mark !== undefined)
          ? "changed"
          : undefined,
    })),
    edges: [],
  };
}

/** How many objects of each kind a customer has, in words. */
export function countsOf({ nodes }: CustomerMap): string[] {
  const counts = new Map<string, number>();
  for (const { kind, members, missing } of nodes) if (missing !== true) counts.set(kind, (counts.get(kind) ?? 0) + members.length);
  return [...counts].map(([kind, count]) =>
    count === 1 ? `1 ${kindInWords(kind).toLowerCase()}` : `${count} ${drawnAs(kind)?.several ?? kind}`,
  );
}

/** A map as Mermaid text, which GitHub and other Markdown viewers draw. */
export function mapMermaid(map: AccountMap): string {
  const pictures = picturesOf(map);
  const own = (index: number, id: string): string => (pictures.length === 1 ? id : `c${index}${id}`);
  const renamed = pictures.map(({ title, picture }, index) => ({
    title,
    nodes: picture.nodes.map((node) => ({ ...node, id: own(index, node.id) })),
    edges: picture.edges.map((edge) => ({ ...edge, from: own(index, edge.from), to: own(index, edge.to) })),
  }));
  const edges = renamed.flatMap((each) => each.edges);
  const boxes = renamed.flatMap(({ title, nodes }, index) =>
    renamed.length === 1 ? nodes.map(mermaidNode) : [`  subgraph c${index}["${mermaidText(title)}"]`, ...nodes.map(mermaidNode), "  end"],
  );
  return ["flowchart LR", ...boxes, ...edges.map(mermaidEdge), ...mermaidClasses, ...mermaidLinkStyles(edges), ""].join("\n");
}

/** One SVG of several, one under the other, each with its heading. */
export function stackedSvg(drawn: readonly { readonly title: string; readonly svg: string }[]): string {
  const [only, another] = drawn;
  if (only !== undefined && another === undefined) return only.svg;
  const sized = drawn.map(({ title, svg }) => ({ title, svg, ...sizeOf(svg) }));
  const width = Math.max(400, ...sized.map((each) => each.width));
  let top = 0;
  const parts = sized.map(({ title, svg, height }) => {
    const y = top;
    top += height + HEADING;
    return `<text class="customer" x="16" y="${y + 24}">${xmlText(title)}</text>\n${svg.replace("<svg ", `<svg y="${y + HEADING}" `)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}" role="img" aria-label="Map">`,
    `<style>${HEADING_STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${top}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

const HEADING = 36;

const HEADING_STYLE =
  ".customer { font: 600 16px ui-sans-serif, system-ui, sans-serif; fill: #1f2328; } .paper { fill: #ffffff; } " +
  "@media (prefers-color-scheme: dark) { .customer { fill: #e6edf3; } .paper { fill: #0d1117; } }";

/** The size of a picture in pixels, as `drawSvg` writes it. */
export function sizeOf(svg: string): { width: number; height: number } {
  const [, width = "0", height = "0"] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
