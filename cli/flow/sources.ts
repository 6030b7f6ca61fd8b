import { UsageError } from "../shared/failure.js";
import { isRecord, parseJson, readJsonFile } from "../shared/json.js";
import { preview, pulumi } from "../shared/pulumi.js";
import { refuseOthersThanUuids } from "../shared/options.js";
import { accountReader } from "../shared/settings.js";
import { readNames } from "../shared/states.js";
import type { SourceOptions } from "./options.js";
import type { RawFlow } from "./rawFlow.js";
import { flowsIn } from "./recognise.js";
import { flowsOfPreview, flowsOfState, type StackChange, type StackFlows } from "./stackFlows.js";

/** Flows, with the names of the objects that they refer to. */
export interface Sources {
  readonly flows: readonly RawFlow[];
  readonly names: ReadonlyMap<string, string>;
}

/** All flows that files and options name. @throws UsageError if they name none. */
export async function readSources(files: readonly string[], options: SourceOptions): Promise<Sources> {
  const parts = [...(await Promise.all(files.map((file) => readFlowFile(file, options)))), ...(await readElsewhere(options))];
  if (parts.length === 0) throw new UsageError("Name a file with a flow, or --stack, or --live <uuid>.");
  return {
    flows: parts.flatMap(({ flows }) => flows),
    names: new Map([...parts.flatMap(({ names }) => [...names]), ...(await readNames(options.names))]),
  };
}

/** The flow that files and options name. @throws UsageError unless it is exactly one. */
export async function readOneSource(
  files: readonly string[],
  options: SourceOptions,
): Promise<{ flow: RawFlow; names: ReadonlyMap<string, string> }> {
  const { flows, names } = await readSources(files, options);
  const [flow] = flows;
  if (flow === undefined || flows.length > 1)
    throw new UsageError(`This is about one flow, and there are ${flows.length}: ${listed(flows)}. Choose one by --flow <name>.`);
  return { flow, names };
}

/** Runs a preview of the stack and returns the changes of flows. */
export async function readStackChanges(options: SourceOptions): Promise<StackFlows> {
  const shown = await readPreview(options);
  return { flows: chosen(shown.flows, options.flow), names: new Map([...shown.names, ...(await readNames(options.names))]) };
}

/** The changes in a file with the output of `pulumi preview --json`; undefined if it is anything else. */
export async function readPreviewFile(file: string, options: SourceOptions): Promise<StackFlows | undefined> {
  const shown = flowsOfPreview(await readJsonFile(file));
  return shown && { flows: chosen(shown.flows, options.flow), names: new Map([...shown.names, ...(await readNames(options.names))]) };
}

async function readElsewhere(options: SourceOptions): Promise<Sources[]> {
  if (options.live !== undefined) return [{ flows: [await readLive(options.live, options)], names: new Map() }];
  if (options.customer !== undefined) throw new UsageError("--customer goes with --live.");
  if (options.stack === undefined) {
    if (options.preview === true) throw new UsageError("--preview goes with --stack.");
    return [];
  }
  const shown = options.preview === true ? await readPreview(options) : await readState(options);
  return [{ flows: chosen(afterOf(shown.flows), options.flow), names: shown.names }];
}

async function readState({ stack = true, cwd }: SourceOptions): Promise<StackFlows> {
  const what = "The output of `pulumi stack export`";
  const shown = flowsOfState(parseJson(await pulumi(["stack", "export"], { stack, cwd }), what));
  if (shown === undefined) throw new UsageError(`${what} is not a stack's state.`);
  return shown;
}

async function readPreview({ stack = true, cwd }: SourceOptions): Promise<StackFlows> {
  const shown = flowsOfPreview(await preview({ stack, cwd }));
  if (shown === undefined) throw new UsageError("The output of `pulumi preview --json` is not a preview.");
  return shown;
}

async function readLive(uuid: string, options: SourceOptions): Promise<RawFlow> {
  const { customer, stack, cwd } = options;
  refuseOthersThanUuids({ "--live": uuid, "--customer": customer });
  const reader = await accountReader(options, stack === undefined ? undefined : { stack, cwd });
  const live = await reader.callFlow({ uuid, ...(customer === undefined ? {} : { customer }) });
  const label = typeof live["name"] === "string" ? live["name"] : uuid;
  const [flow] = isRecord(live["flow"]) ? flowsIn(live, label) : [];
  return flow === undefined ? { label, form: "wire", steps: live["flow"], stepUuids: {}, properties: {} } : { ...flow, form: "wire" };
}

/** Reads a file. `--flow` chooses among several flows; the only flow of a file is always taken. */
async function readFlowFile(file: string, { flow }: SourceOptions): Promise<Sources> {
  const value = await readJsonFile(file);
  const shown = flowsOfState(value) ?? flowsOfPreview(value);
  if (shown !== undefined) return { flows: chosen(afterOf(shown.flows), flow), names: shown.names };
  const flows = flowsIn(value, file === "-" ? "standard input" : file);
  return { flows: flows.length === 1 ? flows : chosen(flows, flow), names: new Map() };
}

function afterOf(changes: readonly StackChange[]): RawFlow[] {
  return changes.flatMap(({ after }) => after ?? []);
}

function chosen<F extends { readonly label: string; readonly properties?: Readonly<Record<string, unknown>> }>(
  flows: readonly F[],
  name: string | undefined,
): readonly F[] {
  if (name === undefined) return flows;
  const found = flows.filter(({ label, properties }) => label === name || properties?.["name"] === name);
  if (found.length === 0) throw new UsageError(`There is no flow ${JSON.stringify(name)}. There are: ${listed(flows) || "none"}.`);
  return found;
}

function listed(flows: readonly { readonly label: string }[]): string {
  return flows.map(({ label }) => label).join(", ");
}
