import { soundsSecret, withoutSecrets } from "pulumi-yay/callflow";
import { fitting, markdownText, MOST_TEXT } from "../shared/markdown.js";
import { palette, safeJson, safeLine } from "../shared/terminal.js";
import type { Comparison, Fate } from "./comparison.js";
import { pictureAsMarkdown } from "./drawing.js";
import { findingsAsData, findingsAsMarkdown, findingsAsText, summaryOf } from "./findings.js";

const FATES: Readonly<Record<Fate, string>> = {
  created: "is new",
  changed: "changes",
  deleted: "is deleted",
  unchanged: "stays as it is",
};

/** The sentences of a comparison. */
function sentencesOf({ properties, differences, note }: Comparison): string[] {
  return [...properties, ...differences].map(({ sentence }) => sentence).concat(note ?? []);
}

/** Formats comparisons as text. */
export function comparisonsAsText(comparisons: readonly Comparison[]): string {
  const colours = palette(process.stdout);
  const parts = comparisons.map((comparison) => {
    const { label, fate, findings } = comparison;
    const sentences = sentencesOf(comparison).map((sentence) => `  ${safeLine(sentence)}\n`);
    const found = fate === "deleted" ? "" : `${summaryOf(findings)}\n${findingsAsText(findings)}`;
    return `${colours.underline(safeLine(label))} ${FATES[fate]}\n${sentences.join("")}${found}`;
  });
  return parts.length === 0 ? "No call flow changes.\n" : parts.join("\n");
}

/** Formats comparisons as JSON, without secrets. */
export function comparisonsAsJson(comparisons: readonly Comparison[]): string {
  return safeJson({
    flows: comparisons.map(({ label, fate, properties, differences, findings, note }) => ({
      name: label,
      fate,
      properties,
      differences: differences.map((difference) => {
        const key = difference.kind === "changed" ? (difference.at.find(soundsSecret) ?? "") : "";
        const masks = Object.entries(difference).map(([name, value]) => [
          name,
          name === "from" || name === "to" ? withoutSecrets(value, { isSecret: isShownSecret }, key) : value,
        ]);
        return Object.fromEntries(masks) as unknown;
      }),
      findings: findingsAsData(findings),
      note,
    })),
  });
}

/** That there is no PIN is no secret. */
function isShownSecret(value: unknown, key: string): boolean {
  return value !== undefined && value !== null && soundsSecret(key);
}

/** How many pictures of a flow to show: the change with before and after, the change alone, or none. */
const AMOUNTS = ["all", "one", "none"] as const;

/** Formats comparisons as Markdown for a pull request: sentences, pictures, findings. */
export function comparisonsAsMarkdown(comparisons: readonly Comparison[], names: ReadonlyMap<string, string>): string {
  if (comparisons.length === 0) return "No call flow changes.\n";
  const texts = AMOUNTS.map((pictures) => comparisons.map((one) => asMarkdown(one, names, pictures)).join("\n"));
  const text = texts.find(({ length }) => length <= MOST_TEXT) ?? texts.at(-1) ?? "";
  return fitting(text, "This report is cut: it is too long for a comment. JSON and text have all of it.");
}

function asMarkdown(comparison: Comparison, names: ReadonlyMap<string, string>, pictures: (typeof AMOUNTS)[number]): string {
  const { label, fate, before, after, findings } = comparison;
  const shown = after ?? before;
  const both = fate === "changed" && pictures === "all" && before !== undefined && after !== undefined;
  return [
    `### Call flow ${markdownText(label)} ${FATES[fate]}\n`,
    sentencesOf(comparison)
      .map((sentence) => `- ${markdownText(sentence)}\n`)
      .join(""),
    shown === undefined || pictures === "none" ? "" : pictureAsMarkdown(shown, { names, ...(after === undefined ? {} : { before }) }),
    both ? folded("Before", pictureAsMarkdown(before, { names })) + folded("After", pictureAsMarkdown(after, { names })) : "",
    after === undefined ? "" : findingsAsMarkdown(findings),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n</details>\n`;
}
