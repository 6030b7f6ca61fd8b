import { followingStepUuids, isUuid, modules, UNKNOWN } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";
import type { RawFlow } from "./rawFlow.js";

type Entries = Readonly<Record<string, unknown>>;

const PROPERTIES: readonly (readonly [wire: string, program: string])[] = [
  ["name", "name"],
  ["customer", "customer"],
  ["extension", "extension"],
  ["show_call_route_name", "showCallRouteName"],
  ["show_original_caller_id", "showOriginalCallerId"],
];

const keyFacts = Object.values(modules).flatMap(({ keys }) => Object.entries(keys));

/** Keys that only one of the two spellings has. */
const ONLY_WIRE = new Set(keyFacts.flatMap(([key, { wire }]) => (key === wire ? [] : [wire])));
const ONLY_PROGRAM = new Set(["extra", ...keyFacts.flatMap(([key, { wire }]) => (key === wire ? [] : [key]))]);

/** The flows in a JSON value: a flow object, a bare map of steps, a list of flows, or the API's envelope around any of them. */
export function flowsIn(value: unknown, label: string): RawFlow[] {
  const inner = isEnvelope(value) ? value["result"] : value;
  if (Array.isArray(inner)) return inner.flatMap((item: unknown, index) => flowsIn(item, labelOf(item) ?? `${label}[${index}]`));
  if (!isRecord(inner) || isStepMap(inner) || !isRecord(inner["flow"])) return [rawFlow(inner, {}, label)];
  return [rawFlow(inner["flow"], inner, label)];
}

function rawFlow(steps: unknown, around: Entries, label: string): RawFlow {
  const form = formOf(steps, around);
  const properties = PROPERTIES.map(([wire, program]) => [program, around[form === "wire" ? wire : program]] as const);
  return {
    label,
    form,
    steps,
    stepUuids: stepUuidsOf(form, around),
    properties: Object.fromEntries(properties.filter(([, value]) => value !== undefined)),
  };
}

/** The recorded step uuids and those derived from the rest of a state. None can be derived if the customer is unknown. */
function stepUuidsOf(form: RawFlow["form"], around: Entries): Record<string, string> {
  const recorded = isRecord(around["stepUuids"]) ? around["stepUuids"] : {};
  const following = form === "wire" || around["customer"] === UNKNOWN ? {} : followingStepUuids(around);
  return { ...following, ...Object.fromEntries(Object.entries(recorded).map(([name, uuid]) => [name, String(uuid)])) };
}

/** Whether a flow is the API's or a program's. Both may have uuids as keys, so the spelling of other keys decides first. */
function formOf(steps: unknown, around: Entries): RawFlow["form"] {
  if (!isRecord(steps)) return "program";
  const keys = new Set([...Object.keys(around), ...Object.values(steps).flatMap((step) => (isRecord(step) ? Object.keys(step) : []))]);
  const has = (spelling: ReadonlySet<string>): boolean => [...keys].some((key) => spelling.has(key));
  if (PROPERTIES.some(([wire, program]) => wire !== program && keys.has(wire)) || has(ONLY_WIRE)) return "wire";
  if (PROPERTIES.some(([wire, program]) => wire !== program && keys.has(program)) || has(ONLY_PROGRAM)) return "program";
  const names = Object.keys(steps);
  return names.length > 0 && names.every(isUuid) ? "wire" : "program";
}

function isEnvelope(value: unknown): value is Entries {
  return (
    isRecord(value) &&
    "result" in value &&
    ("status_code" in value || "status_message" in value || Object.keys(value).length === 1) &&
    !isStepMap(value)
  );
}

function isStepMap(value: Entries): boolean {
  const steps = Object.values(value);
  return steps.length > 0 && steps.every((step) => isRecord(step) && typeof step["module"] === "string");
}

function labelOf(item: unknown): string | undefined {
  return isRecord(item) && typeof item["name"] === "string" && !isStepMap(item) ? item["name"] : undefined;
}
