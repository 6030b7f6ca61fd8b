import { kindOf, objectsOfStates } from "pulumi-yay/objects";
import { UsageError } from "../shared/failure.js";
import { isRecord } from "../shared/json.js";
import { nameOf, type State } from "../shared/states.js";
import { judgeLooked } from "./judged.js";
import type { Found, Looked, Props } from "./looked.js";

/** The steps of one resource: of the refresh, and of the program after it. */
interface Steps {
  readonly refreshed: State;
  readonly planned: readonly State[];
}

/**
 * Reads the output of `pulumi preview --refresh --json`. A step of the refresh has the state as it was stored; the steps of the program after
 * it have the refreshed one as their old state. So what lives is what the program's step calls old, and a resource whose step has no old state
 * is gone.
 * @throws UsageError if it is anything else, or a preview without a refresh.
 */
export function foundInPreview(value: unknown, what: string): Found {
  const all = isRecord(value) && Array.isArray(value["steps"]) && "changeSummary" in value ? value["steps"].filter(isRecord) : undefined;
  if (all === undefined) throw new UsageError(`${what} is not the output of \`pulumi preview --refresh --json --show-sames\`.`);
  const refreshes = all.filter(({ op }) => op === "refresh");
  const planned = all.filter(({ op }) => op !== "refresh");
  const known = planned.filter(({ op }) => op !== "create");
  if (refreshes.length === 0 && known.length > 0)
    throw new UsageError(`${what} was made without --refresh, so it says nothing of what lives. Add --refresh --show-sames.`);
  const steps = refreshes.map((refreshed) => ({ refreshed, planned: stepsOf(urnOf(refreshed), planned) }));
  const showsSames = known.some(({ op, urn }) => op === "same" && !String(urn).includes("::pulumi:pulumi:Stack::"));
  const resources = steps.flatMap((each) => lookedAt(each, showsSames));
  return {
    stack: stackOfUrn(all[0]?.["urn"]),
    looked: resources.length,
    sides: resources,
    states: all.flatMap((step) => [step["oldState"], step["newState"]]).filter(isRecord),
    unread: [],
    judge: (nameOf) => judgeLooked(resources, nameOf),
  };
}

function urnOf(step: State): unknown {
  const state = step["oldState"];
  return (isRecord(state) ? state["urn"] : undefined) ?? step["urn"];
}

/** The steps of the program for a resource, also if it has another name now. */
function stepsOf(urn: unknown, planned: readonly State[]): State[] {
  return planned.filter((step) => urnOf(step) === urn || step["urn"] === urn);
}

function lookedAt({ refreshed, planned }: Steps, showsSames: boolean): Looked[] {
  const stored = isRecord(refreshed["oldState"]) ? refreshed["oldState"] : undefined;
  const kind = kindOf(stored?.["type"]);
  if (stored === undefined || kind === undefined || stored["delete"] === true || stored["external"] === true) return [];
  // Without --show-sames a resource that stays as it is has no step, and nothing was found of it.
  if (planned.length === 0 && !showsSames) return [];
  const living = planned.map((step) => step["oldState"]).find(isRecord);
  const next = planned.map((step) => step["newState"]).find(isRecord);
  return [
    {
      stack: stackOfUrn(stored["urn"]),
      kind,
      resource: nameOf(planned[0] ?? refreshed),
      uuid: String(stored["id"]),
      held: propsOf(stored),
      live: living === undefined ? undefined : propsOf(living),
      program: next === undefined ? undefined : inputsOf(next),
      stepUuids: { held: stepUuidsIn(stored), live: stepUuidsIn(living) },
      // The engine sets the time of the last change if a refresh finds other values, which may be secrets that both states only mark.
      isTouched: living !== undefined && living["modified"] !== stored["modified"],
      changes: planned.some(({ op }) => op !== "same"),
    },
  ];
}

function stepUuidsIn(state: State | undefined): Readonly<Record<string, string>> {
  return (state === undefined ? [] : objectsOfStates([state])).at(0)?.stepUuids ?? {};
}

/** The new state of a step has outputs only if nothing changes; what the program says are its inputs. */
function inputsOf(state: State): Readonly<Record<string, unknown>> {
  return isRecord(state["inputs"]) ? state["inputs"] : {};
}

/** The name of the stack in a URN. */
function stackOfUrn(urn: unknown): string {
  return String(urn).split("::")[0]?.split(":").at(-1) ?? "";
}

/** What a state has: outputs, which are the managed live values, over inputs. */
function propsOf(state: State | undefined): Props {
  const part = (name: "inputs" | "outputs"): Props => {
    const value = state?.[name];
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Props) : {};
  };
  return { ...part("inputs"), ...part("outputs") };
}
