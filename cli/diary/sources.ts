import { type Diary, diaryOf } from "pulumi-yay/diary";
import type { SourceOptions } from "../flow/options.js";
import { UsageError } from "../shared/failure.js";
import { isRecord, parseJson, readJsonFile } from "../shared/json.js";
import { preview, pulumi } from "../shared/pulumi.js";
import { refuseOthersThanUuids } from "../shared/options.js";
import { accountReader } from "../shared/settings.js";
import { nameOf, namesOf, readNames, type State, statesOfExport, stepsOfPreview, withUnknownSecrets } from "../shared/states.js";

/** The options that say where a diary comes from. */
export interface DiaryOptions extends Omit<SourceOptions, "flow"> {
  readonly diary?: string;
}

/** A diary with its names: its own, and that of its resource. */
export interface NamedDiary {
  readonly label: string;
  readonly name: string | undefined;
  readonly diary: Diary;
}

interface Found {
  readonly diaries: readonly NamedDiary[];
  readonly names: ReadonlyMap<string, string>;
}

/** The diary that a file and options name, with the names of the objects that it refers to. @throws UsageError unless it is exactly one. */
export async function readOneDiary(
  file: string | undefined,
  options: DiaryOptions,
): Promise<{ diary: NamedDiary; names: ReadonlyMap<string, string> }> {
  const { diaries, names } = await find(file, options);
  const chosen =
    options.diary === undefined ? diaries : diaries.filter(({ label, name }) => label === options.diary || name === options.diary);
  const [diary] = chosen;
  if (diary !== undefined && chosen.length === 1) return { diary, names: new Map([...names, ...(await readNames(options.names))]) };
  const all = diaries.map(({ label }) => label).join(", ") || "none";
  if (options.diary !== undefined && chosen.length === 0)
    throw new UsageError(`There is no time diary ${JSON.stringify(options.diary)}. There are: ${all}.`);
  throw new UsageError(`This is about one time diary, and there are ${chosen.length}: ${all}. Choose one by --diary <name>.`);
}

async function find(file: string | undefined, options: DiaryOptions): Promise<Found> {
  const { stack, live, customer } = options;
  if (live === undefined && customer !== undefined) throw new UsageError("--customer goes with --live.");
  if (stack === undefined && options.preview === true) throw new UsageError("--preview goes with --stack.");
  if (file !== undefined && (stack !== undefined || live !== undefined))
    throw new UsageError("Name a file, or --stack, or --live, not two of them.");
  if (file !== undefined) return inValue(await readJsonFile(file), file === "-" ? "standard input" : file);
  if (live !== undefined) return { diaries: [await readLive(live, options)], names: new Map() };
  if (stack === undefined) throw new UsageError("Name a file with a time diary, or --stack, or --live <uuid>.");
  const choice = { stack, cwd: options.cwd };
  if (options.preview === true) return inValue(await preview(choice), "the preview");
  return inValue(parseJson(await pulumi(["stack", "export"], choice), "The output of `pulumi stack export`"), "the stack");
}

/** The diaries in a value: a state, a preview, a list of diaries, one diary, or the API's envelope around either. */
function inValue(value: unknown, label: string): Found {
  const states = statesOfExport(value)?.filter((state) => state["delete"] !== true) ?? plannedStates(value);
  if (states !== undefined) return { diaries: states.filter(isDiary).map(diaryOfState), names: namesOf(states) };
  const inner = isRecord(value) && "result" in value ? value["result"] : value;
  const all = Array.isArray(inner) ? inner : [inner];
  return {
    diaries: all.filter(looksLikeDiary).map((one, index) => namedDiary(one, all.length > 1 ? `${label}[${index}]` : label)),
    names: new Map(),
  };
}

function plannedStates(value: unknown): State[] | undefined {
  return stepsOfPreview(value)?.flatMap((step) => (isRecord(step["newState"]) ? [step["newState"]] : []));
}

function isDiary({ type }: State): boolean {
  return typeof type === "string" && /[:/]yay:TimeDiary$/.test(type);
}

function diaryOfState(state: State): NamedDiary {
  const outputs = isRecord(state["outputs"]) ? state["outputs"] : {};
  const shown = withUnknownSecrets("name" in outputs ? outputs : (state["inputs"] ?? {}));
  return namedDiary(isRecord(shown) ? shown : {}, nameOf(state));
}

function looksLikeDiary(value: unknown): value is State {
  return isRecord(value) && (Array.isArray(value["elements"]) || Array.isArray(value["exceptions"]));
}

function namedDiary(value: State, label: string): NamedDiary {
  return { label, name: typeof value["name"] === "string" ? value["name"] : undefined, diary: diaryOf(value) };
}

async function readLive(uuid: string, options: DiaryOptions): Promise<NamedDiary> {
  const { customer, stack, cwd } = options;
  refuseOthersThanUuids({ "--live": uuid, "--customer": customer });
  const reader = await accountReader(options, stack === undefined ? undefined : { stack, cwd });
  return namedDiary(await reader.timeDiary({ uuid, ...(customer === undefined ? {} : { customer }) }), uuid);
}
