import { drawSvg, layoutGraph } from "pulumi-yay/callflow";
import {
  type AccountMap,
  type CustomerMap,
  mapMermaid,
  mapPage,
  type MapPicture,
  type PageChange,
  pictureOf,
  picturesOf,
  stackedSvg,
} from "pulumi-yay/map";
import { layout } from "../flow/layout.js";
import { safeText } from "../shared/terminal.js";

/** The formats in which a map can be drawn. */
export const MAP_DRAWN = ["html", "svg", "mermaid"] as const;

/** A format in which a map can be drawn. */
export type MapFormat = (typeof MAP_DRAWN)[number];

/** What stands around the pictures of a page. */
export interface Around {
  readonly title: string;
  readonly source: string;
  readonly notes: readonly string[];
  /** The changes of a customer, if two accounts are compared. */
  readonly changesOf?: (customer: CustomerMap) => Promise<readonly PageChange[]>;
}

/** Draws a map. */
export async function drawMap(map: AccountMap, format: MapFormat, around: Around): Promise<string> {
  if (format === "mermaid") return safeText(mapMermaid(map));
  if (format === "html") return safeText(await page(map, around));
  const customers = map.customers.filter(({ nodes }) => nodes.length > 0);
  const drawn = await inTurn(picturesOf({ customers }), async (each) => ({ title: each.title, svg: await svgOf(each) }));
  return safeText(drawn.length === 0 ? EMPTY : stackedSvg(drawn));
}

const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" role="img" aria-label="Nothing to draw"/>\n';

async function page(map: AccountMap, { changesOf, ...around }: Around): Promise<string> {
  const parts = await inTurn(map.customers, async (customer) => ({
    map: customer,
    ...(changesOf !== undefined && { changes: await changesOf(customer) }),
    ...(customer.nodes.length > 0 && { svg: await svgOf({ title: customer.name, picture: pictureOf(customer) }) }),
  }));
  return mapPage({ ...around, parts });
}

async function svgOf({ title, picture }: MapPicture): Promise<string> {
  return drawSvg(picture, await layout(layoutGraph(picture), "right"), `Map of ${title}`);
}

/** One after the other, because a layout takes all of a core. */
async function inTurn<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}
