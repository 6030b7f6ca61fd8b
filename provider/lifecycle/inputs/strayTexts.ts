/** Matches the text that an output becomes if it is put into a string, even if that was cut, respelled or escaped afterwards. */
const OUTPUT = /calling.{0,3}\[to(?:String|JSON)\]/i;
const OUTPUT_LETTERS = /callingto(?:string|json)onanoutput/;

const template = "pulumi.interpolate`…${output}…`, pulumi.concat(…) or output.apply(…)";

/** Texts that findings on stray texts repeat. They come from JavaScript and the SDK, so they are no secrets. */
export const MARKERS: readonly string[] = ["Calling [toString] on an [Output<T>] is not supported", "[object Promise]", "[object Object]"];

interface Stray {
  readonly isIn: (text: string) => boolean;
  readonly reason: string;
}

const strays: readonly Stray[] = [
  {
    isIn: (text) => OUTPUT.test(text) || OUTPUT_LETTERS.test(letters(text)),
    reason: `holds "Calling [toString] on an [Output<T>] is not supported": an output was put into a text before it had a value. Write ${template}; for JSON, pulumi.jsonStringify(…)`,
  },
  {
    isIn: (text) => text.includes("[object Promise]"),
    reason: `holds "[object Promise]": a promise was put into a text before it had a value. Await it, or write ${template}`,
  },
  {
    isIn: (text) => /\[object [A-Z]\w+\]/.test(text),
    reason: `holds "[object Object]": a resource or another object was put into a text. Name the property that is meant, in ${template}`,
  },
];

/** No shorter text holds those letters. */
const LEAST_LETTERS = 24;

function letters(text: string): string {
  return text.length < LEAST_LETTERS ? "" : text.replace(/%[0-9a-f]{2}|[^a-z]/gi, "").toLowerCase();
}

/**
 * Why a text cannot be meant: it contains what JavaScript makes of a value that is not a text. Never repeats the text itself, which may be
 * a secret.
 */
export function strayIn(text: string): string | undefined {
  // Nearly all texts of a program are short, and every stray one of that length has the bracket.
  if (text.length < LEAST_LETTERS && !text.includes("[")) return undefined;
  return strays.find(({ isIn }) => isIn(text))?.reason;
}

/**
 * Whether a text has line breaks, tabs or other invisible characters that no name has: soft hyphens, zero-width blanks, and marks that
 * change the direction of writing. Joiners are allowed, because some languages need them.
 */
export function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u200B\uFEFF\u202A-\u202E\u2066-\u2069]/u.test(text);
}

/** A key for a path in a finding: on one line, and shortened if it is a stray text. */
export function shownKey(key: string): string {
  const short = strayIn(key) === undefined ? key : `${key.slice(0, 24)}…`;
  if (!hasControls(short)) return short;
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(short)
    .slice(1, -1)
    .replace(/[^\P{C}\u200C\u200D]|[\p{Zl}\p{Zp}]/gu, escaped);
}
