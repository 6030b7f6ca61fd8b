import { standsForSecret, UNKNOWN, withoutSecrets } from "pulumi-yay/callflow";
import { UsageError } from "./failure.js";
import { isRecord, parseJson, readJsonFile } from "./json.js";
import { pulumi, type StackChoice } from "./pulumi.js";

/** The state of a resource, as `pulumi stack export` and `pulumi preview --json` have it. */
export type State = Readonly<Record<string, unknown>>;

/** The states in the output of `pulumi stack export`; undefined if it is anything else. */
export function statesOfExport(value: unknown): State[] | undefined {
  const deployment = isRecord(value) ? value["deployment"] : undefined;
  const resources = isRecord(deployment) ? deployment["resources"] : undefined;
  if (!isRecord(deployment) || (resources !== undefined && !Array.isArray(resources))) return undefined;
  return (resources ?? []).filter(isRecord);
}

/** The states of a stack, its secrets encrypted. @throws UsageError if `pulumi stack export` prints anything else. */
export async function statesOfStack(choice: StackChoice): Promise<State[]> {
  const what = "The output of `pulumi stack export`";
  const states = statesOfExport(parseJson(await pulumi(["stack", "export"], choice), what));
  if (states === undefined) throw new UsageError(`${what} is not a stack's state.`);
  return states;
}

/** The steps in the output of `pulumi preview --json`, without those of a refresh; undefined if it is anything else. */
export function stepsOfPreview(value: unknown): State[] | undefined {
  const steps = isRecord(value) ? value["steps"] : undefined;
  if (!isRecord(value) || !Array.isArray(steps) || !("changeSummary" in value)) return undefined;
  return steps.filter(isRecord).filter((step) => step["op"] !== "refresh");
}

/** The name of a resource in its program. */
export function nameOf({ urn }: State): string {
  return String(urn).split("::").slice(3).join("::");
}

/** The names of resources by their ids. */
export function namesOf(states: readonly State[]): ReadonlyMap<string, string> {
  return new Map(
    states.flatMap((state) => (typeof state["id"] === "string" && state["id"] !== "" ? [[state["id"], nameOf(state)] as const] : [])),
  );
}

/** Replaces secrets by unknown values, which cause no findings. */
export function withUnknownSecrets(value: unknown): unknown {
  return withoutSecrets(value, { isSecret: standsForSecret, mark: UNKNOWN });
}

/** The names by uuid in a file that the user names. */
export async function readNames(file: string | undefined): Promise<Map<string, string>> {
  const value = file === undefined ? {} : await readJsonFile(file);
  if (!isRecord(value)) throw new UsageError(`${file ?? ""} must be an object with names by uuid.`);
  return new Map(Object.entries(value).map(([uuid, name]) => [uuid, String(name)]));
}
