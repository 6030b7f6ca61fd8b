import { overlay, parse, projectFlow, render, sameFlow, stepUuid, uuidsOf } from "../callflow/index";
import type { Json, JsonObject } from "../client/index";
import type { Difference, Field } from "../lifecycle/definition";
import { asText, define, isBlank, isJsonObject, isRecord, own, type Props, sameValue } from "../lifecycle/values";

/** The map of modules of a live flow, or undefined where an answer does not show it. */
export function liveFlow(live: JsonObject): JsonObject | undefined {
  const flow = own(live, "flow") as Json | undefined;
  return isJsonObject(flow) ? flow : undefined;
}

/** The uuid of each declared step: as recorded, else made from the seed, the customer and the step's name. */
export function stepUuidsOf(inputs: Props, state: Props): Record<string, string> {
  const recorded = own(state, "stepUuids");
  const known = isRecord(recorded) ? (recorded as Record<string, string>) : {};
  const flow = own(inputs, "flow");
  const names = isRecord(flow) ? Object.keys(flow) : [];
  const seed = String(own(inputs, "seed"));
  const customer = asText(own(inputs, "customer"));
  const made = names.map((name) => [name, (own(known, name) as string | undefined) ?? stepUuid(seed, customer, name)] as const);
  return { ...known, ...Object.fromEntries(made) };
}

function namesOf(state: Props): Record<string, string> {
  const recorded = own(state, "stepUuids");
  return isRecord(recorded) ? Object.fromEntries(Object.entries(recorded).map(([name, uuid]) => [String(uuid), name])) : {};
}

/** The uuid of each live step by its name. */
export function liveStepUuids(live: JsonObject, state: Props): Record<string, string> {
  const flow = liveFlow(live);
  return flow === undefined
    ? ((own(state, "stepUuids") ?? {}) as Record<string, string>)
    : uuidsOf(parse(flow, { names: namesOf(state) }).names);
}

function rendered(flow: unknown, state: Props): JsonObject {
  const uuids = own(state, "stepUuids");
  const known = isRecord(uuids) ? uuids : {};
  return render(isRecord(flow) ? flow : {}, { uuidOf: (step) => asText(own(known, step) ?? step) }) as JsonObject;
}

/** The steps of a flow: by name in the program, by uuid on the wire. */
export const flowField: Field = {
  facts: { wire: "flow", nested: { "*.pin": { secret: true } } },
  decode: (live, state) => {
    const flow = liveFlow(live);
    return flow === undefined ? undefined : parse(flow, { names: namesOf(state) }).flow;
  },
  encode: (body, value, { state }) => {
    const living = liveFlow(body) ?? {};
    define(body, "flow", overlay(living, rendered(value, state), rendered(own(state, "flow"), state)));
  },
  same: (a, b) => (isRecord(a) && isRecord(b) ? sameFlow(a, b) : isBlank(a) && isBlank(b)),
  project: (live, declared, keep, path) => {
    if (!isRecord(declared)) return declared;
    if (!isRecord(live)) return keep(path) ? declared : {};
    return projectFlow(live, declared);
  },
  differences: (a, b) => leaves(a, b, "flow"),
};

/** Differences of two flows at the deepest path that both have. */
function leaves(a: unknown, b: unknown, path: string): Difference[] {
  if (sameValue(a, b)) return [];
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => leaves(own(a, key), own(b, key), `${path}.${key}`));
  }
  const secret = path.endsWith(".pin");
  return [{ path, from: secret ? "[secret]" : summary(a), to: secret ? "[secret]" : summary(b) }];
}

/** A whole step is named by its module: it may hold a PIN. */
function summary(value: unknown): unknown {
  return isRecord(value) && typeof value["module"] === "string" ? `a step ${value["module"]}` : value;
}
