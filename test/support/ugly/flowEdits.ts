import { soundsSecret } from "../../../provider/common/secretNames";
import type { JsonObject } from "../../../provider/simulator/index";
import type { Dice } from "../random";

const DEFAULT_DURATIONS: Readonly<Record<string, number>> = { extension: 30, pressextension: 10, busy: 3 };

/** Whether a step has the duration that it has by the documents if none is written. */
export function lastsAsByDefault({ module, duration }: JsonObject): boolean {
  return Number(duration ?? NaN) === DEFAULT_DURATIONS[String(module)];
}

const UNDOCUMENTED = ["callflow", "outofhours", "ai-receptionist"];

/** A flow with one change as people make them in the portal: another way, another value, a step more or fewer. */
export function editedFlow(before: JsonObject, dice: Dice, uuid: () => string): JsonObject {
  const flow = structuredClone(before);
  const steps = Object.entries(flow) as [string, JsonObject][];
  const [startKey, start] = steps.find(([, step]) => step["module"] === "start") ?? ["", {}];
  const others = steps.filter(([key]) => key !== startKey);
  // Ways out of steps of undocumented modules are uuids in the program, too: a step that comes back under another one is no longer their target.
  const loose = JSON.stringify(steps.flatMap(([, step]) => (UNDOCUMENTED.includes(String(step["module"])) ? [step] : [])));
  // A PIN or a token is in no program without --with-secrets, so it does not come back with its step.
  const deletable = others.filter(([key, step]) => !loose.includes(key) && !Object.keys(step).some(soundsSecret));
  // An export leaves a documented default out, and what a program leaves out nobody watches.
  const rung = others.filter(([, step]) => typeof step["duration"] === "number" && !lastsAsByDefault(step));
  const add = (): string => {
    const added = uuid();
    flow[added] = { module: "busy", duration: 8 };
    return added;
  };
  const beginnings = [
    () => {
      start["next"] = add();
    },
    () => {
      const targets = others.map(([key]) => key).filter((key) => key !== start["next"]);
      start["next"] = targets.length === 0 ? uuid() : dice.pick(targets);
    },
  ];
  // A flow that begins nowhere can stay so, and nobody may put it back to that once somebody has mended it.
  const begins = Object.hasOwn(flow, String(start["next"]));
  const ways: (() => void)[] = [
    ...(begins ? beginnings : [add]),
    ...(rung.length === 0 ? [] : [() => void (dice.pick(rung)[1]["duration"] = 77)]),
    ...(others.length < 2 || deletable.length === 0 ? [] : [() => void Reflect.deleteProperty(flow, dice.pick(deletable)[0])]),
  ];
  dice.pick(ways)();
  return flow;
}
