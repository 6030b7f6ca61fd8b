// @ts-check

/**
 * What a kind's functions do, found by calling them: a page that says it in other words could go stale.
 * @typedef {import("./facts.mjs").Definition} Definition
 * @typedef {import("./source.mjs").Member} Member
 * @typedef {{ argument: string, paths: string[], fields: string[] }} CommandFacts
 * @typedef {{ asks: string[], refusal: string, waiver: string | undefined, waived: string[] }} GuardFacts
 * @typedef {{ asks: string[], argument: string, asWritten: string, refusal: string }} ResolveFacts
 * @typedef {{ statuses: number[], lives: boolean | undefined, text: string }} RefusalFacts
 */

const uuid = "3f2b9c1e-…";

/**
 * A scope whose every answer is the given one, and what was asked of it.
 * @param {Definition} definition @param {unknown} result
 */
function recording(definition, result) {
  /** @type {string[]} */
  const asks = [];
  const ask = (/** @type {{ method: string, path: string }} */ { method, path }) => {
    asks.push(`${method} ${path}`);
    return Promise.resolve(/** @type {any} */ ({ result }));
  };
  const say = () => undefined;
  return { asks, scope: { name: `${definition.kind} "main"`, id: uuid, failed: undefined, givenPaths: {}, now: Date.now, ask, say } };
}

/** @param {() => Promise<unknown>} action @returns {Promise<string>} the message of its error, or nothing */
async function messageOf(action) {
  try {
    await action();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @param {Definition} definition @param {any} settings @param {readonly Member[]} args @returns {CommandFacts[]} */
export function commandsOf(definition, settings, args) {
  return args.flatMap(({ name, type }) => {
    if (type !== "boolean") return [];
    const sent = [true, false].flatMap((value) => definition.commands?.({ [name]: value }, settings) ?? []);
    const fields = sent.flatMap(({ extra }) => Object.keys(extra));
    return sent.length === 0 ? [] : [{ argument: name, paths: unique(sent.map(({ path }) => path)), fields: unique(fields) }];
  });
}

/** @param {Definition} definition @param {readonly Member[]} args @returns {Promise<GuardFacts | undefined>} */
export async function guardOf(definition, args) {
  const { beforeDelete } = definition;
  if (beforeDelete === undefined) return undefined;
  const living = [{ country_code: "44", number: "1632960123" }];
  const full = recording(definition, living);
  const refusal = await messageOf(() => beforeDelete(full.scope, {}));
  const waivers = await Promise.all(
    args.map(async ({ name, type }) => {
      const waived = recording(definition, living);
      if (type !== "boolean" || (await messageOf(() => beforeDelete(waived.scope, { [name]: true }))) !== "") return [];
      return [{ name, asks: waived.asks }];
    }),
  );
  const [waiver] = waivers.flat();
  return { asks: full.asks, refusal, waiver: waiver?.name, waived: waiver?.asks ?? [] };
}

/** @param {Definition} definition @returns {Promise<ResolveFacts | undefined>} */
export async function resolveOf(definition) {
  const { resolve, assigned } = definition;
  if (resolve === undefined || assigned?.asWritten === undefined) return undefined;
  const inputs = { [assigned.argument]: assigned.asWritten };
  if (!resolve.needed(inputs)) return undefined;
  const empty = recording(definition, {});
  const refusal = await messageOf(() => resolve.run(empty.scope, inputs));
  return { asks: empty.asks, argument: assigned.argument, asWritten: assigned.asWritten, refusal };
}

/** @param {Definition} definition @param {readonly Member[]} args @returns {RefusalFacts[]} */
export function createRefusalsOf(definition, args) {
  const inputs = sample(args);
  const says = (/** @type {number} */ status, /** @type {boolean} */ lives) =>
    definition.explainCreate?.({ status, inputs, natural: lives ? { uuid } : undefined });
  const answers = [400, 401, 403, 404, 409, 422].flatMap((status) => {
    const [free, taken] = [says(status, false), says(status, true)];
    return [
      { status, lives: free === taken ? undefined : true, text: taken },
      { status, lives: free === taken ? undefined : false, text: free },
    ];
  });
  return unique(answers.map(({ lives, text }) => JSON.stringify([lives ?? null, text]))).flatMap((key) => {
    const same = answers.filter(({ lives, text }) => JSON.stringify([lives ?? null, text]) === key);
    const { lives, text } = same[0] ?? {};
    return text === undefined ? [] : [{ statuses: unique(same.map(({ status }) => status)), lives, text }];
  });
}

/** @param {Definition} definition @returns {RefusalFacts[]} */
export function deleteRefusalsOf(definition) {
  return [400, 403, 409].flatMap((status) => {
    const text = definition.explainDelete?.(status, {});
    return text === undefined ? [] : [{ statuses: [status], lives: undefined, text }];
  });
}

/** The arguments by which a living object is recognised as the same. @param {Definition} definition @param {readonly Member[]} args */
export function naturalKeyOf(definition, args) {
  const words = definition.naturalKey(sample(args)).split(" ");
  return args.filter(({ name }) => words.includes(name)).map(({ name }) => name);
}

/** A plausible value for each argument. @param {readonly Member[]} args @returns {Record<string, unknown>} */
function sample(args) {
  return Object.fromEntries(args.map(({ name, type }) => [name, /\bnumber\b/.test(type) ? 501 : name === "name" ? "acme" : uuid]));
}

/** @template T @param {readonly T[]} items @returns {T[]} */
const unique = (items) => [...new Set(items)];
