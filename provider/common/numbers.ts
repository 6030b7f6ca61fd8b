/**
 * A number as an answer wrote it, where a JavaScript number would be written otherwise: `9007199254740993`, `1e21`, `1.10`, `-0`. It stands
 * in request bodies alone, in the place of a number, so that what is not managed goes back as it came. A copy must keep it as it is.
 */
export class WrittenNumber {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  /** The very signs of the answer. */
  get token(): string {
    return this.#token;
  }

  /** What everybody but a request body has of it: a number, or its digits as text where the number would be another one. */
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

/** As many digits survive in every double. */
const ALWAYS_EXACT = 15;

/** Whether the number would be written with other signs than these; never for what is no number at all. */
export function isWrittenOtherwise(digits: string): boolean {
  if (digits.length <= ALWAYS_EXACT && /^[1-9][0-9]*$/.test(digits)) return false;
  return NUMBER.test(digits) && (losesDigits(digits) || JSON.stringify(Number(digits)) !== digits);
}

/** Whether the number that JSON.parse would make is another one than what stands there, or too large to count with. */
export function losesDigits(digits: string): boolean {
  if (digits.length <= ALWAYS_EXACT && !/e/i.test(digits)) return false;
  if (!NUMBER.test(digits)) return false;
  const value = Number(digits);
  return !(Math.abs(value) <= Number.MAX_SAFE_INTEGER) || magnitudeOf(digits) !== magnitudeOf(String(value));
}

/** One text for each magnitude: its digits without zeros at either end, and where they stand. It walks from both ends, as no pattern does. */
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
