/**
 * A number exactly as an answer wrote it. Used if JavaScript would write the number differently: `9007199254740993`, `1e21`, `1.10`, `-0`.
 * It stands only in request bodies, in place of a number, so that unmanaged values go back as they came. A copy must keep the object
 * itself.
 */
export class WrittenNumber {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  /** The characters of the answer. */
  get token(): string {
    return this.#token;
  }

  /** The value outside of request bodies: a number, or its digits as text if the number would lose some. */
  valueOf(): number | string {
    return losesDigits(this.#token) ? this.#token : Number(this.#token);
  }

  toString(): string {
    return String(this.valueOf());
  }

  toJSON(): number | string {
    return this.valueOf();
  }
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** A double keeps every integer of up to this many digits exact. */
const ALWAYS_EXACT = 15;

/** Whether JavaScript would write this number differently; false for text that is not a number. */
export function isWrittenOtherwise(digits: string): boolean {
  if (digits.length <= ALWAYS_EXACT && /^[1-9][0-9]*$/.test(digits)) return false;
  return NUMBER.test(digits) && (losesDigits(digits) || JSON.stringify(Number(digits)) !== digits);
}

/** Whether JSON.parse would change the number, or whether it is too large to calculate with. */
export function losesDigits(digits: string): boolean {
  if (digits.length <= ALWAYS_EXACT && !/e/i.test(digits)) return false;
  if (!NUMBER.test(digits)) return false;
  const value = Number(digits);
  return !(Math.abs(value) <= Number.MAX_SAFE_INTEGER) || magnitudeOf(digits) !== magnitudeOf(String(value));
}

/**
 * The same text for equal magnitudes: the digits without zeros at either end, and the exponent. Loops are used because a pattern would
 * backtrack.
 */
function magnitudeOf(number: string): string {
  const [mantissa = "", exponent = "0"] = number.replace(/^-/, "").split(/e/i);
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  let start = 0;
  let end = all.length;
  while (start < end && all[start] === "0") start++;
  while (end > start && all[end - 1] === "0") end--;
  return start === end ? "0" : `${all.slice(start, end)}e${Number(exponent) + whole.length - start}`;
}
