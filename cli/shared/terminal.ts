import { isatty } from "node:tty";
import pc from "picocolors";

const ESCAPE_SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/g;

const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from outside made safe for a terminal: lines and tabs stay; escape sequences, control and invisible characters go. */
export function safeText(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, "").replace(UNPRINTABLE, "");
}

/** Text from outside made safe to stand within one line. */
export function safeLine(text: string): string {
  return safeText(text).replace(/\s+/g, " ").trim();
}

/** JSON that is safe for a terminal and means the same: what cannot be seen is written as an escape. */
export function safeJson(value: unknown): string {
  const escape = (sign: string): string =>
    Array.from({ length: sign.length }, (_, index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
  return `${JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, escape)}\n`;
}

/** Colours for a stream; plain where it is no terminal, or where NO_COLOR asks for it. */
export function palette(stream: { readonly fd: number }): ReturnType<typeof pc.createColors> {
  const { NO_COLOR: noColor, TERM: terminal } = process.env;
  return pc.createColors(isatty(stream.fd) && (noColor ?? "") === "" && terminal !== "dumb");
}

/** Pairs of words as aligned lines. */
export function alignedLines(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([label]) => label.length));
  return pairs.map(([label, value]) => `${label.padEnd(width)}  ${value}\n`).join("");
}
