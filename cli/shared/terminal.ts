import { isatty } from "node:tty";
import pc from "picocolors";

const ESCAPE_SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/g;

const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Makes text from outside safe for a terminal: keeps lines and tabs, removes escape sequences, control and invisible characters. */
export function safeText(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, "").replace(UNPRINTABLE, "");
}

/** Makes text from outside safe for use within one line. */
export function safeLine(text: string): string {
  return safeText(text).replace(/\s+/g, " ").trim();
}

/** JSON that is safe for a terminal: invisible characters are escaped. */
export function safeJson(value: unknown): string {
  const escape = (sign: string): string =>
    Array.from({ length: sign.length }, (_, index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
  return `${JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, escape)}\n`;
}

/** Colours for a stream; none if it is not a terminal or NO_COLOR is set. */
export function palette(stream: { readonly fd: number }): ReturnType<typeof pc.createColors> {
  const { NO_COLOR: noColor, TERM: terminal } = process.env;
  return pc.createColors(isatty(stream.fd) && (noColor ?? "") === "" && terminal !== "dumb");
}

/** Formats pairs of texts as aligned lines. */
export function alignedLines(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([label]) => label.length));
  return pairs.map(([label, value]) => `${label.padEnd(width)}  ${value}\n`).join("");
}
