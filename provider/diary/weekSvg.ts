import { xmlText } from "../common/xml";
import { sameFlow } from "./openAt";
import type { Week, WeekDay, WeekSpan } from "./week";
import { flowText, spanText, type WeekNaming } from "./weekText";

const LEFT = 104;
const HOUR = 30;
const TOP = 52;
const ROW = 28;
const LEGEND = 22;
const RIGHT = 16;
const WIDTH = LEFT + 24 * HOUR + RIGHT;

interface Palette {
  readonly ground: string;
  readonly text: string;
  readonly line: string;
  readonly open: string;
  /** For the first flow, the second and so on; further flows begin again. */
  readonly flows: readonly string[];
  readonly undocumented: string;
}

const light: Palette = {
  ground: "#ffffff",
  text: "#1f2328",
  line: "#d0d7de",
  open: "#aceebb",
  flows: ["#8c959f", "#54aeff", "#c297ff", "#d4a72c", "#ff8182"],
  undocumented: "#fff8c5",
};

const dark: Palette = {
  ground: "#0d1117",
  text: "#e6edf3",
  line: "#30363d",
  open: "#196c2e",
  flows: ["#656c76", "#1158c7", "#6e40c9", "#845306", "#b62324"],
  undocumented: "#4b2900",
};

/** Colours as plain CSS, because many SVG viewers do not support variables. */
function coloured({ ground, text, line, open, flows, undocumented }: Palette): string {
  return [
    `.ground { fill: ${ground}; } text { fill: ${text}; } .hour { stroke: ${line}; } .open { fill: ${open}; }`,
    `.undocumented { fill: ${undocumented}; stroke: ${text}; }`,
    ...flows.map((colour, index) => `.flow-${index} { fill: ${colour}; }`),
  ].join("\n    ");
}

const STYLE = `
    text { font: 13px ui-sans-serif, system-ui, sans-serif; } .title { font-weight: 600; } .scale { font-size: 11px; text-anchor: middle; }
    .undocumented { stroke-width: 0.8; stroke-dasharray: 3 2; }
    ${coloured(light)}
    @media (prefers-color-scheme: dark) {
    ${coloured(dark)}
    }
  `;

/** What a colour stands for. */
interface Mark {
  readonly style: string;
  readonly label: string;
}

/** Draws a week as one self-contained SVG, in light and dark colours. */
export function drawWeek<Flow>(week: Week<Flow>, naming: WeekNaming<Flow> & { readonly title?: string } = {}): string {
  const markOf = marksOf(week, naming);
  const legend = [...new Map(week.days.flatMap(({ spans }) => spans.map(markOf)).map((mark) => [mark.style + mark.label, mark])).values()];
  const bottom = TOP + 7 * ROW + 12;
  const height = bottom + legend.length * LEGEND + 8;
  const title = [naming.title ?? "Time diary", week.timezone ?? "no time zone", `week of ${week.days[0]?.date ?? ""}`].join(" · ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${xmlText(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="16" y="22">${xmlText(title)}</text>`,
    ...scale(),
    ...week.days.map((day, index) => drawDay(day, TOP + index * ROW, markOf)),
    ...legend.map(({ style, label }, index) => legendLine(style, label, bottom + index * LEGEND)),
    "</svg>",
    "",
  ].join("\n");
}

function marksOf<Flow>(week: Week<Flow>, naming: WeekNaming<Flow>): (span: WeekSpan<Flow>) => Mark {
  const flows: (Flow | undefined)[] = [];
  for (const { spans } of week.days) {
    for (const { answer } of spans) {
      if (answer.state === "closed" && !flows.some((flow) => sameFlow(flow, answer.callFlow))) flows.push(answer.callFlow);
    }
  }
  return ({ answer }) => {
    if (answer.state === "open") return { style: "open", label: "open" };
    if (answer.state === "undocumented") return { style: "undocumented", label: "not documented" };
    const at = flows.findIndex((flow) => sameFlow(flow, answer.callFlow)) % light.flows.length;
    return { style: `flow-${at}`, label: `closed: ${flowText(answer.callFlow, naming)}` };
  };
}

function scale(): string[] {
  return Array.from({ length: 13 }, (_, index) => {
    const x = LEFT + index * 2 * HOUR;
    const line = `<path class="hour" d="M${x} ${TOP - 8}V${TOP + 7 * ROW}"/>`;
    return `${line}<text class="scale" x="${x}" y="${TOP - 12}">${index * 2}:00</text>`;
  });
}

function drawDay<Flow>({ name, spans }: WeekDay<Flow>, y: number, markOf: (span: WeekSpan<Flow>) => Mark): string {
  const drawn = spans.map((span) => {
    const { style, label } = markOf(span);
    const reasons = span.answer.state === "undocumented" ? span.answer.reasons : [];
    const said = [`${name} ${spanText(span)} ${label}`, ...reasons].map(xmlText).join("\n");
    const [x, width] = [LEFT + (span.from / 60) * HOUR, ((span.to - span.from) / 60) * HOUR];
    return `<rect class="${style}" x="${x}" y="${y + 3}" width="${width}" height="${ROW - 6}"><title>${said}</title></rect>`;
  });
  return `<text x="16" y="${y + 19}">${name}</text>${drawn.join("")}`;
}

function legendLine(style: string, label: string, y: number): string {
  return `<rect class="${style}" x="${LEFT}" y="${y}" width="24" height="14"/><text x="${LEFT + 34}" y="${y + 12}">${xmlText(label)}</text>`;
}
