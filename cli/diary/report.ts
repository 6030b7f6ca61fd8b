import Table from "cli-table3";
import { UNKNOWN } from "pulumi-yay/callflow";
import {
  type DiaryFinding,
  diaryFindings,
  drawWeek,
  type Week,
  weekOf,
  weekTable,
  type WeekNaming,
  type WeekTable,
} from "pulumi-yay/diary";
import { markdownTable, markdownText } from "../shared/markdown.js";
import { palette, safeJson, safeLine, safeText } from "../shared/terminal.js";
import type { NamedDiary } from "./sources.js";

/** The formats in which a week can be shown. */
export const FORMATS = ["text", "markdown", "svg", "json"] as const;

/** A format in which a week can be shown. */
export type DiaryFormat = (typeof FORMATS)[number];

/** A week that is to be shown. */
export interface ShownWeek {
  readonly title: string;
  readonly week: Week;
  readonly findings: readonly DiaryFinding[];
  readonly naming: WeekNaming;
}

/** The week of a diary that a day is in; without one, that of today in the diary's time zone. */
export function shownWeek({ label, name, diary }: NamedDiary, names: ReadonlyMap<string, string>, day: string | undefined): ShownWeek {
  const nameOf = (uuid: string): string => (uuid === UNKNOWN ? "a call flow that is not made yet" : safeLine(names.get(uuid) ?? uuid));
  return {
    title: safeLine(name ?? label),
    week: weekOf(diary, day ?? today(diary.timezone)),
    findings: diaryFindings(diary),
    naming: { nameOf },
  };
}

function today(timeZone = "UTC"): string {
  try {
    return new Date().toLocaleDateString("sv-SE", { timeZone });
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}

/** Whether something in a diary cannot be. */
export function hasError({ findings }: ShownWeek): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** A week in a format. */
export function drawn(shown: ShownWeek, format: DiaryFormat): string {
  const table = weekTable(shown.week, shown.naming);
  switch (format) {
    case "text":
      return asText(shown, table);
    case "markdown":
      return asMarkdown(shown, table);
    case "svg":
      return safeText(drawWeek(shown.week, { ...shown.naming, title: shown.title }));
    case "json":
      return safeJson({ name: shown.title, ...shown.week, notes: table.notes, findings: shown.findings });
  }
}

interface Cells {
  readonly head: readonly string[];
  /** Each cell with its lines. */
  readonly rows: readonly (readonly (readonly string[])[])[];
}

/** The cells of a table; the last column only if something is to be said there. */
function cellsOf({ rows }: WeekTable): Cells {
  const columns = rows.some(({ undocumented }) => undocumented.length > 0) ? 4 : 3;
  return {
    head: ["Day", "Open", "Closed", "Not documented"].slice(0, columns),
    rows: rows.map(({ day, open, closed, undocumented }) => [[day], open, closed, undocumented].slice(0, columns)),
  };
}

function headingOf({ title, week }: ShownWeek): string {
  return [title, safeLine(week.timezone ?? "no time zone"), `week of ${week.days[0]?.date ?? ""}`].join(" · ");
}

function asText(shown: ShownWeek, week: WeekTable): string {
  const colours = palette(process.stdout);
  const { head, rows } = cellsOf(week);
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  table.push(...rows.map((row) => row.map((lines) => lines.join("\n"))));
  const findings = shown.findings.map(({ severity, path, message, hint }) => {
    const mark = severity === "error" ? colours.red("error") : colours.yellow("warning");
    return `${mark} ${colours.bold(path)}: ${safeLine(`${message} ${hint}`)}\n`;
  });
  return [
    `${colours.bold(headingOf(shown))}\n`,
    `${table.toString()}\n`,
    ...week.notes.map((note) => `${safeLine(note)}\n`),
    ...findings,
  ].join("");
}

function asMarkdown(shown: ShownWeek, week: WeekTable): string {
  const { head, rows } = cellsOf(week);
  const notes = [
    ...week.notes,
    ...shown.findings.map(
      ({ severity, path, message, hint }) => `${severity === "error" ? "❌ error" : "⚠️ warning"} ${path}: ${message} ${hint}`,
    ),
  ];
  const table = markdownTable(
    head,
    rows.map((row) => row.map((lines) => lines.map(markdownText).join("<br>"))),
  );
  const below = notes.length === 0 ? "" : `\n${notes.map((note) => `- ${markdownText(note)}\n`).join("")}`;
  return `### Time diary ${markdownText(headingOf(shown))}\n\n${table}${below}`;
}
