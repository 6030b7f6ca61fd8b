import { type CustomerMap, keyOf, kindInWords, mapMermaid, type PageChange } from "pulumi-yay/map";
import { draw, isDrawable, pictureAsMarkdown } from "../flow/drawing.js";
import { findingsAsData, findingsAsMarkdown, findingsAsText } from "../flow/findings.js";
import { markdownBlock, markdownText } from "../shared/markdown.js";
import { counted } from "../shared/output.js";
import { palette, safeJson, safeLine } from "../shared/terminal.js";
import type { Review, Reviewed, ReviewedCustomer } from "./review.js";
import type { Sort } from "./sources.js";

type Fates = Readonly<Record<Reviewed["fate"], string>>;

const CHANGES: Fates = { added: "is new", changed: "changes", removed: "is deleted" };

/** A state may be left without anything having been deleted: by `state move`, or by a resource that is kept. */
const FATES: Readonly<Record<Sort, Fates>> = {
  plan: CHANGES,
  states: { ...CHANGES, removed: "is gone" },
  live: { added: "lives, and is not in the stack", changed: "differs", removed: "is in the stack, and does not live" },
};

/** What becomes of an object, in a line: `Group Sales (601) changes`. */
export function headingOf({ kind, name, resource, fate }: Reviewed, sort: Sort): string {
  const known = resource === undefined || resource === name ? name : `${name} (${resource})`;
  const words = kindInWords(kind);
  // What has no name of its own goes by its kind already, and the beginning of its uuid.
  const isUnnamed = name === words || (name.startsWith(`${words} `) && name.endsWith("…"));
  return `${isUnnamed ? known : `${words} ${known}`} ${FATES[sort][fate]}`;
}

function sentencesOf({ arguments: some, notes }: Reviewed): string[] {
  return [...some.map(({ sentence }) => sentence), ...notes];
}

/** How many objects change, in words. */
export function summaryOf({ customers, unchanged, sort }: Review): string {
  const all = customers.flatMap(({ changes }) => changes);
  const count = (fate: Reviewed["fate"]): number => all.filter((change) => change.fate === fate).length;
  if (all.length === 0) return `Nothing differs: ${counted(unchanged, "object")} ${unchanged === 1 ? "is" : "are"} the same.`;
  const words = Object.entries({ new: count("added"), changed: count("changed"), gone: count("removed") });
  const live = { new: "only live", changed: "different", gone: "only in the stack" } as const;
  const parts = words.flatMap(([word, number]) =>
    number === 0 ? [] : [`${number} ${sort === "live" ? live[word as keyof typeof live] : word}`],
  );
  return `${parts.join(", ")}; ${unchanged} the same.`;
}

/** Tells a review as text. */
export function reviewAsText(review: Review): string {
  const colours = palette(process.stdout);
  const parts = review.customers.map(({ name, changes }) => {
    const objects = changes.map((change) => {
      const sentences = sentencesOf(change).map((sentence) => `    ${safeLine(sentence)}\n`);
      const found = change.flow === undefined || change.fate === "removed" ? "" : findingsAsText(change.flow.findings);
      return `  ${colours.underline(safeLine(headingOf(change, review.sort)))}\n${sentences.join("")}${found}`;
    });
    return `${colours.bold(safeLine(name))}\n${objects.join("")}`;
  });
  return [...parts, `${summaryOf(review)}\n`, ...review.notes.map((note) => `${safeLine(note)}\n`)].join("");
}

/** Tells a review as JSON. */
export function reviewAsJson(review: Review): string {
  const { customers, unchanged, notes, map } = review;
  return safeJson({
    customers: customers.map(({ uuid, name, changes }) => ({
      uuid,
      name,
      changes: changes.map(({ kind, uuid: object, resource, name: called, fate, arguments: some, notes: said, flow }) => ({
        ...{ kind, uuid: object, resource, name: called, fate, arguments: some, notes: said },
        ...(flow !== undefined && { findings: findingsAsData(flow.findings) }),
      })),
    })),
    unchanged,
    notes,
    map,
  });
}

/** GitHub takes no longer comment. */
const MOST_TEXT = 60_000;

/** What is drawn: the map and each flow, the map alone, or nothing. */
const AMOUNTS = ["all", "map", "none"] as const;

type Amount = (typeof AMOUNTS)[number];

/** Tells a review as Markdown for a pull request: sentences, the map with what changes, the pictures of flows, findings. */
export function reviewAsMarkdown(review: Review): string {
  const texts = AMOUNTS.map((amount) => asMarkdown(review, amount));
  return texts.find(({ length }) => length <= MOST_TEXT) ?? texts.at(-1) ?? "";
}

function asMarkdown(review: Review, amount: Amount): string {
  const said = [summaryOf(review), ...review.notes].map((line) => `${markdownText(line)}\n`);
  const parts = review.customers.map((customer) => customerAsMarkdown(customer, review, amount));
  return [...parts, ...said].join("\n");
}

function customerAsMarkdown({ name, uuid = "", changes }: ReviewedCustomer, review: Review, amount: Amount): string {
  const map = review.map.customers.find((each) => keyOf(each.uuid ?? "") === keyOf(uuid));
  return [
    `### ${markdownText(name)}\n`,
    amount === "none" ? "" : mapAsMarkdown(map, { review, changes }),
    ...changes.map((change) => changeAsMarkdown(change, review, amount)),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** What a legend is about: the marks of a map, and those of the pictures of flows under it. */
interface Marked {
  readonly review: Review;
  readonly changes: readonly Reviewed[];
}

function mapAsMarkdown(map: CustomerMap | undefined, marked: Marked): string {
  const marks = new Set([...(map?.nodes ?? []), ...(map?.edges ?? [])].flatMap(({ mark }) => mark ?? []));
  if (map === undefined || marks.size === 0) return "";
  const text = mapMermaid({ customers: [map] });
  const legend = legendOf(marks, marked);
  if (isDrawable(text)) return `${markdownBlock(text, "mermaid")}\n${legend}`;
  return `The map is too large for Markdown; \`--format html\` draws it.\n`;
}

const MARKS = { added: "thick green", changed: "thick amber", removed: "dashed purple" } as const;

/** What the marks mean, of which a flow that changes may have every one. */
function legendOf(marks: ReadonlySet<string>, { review, changes }: Marked): string {
  const flows = changes.flatMap(({ flow }) => flow ?? []);
  const isMarked = (fate: Reviewed["fate"]): boolean =>
    marks.has(fate) || flows.some(({ before, after }) => before !== undefined && after !== undefined);
  const fates = (Object.keys(MARKS) as Reviewed["fate"][]).filter(isMarked);
  const hasErrors = flows.some(({ after, findings }) => after !== undefined && findings.some(({ severity }) => severity === "error"));
  const words = fates.map((fate) => `${MARKS[fate]}: ${FATES[review.sort][fate]}`);
  return `${markdownText([...words, ...(hasErrors ? ["thick red: has an error"] : [])].join(" · "))}\n`;
}

function changeAsMarkdown(change: Reviewed, { sort, names }: Review, amount: Amount): string {
  const sentences = sentencesOf(change).map((sentence) => `  - ${markdownText(sentence)}\n`);
  const { flow } = change;
  const head = `- **${markdownText(headingOf(change, sort))}**\n${sentences.join("")}`;
  if (flow === undefined) return head;
  const shown = flow.after ?? flow.before;
  const before = flow.after === undefined ? undefined : flow.before;
  const picture =
    amount !== "all" || shown === undefined ? "" : folded(`Picture of ${change.name}`, pictureAsMarkdown(shown, { names, before }));
  const findings = flow.after === undefined || flow.findings.length === 0 ? "" : findingsAsMarkdown(flow.findings);
  return [head, picture, findings].filter((part) => part !== "").join("\n");
}

function folded(title: string, content: string): string {
  return `<details><summary>${markdownText(title)}</summary>\n\n${content}\n</details>\n`;
}

/** What changes of a customer, for his page. */
export async function pageChangesOf({ customers, sort, names }: Review, { uuid = "" }: CustomerMap): Promise<PageChange[]> {
  const changes = customers.find((each) => keyOf(each.uuid ?? "") === keyOf(uuid))?.changes ?? [];
  const told: PageChange[] = [];
  for (const change of changes) {
    const { fate, flow } = change;
    const shown = flow?.after ?? flow?.before;
    const before = flow?.after === undefined ? undefined : flow.before;
    const findings = flow?.after === undefined ? [] : flow.findings;
    told.push({
      heading: headingOf(change, sort),
      fate,
      sentences: [
        ...sentencesOf(change),
        ...findings.map(({ severity, path, message, hint }) => `${severity} at ${path}: ${message} ${hint}`.trim()),
      ],
      ...(shown !== undefined && { svg: await draw(shown, "svg", { names, before }) }),
    });
  }
  return told;
}
