import { readGraph } from "../callflow/graph";
import { pairSteps } from "../callflow/match";
import { renameSteps } from "../callflow/rename";
import { isRecord, own } from "../common/values";
import type { Pair } from "./pairs";
import type { MapFacts, MapObject } from "./types";

/** Whether both come from programs, so that an argument that only one has was taken out or put in. */
export function areDeclared({ before, after }: Pair): boolean {
  return before.resource !== undefined && after.resource !== undefined;
}

/**
 * What lives, in the words of the program beside it: steps of a call flow have the program's names, texts that the platform only spells otherwise
 * the program's spelling, and what the program does not manage is left out. Two states of a program, or of what lives, stay as they are.
 */
export function inTheSameWords({ before, after }: Pair, facts: MapFacts | undefined): Pair {
  if (before.resource !== undefined && after.resource === undefined) return { before, after: inWordsOf(before, after, facts) };
  if (before.resource === undefined && after.resource !== undefined) return { before: inWordsOf(after, before, facts), after };
  return { before, after };
}

function inWordsOf(program: MapObject, live: MapObject, facts: MapFacts | undefined): MapObject {
  const named = withNamesOf(program, live);
  const args = Object.entries(program.args).flatMap(([argument, declared]) => {
    const shown = own(named.args, argument);
    if (shown === undefined || declared === undefined) return [];
    const managed =
      facts?.managed === undefined ? shown : facts.managed(argument, { live: shown, declared, recorded: program.recorded ?? {} });
    return [[argument, managed] as const];
  });
  return { ...named, args: Object.fromEntries(args) };
}

/** A live step is named by its uuid, or, if the program's step has none yet, by its place in the flow. */
function withNamesOf(program: MapObject, live: MapObject): MapObject {
  const [steps, declared] = [own(live.args, "flow"), own(program.args, "flow")];
  if (!isRecord(steps) || !isRecord(declared)) return live;
  const byUuid = new Map(Object.entries(program.stepUuids ?? {}).map(([name, uuid]) => [uuid.toLowerCase(), name]));
  const known = (name: string): string | undefined => byUuid.get((live.stepUuids?.[name] ?? name).toLowerCase());
  const pairs = pairSteps(readGraph(steps), readGraph(declared), ({ name }) => known(name));
  const renames = new Map([...pairs].filter(([name, to]) => name !== to && (!Object.hasOwn(steps, to) || pairs.has(to))));
  return { ...live, args: { ...live.args, flow: renameSteps(steps, renames) } };
}
