import type { Style } from "./style.js";
import { Computed, isRecord } from "./values.js";

/** What printing a value needs to know of its place. */
export interface Printing {
  readonly style: Style;
  /** The indentation of the line that the value begins in. */
  readonly indent: string;
  /** How much of that line stands before the value, and after it. */
  readonly taken: number;
  /** The expression to write for a text, if it is a reference. */
  readonly reference: (text: string) => string | undefined;
}

const WORD = /^[A-Za-z_$][\w$]*$/;
const NUMBER = /^(0|[1-9]\d{0,14})$/;

/** Signs that cannot be seen, or that turn the order of others round. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Characters that a line has beside its content: a comma or semicolon. */
const ENDING = 1;

/** A value as source: on one line if that fits, else over several. */
export function print(value: unknown, at: Printing): string {
  const line = inline(value, at);
  const isShort = !line.includes("\n") && at.taken + line.length + ENDING <= at.style.width;
  if (isShort || !(isRecord(value) || Array.isArray(value)) || line.length <= "{}".length) return line;
  const inner = { ...at, indent: at.indent + at.style.indent };
  const items = Array.isArray(value)
    ? value.map((item: unknown) => print(item, { ...inner, taken: inner.indent.length }))
    : entriesOf(value as Record<string, unknown>).map(([key, item]) => {
        if (item instanceof Computed && item.text === key) return key;
        const name = `${printKey(key, at.style)}: `;
        return name + print(item, { ...inner, taken: inner.indent.length + name.length });
      });
  return overLines(items, Array.isArray(value) ? "[]" : "{}", at);
}

/** Items in brackets, one on each line. */
export function overLines(items: readonly string[], brackets: string, { style, indent }: Pick<Printing, "style" | "indent">): string {
  const { endOfLine, indent: step, trailingComma } = style;
  const lines = items.map((item, index) => indent + step + item + (index < items.length - 1 || trailingComma ? "," : ""));
  return [brackets.charAt(0), ...lines, indent + brackets.charAt(1)].join(endOfLine);
}

function inline(value: unknown, at: Printing): string {
  if (typeof value === "string") return at.reference(value) ?? printText(value, at.style);
  if (value instanceof Computed) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, at)).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const entries = entriesOf(value).map(([key, item]) => {
    // What is spread stands under its own source.
    return item instanceof Computed && item.text === key ? key : `${printKey(key, at.style)}: ${inline(item, at)}`;
  });
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** What is written of an object: a key without a value is none. */
function entriesOf(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

/** A key of an object as source. */
export function printKey(key: string, style: Style): string {
  return (WORD.test(key) && key !== "__proto__") || NUMBER.test(key) ? key : key === "__proto__" ? '["__proto__"]' : printText(key, style);
}

/** A text as source, in the quotes of the file unless the others need fewer escapes. Nothing in it is invisible. */
export function printText(text: string, { quote }: Pick<Style, "quote">): string {
  const other = quote === '"' ? "'" : '"';
  const count = (sign: string): number => text.split(sign).length - 1;
  const chosen = count(quote) > count(other) ? other : quote;
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll(chosen, `\\${chosen}`);
  return chosen + escaped.replace(UNSEEN, unicodeEscape) + chosen;
}

function unicodeEscape(sign: string): string {
  return Array.from({ length: sign.length }, (_, index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}
