import { diff } from "../callflow/diff";
import { isBlank, isRecord, own, sameValue } from "../common/values";
import type { Pair } from "./pairs";
import { areDeclared } from "./sameWords";
import type { MapFacts } from "./types";
import { listInWords, valueInWords, type Wording } from "./words";

/** One argument that differs. */
export interface ArgumentChange {
  /** The argument; of a call flow's steps also where: `flow.menu.next.2`. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  /** The difference for a review, with names instead of uuids. */
  readonly sentence: string;
}

interface Context extends Wording {
  readonly facts: MapFacts | undefined;
}

/** What is read when an object is made, and means nothing afterwards. */
const OF_CREATION = new Set(["adopt", "additional", "seed", "confidential"]);

/** The arguments in which two states of an object differ, both in the same words. */
export function argumentChanges(pair: Pair, context: Context): ArgumentChange[] {
  const names = [...new Set([...Object.keys(pair.before.args), ...Object.keys(pair.after.args)])];
  return names.filter((name) => !OF_CREATION.has(name) && !isInvented(name, pair)).flatMap((name) => changesOf(name, pair, context));
}

function isInvented(argument: string, { before, after }: Pair): boolean {
  return [before, after].some(({ invented }) => invented?.includes(argument) === true);
}

function changesOf(argument: string, pair: Pair, context: Context): ArgumentChange[] {
  const [from, to] = [own(pair.before.args, argument), own(pair.after.args, argument)];
  // What a program leaves to the API is nothing that it wants.
  if (to === "next" || (!areDeclared(pair) && (from === undefined || to === undefined))) return [];
  if (context.facts?.same(argument, from, to) ?? sameValue(from, to)) return [];
  if (argument === "flow" && isRecord(from) && isRecord(to)) return stepChanges(from, to, context);
  return [{ path: argument, from, to, sentence: sentenceOf(argument, [from, to], context) }];
}

function sentenceOf(argument: string, [from, to]: readonly [unknown, unknown], wording: Wording): string {
  if (from === undefined) return `${argument} is now declared: ${valueInWords(to, wording)}`;
  if (to === undefined) return `${argument} is no longer declared (was ${valueInWords(from, wording)})`;
  const isList = (value: unknown): boolean => Array.isArray(value) || isBlank(value);
  if (isList(from) && isList(to)) return `${argument}: ${listInWords(from, to, wording)}`;
  return `${argument} is now ${valueInWords(to, wording)} (was ${valueInWords(from, wording)})`;
}

function stepChanges(from: Record<string, unknown>, to: Record<string, unknown>, { nameOf }: Wording): ArgumentChange[] {
  return diff(from, to, { nameOf }).map((change) => ({
    path: ["flow", change.step, ...(change.kind === "changed" ? change.at : [])].join("."),
    from: "from" in change ? change.from : change.kind === "renamed" ? change.step : undefined,
    to: "to" in change ? change.to : undefined,
    sentence: change.sentence,
  }));
}
