import type { z } from "zod";
import { isWritten, type Json, type JsonObject, plain } from "../../client/index";
import type { AnswerPolicy, Facts, Field } from "../kind";
import { shaped } from "./shaped";
import { isE164 } from "../../common/phone";
import { isTimeZone } from "../../common/timeZone";
import { asText, define, isBlank, own, sameValue } from "../../common/values";

/** What a kind can say of a plain argument. */
export interface Options<Required extends boolean> extends Omit<
  Facts,
  "wire" | "nested" | "secret" | "isOption" | "removesWhatLeaves" | "refersTo" | "leavesAlone"
> {
  readonly required?: Required;
  /** A stricter shape than the block's own. */
  readonly shape?: z.ZodType;
}

/** The value of a live object's field; undefined if the answer does not have it. */
export function wireValue(live: JsonObject, name: string): Json | undefined {
  return own(live, name) as Json | undefined;
}

/** The live value if it is shown, else what the policy decides. */
export function projectScalar(live: unknown, declared: unknown, policy: AnswerPolicy, path: string): unknown {
  if (live === undefined) {
    if (isBlank(declared) || policy.hidden(path)) return declared;
    return typeof declared === "string" ? "" : undefined;
  }
  if (sameValue(live, declared)) return declared;
  const isRespelled = typeof live === "string" && typeof declared === "string" && policy.respelled(path, { live, declared });
  return isRespelled ? declared : live;
}

/** What tells one plain block from another. */
interface Scalar {
  /** The documented form of a value in an answer. */
  readonly read: (value: Json) => Json;
  readonly shape: z.ZodType;
  /** A number is in the documented form, so one in a request body stays as it was written. */
  readonly keepsNumbers?: true;
  readonly same?: (a: unknown, b: unknown) => boolean;
  /** Set if two different values in the documented form are never one value in two spellings: `Etc/GMT+5` is not `Etc/GMT-5`. */
  readonly isExact?: true;
  /** Set if a program that gives no value may mean something by it: then an output of nothing is refused. */
  readonly absenceMeans?: "something";
}

/** A block for values that are one text, number or yes or no each. Use it for a block of a kind's own. */
export function scalar<R extends boolean>(
  wire: string,
  { required, shape, ...facts }: Options<R> & Pick<Facts, "refersTo">,
  { read, shape: usual, keepsNumbers, same = sameValue, isExact, absenceMeans }: Scalar,
): Field<NoInfer<R>> {
  const filled = (value: unknown) => (isBlank(value) ? facts.documentedDefault : value);
  const means = (a: unknown, b: unknown) => same(filled(a), filled(b));
  const decode = (live: JsonObject) => {
    const value = wireValue(live, wire);
    return value === undefined ? undefined : read(value);
  };
  return {
    facts: { wire, ...(absenceMeans === undefined && { leavesAlone: true as const }), ...facts },
    isRequired: (required ?? false) as R,
    shape: shape ?? usual,
    decode,
    encode: (body, value) => define(body, wire, value),
    normalize: (body) => {
      const value = wireValue(body, wire);
      if (value === null) Reflect.deleteProperty(body, wire);
      else if (value !== undefined && !isBlank(value)) define(body, wire, keepsNumbers && isWritten(value) ? value : read(plain(value)));
    },
    same: means,
    project: (live, declared, policy, path) => {
      if (same(live, declared) || (live !== undefined && means(live, declared))) return declared;
      return isExact && usual.safeParse(live).success ? live : projectScalar(live, declared, policy, path);
    },
    // A blank is no number, and a program computes with what is looked up.
    ...(keepsNumbers && { whole: (live: JsonObject) => nothingIfBlank(decode(live)) }),
    // A null is not sent back, whatever it is read as.
    unchanged: (body, live) => (wireValue(body, wire) === undefined && wireValue(live, wire) === null) || means(decode(body), decode(live)),
  };
}

function nothingIfBlank(value: Json | undefined): Json | undefined {
  return isBlank(value) ? undefined : value;
}

export function readText(value: Json): Json {
  return value === null ? "" : typeof value === "object" ? value : String(value);
}

function textShape(required: boolean | undefined): z.ZodType {
  return shaped((z) => (required === true ? z.string().min(1, "must not be empty") : z.string()));
}

/** A text. A number in an answer is read as its digits. */
export function text<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  return scalar(wire, options, { read: readText, shape: textShape(options.required) });
}

/** A whole number; some answers have it as a text of digits. */
export function integer<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  return scalar(wire, options, {
    read: (value) => (value === null ? "" : readInteger(value)),
    shape: shaped((z) => z.int({ error: "must be a whole number" })),
    keepsNumbers: true,
  });
}

const extensionError = { error: "must be a whole number above zero" };

/** An internal number that reaches something, of which a customer has each but once, whatever it reaches. */
export function extension<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  return integer(wire, { unique: "extension", shape: shaped((z) => z.int(extensionError).positive(extensionError)), ...options });
}

/** Yes or no; some answers have it as 1, or as a text such as `"1"`, `"true"` or `"Y"`, and a blank for no. */
export function flag<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  return scalar(wire, options, { read: readFlag, shape: shaped((z) => z.boolean()) });
}

/** One of the values that the documents list, each with what it means; a word that explains itself stands for both. */
export function choice<R extends boolean = false>(
  wire: string,
  meanings: Readonly<Record<string, string | number>>,
  options: Options<R> = {},
): Field<NoInfer<R>> {
  const values = Object.entries(meanings);
  const isNumeric = values.every(([, value]) => typeof value === "number");
  const named = values.map(([meaning, value]) => (meaning === value ? JSON.stringify(value) : `${JSON.stringify(value)} (${meaning})`));
  const error = `must be ${[named.slice(0, -1).join(", "), ...named.slice(-1)].filter((part) => part !== "").join(" or ")}`;
  const shape = shaped((z) =>
    z.union(
      values.map(([, value]) => z.literal(value, { error })),
      { error },
    ),
  );
  const read = (value: Json): Json => {
    if (value === null || typeof value === "object") return readText(value);
    const listed = values.find(([, one]) => String(one) === String(value).trim());
    return listed?.[1] ?? (isNumeric ? readInteger(value) : readText(value));
  };
  return scalar(wire, options, { read, shape, isExact: true, ...(isNumeric && { keepsNumbers: true as const }) });
}

const decimalPattern = /^-?\d+(?:\.\d+)?$/;

/** A number with decimals, written as text, so that no digit is lost: `"10.00"`. The API may show it as a number, or with other zeros. */
export function decimal<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  const canonical = (value: unknown) => {
    const written = asText(value);
    return decimalPattern.test(written) ? trimmed(written) : value;
  };
  return scalar(wire, options, {
    read: readText,
    shape: shaped((z) => z.string().regex(decimalPattern, 'must be a number as text, such as "10.00"')),
    same: (a, b) => sameValue(canonical(a), canonical(b)),
    isExact: true,
  });
}

function trimmed(digits: string): string {
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = digits.slice(sign.length).split(".");
  const units = whole.replace(/^0+(?=\d)/, "");
  let rest = fraction;
  while (rest.endsWith("0")) rest = rest.slice(0, -1);
  if (rest !== "") return `${sign}${units}.${rest}`;
  return units === "0" ? "0" : `${sign}${units}`;
}

/** A phone number in E.164 form with a plus: `+441632960123`. */
export function phoneNumber<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  const shape = shaped((z) =>
    z.string().refine((number) => isE164(number) || mayBeBlank(number, options), "must be a number in E.164 form, such as +441632960123"),
  );
  return scalar(wire, options, { read: readText, shape, isExact: true });
}

/** A time zone of the IANA database: `Europe/London`. */
export function timeZone<R extends boolean = false>(wire: string, options: Options<R> = {}): Field<NoInfer<R>> {
  const shape = shaped((z) =>
    z
      .string()
      .refine((name) => isTimeZone(name) || mayBeBlank(name, options), "must be a time zone of the IANA database, such as Europe/London"),
  );
  return scalar(wire, options, { read: readText, shape, same: sameInAnyCase, isExact: true });
}

function sameInAnyCase(a: unknown, b: unknown): boolean {
  return sameValue(a, b) || (typeof a === "string" && typeof b === "string" && a.toLowerCase() === b.toLowerCase());
}

/** The empty text takes a value away, which an argument that has to be declared does not allow. */
function mayBeBlank(text: string, { required }: Options<boolean>): boolean {
  return text === "" && required !== true;
}

export function readInteger(value: Json): Json {
  return typeof value === "string" && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
}

const yes = new Set(["1", "true", "yes", "y", "on"]);
const no = new Set(["0", "false", "no", "n", "off", ""]);

export function readFlag(value: Json): Json {
  if (typeof value === "object" && value !== null) return value;
  const word = String(value ?? "")
    .trim()
    .toLowerCase();
  return yes.has(word) || (no.has(word) ? false : value);
}
