import { nearest, pressFault, type CallScript, type Ending } from "pulumi-yay/callflow";
import { UsageError } from "../shared/failure.js";
import { isRecord } from "../shared/json.js";

/** A call to simulate, and the expected result. */
export interface PlannedCall {
  readonly name: string;
  readonly script: CallScript;
  /** How the call should end, or at which step. */
  readonly expect: string | undefined;
}

/** What a value of a call has to be. */
export interface Wanted {
  readonly fits: (value: unknown) => boolean;
  readonly words: string;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isRinging = (value: unknown): boolean => typeof value === "boolean" || value === "busy";
const mapOf = (fits: (value: unknown) => boolean) => (value: unknown) => isRecord(value) && Object.values(value).every(fits);

export const TEXT: Wanted = { fits: isText, words: "a text" };
export const TEXTS: Wanted = { fits: mapOf(isText), words: "a map of texts" };
const RINGING: Wanted = { fits: mapOf(isRinging), words: 'a map to true, false or "busy"' };

const SCRIPT_KEYS: Readonly<Record<keyof CallScript, Wanted>> = {
  callerId: TEXT,
  presses: { fits: (value) => Array.isArray(value) && value.every(isText), words: 'a list of texts such as ["2", "timeout"]' },
  answers: RINGING,
  extensions: RINGING,
  hangUpAt: TEXT,
  ways: TEXTS,
  limit: { fits: (value) => Number.isSafeInteger(value) && Number(value) > 0, words: "a whole number above zero" },
};

/** The keys of a call, and what each has to be. */
export type Keys = Readonly<Record<string, Wanted>>;

export const KEYS: Keys = { ...SCRIPT_KEYS, name: TEXT, expect: TEXT };

const ENDINGS: Readonly<Record<Ending, true>> = {
  answered: true,
  voicemail: true,
  conference: true,
  trunk: true,
  fax: true,
  busy: true,
  hungup: true,
  lost: true,
  unsaid: true,
  undocumented: true,
  unknown: true,
  endless: true,
};

/** Validates a call or a list of calls. @throws UsageError naming everything wrong. */
export function callsIn(value: unknown, source: string): PlannedCall[] {
  return itemsIn(value, source, KEYS).map(({ name, expect, ...script }, index) => ({
    name: typeof name === "string" ? name : `call ${index + 1}`,
    script,
    expect: typeof expect === "string" ? expect : undefined,
  }));
}

/** The calls in a value, with nothing but the keys that there are. @throws UsageError naming everything wrong. */
export function itemsIn(value: unknown, source: string, keys: Keys): Readonly<Record<string, unknown>>[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const problems = items.flatMap((item, index) => problemsOf(item, keys).map((problem) => `  [${index}] ${problem}`));
  if (problems.length > 0) throw new UsageError([`${source} does not hold calls:`, ...problems].join("\n"));
  return items.filter(isRecord);
}

/** Refuses calls that name steps which the flow does not have, and presses that are no keys. @throws UsageError naming them all. */
export function checkStepsOf(calls: readonly PlannedCall[], steps: readonly string[]): void {
  const problems = calls.flatMap(({ name, script, expect }) => {
    const { answers = {}, ways = {}, hangUpAt, presses = [], extensions = {} } = script;
    const said = [...Object.keys(answers), ...Object.keys(ways), ...(hangUpAt === undefined ? [] : [hangUpAt])];
    const unknown = said
      .filter((step) => !steps.includes(step))
      .map((step) => `  ${name}: there is no step ${JSON.stringify(step)}.${hint(step, steps)}`);
    const noKeys = presses.flatMap((press) => {
      const fault = Object.hasOwn(extensions, press) ? undefined : pressFault(press);
      return fault === undefined ? [] : [`  ${name}: ${fault}`];
    });
    const outcomes = [...Object.keys(ENDINGS), ...steps];
    const isVain = expect !== undefined && !outcomes.includes(expect);
    const vain = isVain ? [`  ${name}: ${JSON.stringify(expect)} is neither a way to end nor a step.${hint(expect, outcomes)}`] : [];
    return [...unknown, ...noKeys, ...vain];
  });
  if (problems.length > 0) throw new UsageError(["The calls do not fit the flow:", ...problems].join("\n"));
}

function problemsOf(item: unknown, keys: Keys): string[] {
  if (!isRecord(item)) return ["a call is an object, such as {}"];
  return Object.entries(item).flatMap(([key, value]) => {
    const wanted = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (wanted === undefined) return [`there is no key ${JSON.stringify(key)}.${hint(key, Object.keys(keys))}`];
    return wanted.fits(value) ? [] : [`${key} must be ${wanted.words}`];
  });
}

function hint(text: string, names: readonly string[]): string {
  const near = nearest(text, names);
  return near === undefined ? ` There are: ${names.join(", ")}.` : ` Did you mean ${JSON.stringify(near)}?`;
}
