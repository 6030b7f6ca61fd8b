import { drawDot, drawMermaid, drawSvg, layoutGraph, type Picture, picture, type PictureOptions } from "pulumi-yay/callflow";
import { markdownBlock } from "../shared/markdown.js";
import { safeJson, safeLine, safeText } from "../shared/terminal.js";
import { condensed, isWide, reached } from "./condense.js";
import { type Direction, layout } from "./layout.js";
import { type NamedFlow, stepsOf } from "./rawFlow.js";

/** The formats in which a flow can be drawn. */
export const DRAWN = ["mermaid", "svg", "dot"] as const;

/** A format in which a flow can be drawn. */
export type DrawnFormat = (typeof DRAWN)[number];

/** Options of a drawing. */
export interface Drawing {
  readonly names: ReadonlyMap<string, string>;
  readonly before?: NamedFlow | undefined;
  /** If left out, chosen by the shape of the flow. */
  readonly direction?: Direction | undefined;
}

/** Draws a flow, or the change from another flow to it. */
export async function draw(flow: NamedFlow, format: DrawnFormat, drawing: Drawing): Promise<string> {
  const drawn = condensedPicture(flow, drawing);
  switch (format) {
    case "mermaid":
      return safeText(drawMermaid(drawn));
    case "dot":
      return safeText(drawDot(drawn));
    case "svg": {
      const direction = drawing.direction ?? (isWide(drawn) ? "right" : "down");
      return safeText(drawSvg(drawn, await layout(layoutGraph(drawn), direction)));
    }
  }
}

function condensedPicture(flow: NamedFlow, drawing: Drawing): Picture {
  return condensed(picture(inCallOrder(flow), optionsOf(flow, drawing)));
}

/** A picture as JSON. */
export function pictureAsJson(flow: NamedFlow, drawing: Drawing): string {
  return safeJson(picture(stepsOf(flow), optionsOf(flow, drawing)));
}

/** GitHub draws no Mermaid text that is longer or has more edges. */
const MOST_TEXT = 50_000;
const MOST_WAYS = 500;

/** Whether a Mermaid text is small enough to be drawn in Markdown. */
export function isDrawable(text: string): boolean {
  return text.length <= MOST_TEXT && (text.match(/^ {2}n\d+ \S+>/gm)?.length ?? 0) <= MOST_WAYS;
}

/** A picture as Markdown. */
export function pictureAsMarkdown(flow: NamedFlow, drawing: Drawing): string {
  const text = drawMermaid(condensedPicture(flow, drawing));
  return isDrawable(text) ? markdownBlock(text, "mermaid") : "The picture is too large for Markdown; `--format svg` draws it.\n";
}

/** The steps in the order in which calls reach them, which improves layouts. A state has them in alphabetical order. */
function inCallOrder(flow: NamedFlow): Readonly<Record<string, unknown>> {
  const steps = stepsOf(flow);
  const { nodes, edges } = picture(steps, { uuids: flow.uuids, errors: false });
  const order = reached(nodes, edges).map(({ name }) => name);
  return Object.fromEntries(
    [...new Set([...order, ...Object.keys(steps)])].filter((name) => Object.hasOwn(steps, name)).map((name) => [name, steps[name]]),
  );
}

function optionsOf(flow: NamedFlow, { names, before }: Drawing): PictureOptions {
  return {
    uuids: { ...before?.uuids, ...flow.uuids },
    nameOf: (uuid) => {
      const name = names.get(uuid);
      return name === undefined ? undefined : safeLine(name);
    },
    ...(before === undefined ? {} : { before: stepsOf(before) }),
  };
}
