/** What the documents of a diary leave open, by name, with the ways in which it can be read. The simulator has a switch for each. */
export const QUESTIONS = {
  night: {
    positions: ["startDay", "eachDay"],
    open: "to which day the part of a closed time after midnight belongs",
  },
  lastMinute: {
    positions: ["open", "closed"],
    open: "whether the minute, or of an exception the second, that ends a closed time is closed",
  },
  lastDay: {
    positions: ["closed", "open"],
    open: "whether the last day of an exception without endTime is closed",
  },
  winner: {
    positions: ["exception", "first", "last"],
    open: "which of several wins",
  },
} as const;

/** The name of an open question. */
export type Question = keyof typeof QUESTIONS;

/** One answer to every open question. */
export type Reading = { readonly [Name in Question]: (typeof QUESTIONS)[Name]["positions"][number] };

/**
 * Answers that somebody has, of an account that was tried or from the vendor. What is left out stays open.
 *
 * - `night`: the hours after midnight of `"18:00-9:00,fri,*,*"` are those of Saturday (`startDay`), or of Friday (`eachDay`).
 * - `lastMinute`: the minute 9:00 of `"18:00-9:00,fri,*,*"`, and the last second of an exception, are `open` or `closed`.
 * - `lastDay`: the last day of an exception without `endTime` is `closed` to its end, or `open`.
 * - `winner`: of several entries that match, an `exception` wins, and of equals the first; or the `first` or `last` of closed times and then exceptions.
 */
export type Readings = Partial<Reading>;

export const QUESTION_NAMES = Object.keys(QUESTIONS) as Question[];

/** Every way in which the documents can be read, given what is known. @throws TypeError if a reading does not exist. */
export function readingsGiven(known: Readings): Reading[] {
  let all: Record<string, string>[] = [{}];
  for (const name of QUESTION_NAMES) {
    const given = known[name];
    const positions: readonly string[] = QUESTIONS[name].positions;
    if (given !== undefined && !positions.includes(given)) {
      throw new TypeError(`There is no reading ${name}: ${JSON.stringify(given)}. There are: ${positions.join(", ")}.`);
    }
    all = (given === undefined ? positions : [given]).flatMap((position) => all.map((reading) => ({ ...reading, [name]: position })));
  }
  return all as unknown as Reading[];
}
