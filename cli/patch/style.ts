import type { Source } from "./source.js";

/** How a file is written, so that what is added to it looks like the rest. */
export interface Style {
  readonly quote: '"' | "'";
  /** One step of indentation. */
  readonly indent: string;
  /** The longest line that is written. */
  readonly width: number;
  /** Whether lists over several lines end in a comma. */
  readonly trailingComma: boolean;
  readonly semicolons: boolean;
  readonly endOfLine: "\n" | "\r\n";
}

const LEAST_WIDTH = 100;
const MOST_WIDTH = 150;

const known = new WeakMap<Source, Style>();

/** The style of a file, as its text shows it. */
export function styleOf(source: Source): Style {
  const style = known.get(source) ?? read(source.text);
  known.set(source, style);
  return style;
}

function read(text: string): Style {
  const lines = text.split(/\r?\n/);
  const count = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
  const [firstStep] = lines.flatMap((line) => /^(?:\t+| {2,8})(?=[^\s*])/.exec(line)?.[0] ?? []);
  const longest = Math.max(...lines.filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line)).map(({ length }) => length));
  return {
    quote: (text.match(/'/g)?.length ?? 0) > (text.match(/"/g)?.length ?? 0) ? "'" : '"',
    indent: firstStep === undefined ? "  " : firstStep.startsWith("\t") ? "\t" : firstStep,
    width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, longest)),
    trailingComma: !hasBareEnd(lines),
    semicolons: count(/;$/) > 0,
    endOfLine: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

/** Whether some list over several lines ends without a comma, and none with one. */
function hasBareEnd(lines: readonly string[]): boolean {
  const ends = lines.flatMap((line, index) => (/^\s*[\]}]/.test(lines[index + 1] ?? "") && /[^\s;{[(,]$|,$/.test(line) ? [line] : []));
  return ends.some((line) => !line.endsWith(",")) && !ends.some((line) => line.endsWith(","));
}
