/** What the SDK makes of an output that is put into a text, in whatever way the text was cut, spelled or escaped afterwards. */
const OUTPUT = /calling.{0,3}\[to(?:String|JSON)\]/i;
const OUTPUT_LETTERS = /callingto(?:string|json)onanoutput/;

const template = "pulumi.interpolate`…${output}…`, pulumi.concat(…) or output.apply(…)";

/** What the findings of strays repeat of a text: words of JavaScript and the SDK, whatever the text is. */
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

function letters(text: string): string {
  return text.length < 24 ? "" : text.replace(/%[0-9a-f]{2}|[^a-z]/gi, "").toLowerCase();
}

/** Why a text cannot be what its program meant: it holds what JavaScript makes of a value that is no text. The text itself may be a secret. */
export function strayIn(text: string): string | undefined {
  return strays.find(({ isIn }) => isIn(text))?.reason;
}

/**
 * Line breaks, tabs and other signs that nobody sees, of which no name consists: soft hyphens, blanks of no width, and what turns the direction
 * of writing. The joiners are letters of some languages.
 */
export function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u200B\uFEFF\u202A-\u202E\u2066-\u2069]/u.test(text);
}

/** A key as a path can show it: on one line, and short where a stray text stands in it. */
export function shownKey(key: string): string {
  const short = strayIn(key) === undefined ? key : `${key.slice(0, 24)}…`;
  if (!hasControls(short)) return short;
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(short)
    .slice(1, -1)
    .replace(/[^\P{C}\u200C\u200D]|[\p{Zl}\p{Zp}]/gu, escaped);
}
