import { type JsonObject, type Simulator, SWITCH_NAMES, type SwitchName, type Switches } from "../../provider/simulator/index";
import { isRecord, type Props } from "../../provider/common/values";
import { registry } from "../../provider/kinds/registry";
import { failure, plain, onStage, Stage } from "./lifecycle";
import { isOwn, type Scenario, without } from "./scenario";
import { listIn } from "./account";

/** Parts of a life that a server makes impossible by what it hides and refuses. The other parts follow the same rules. */
interface Limits {
  /** The server requires passwords of undeclared users, which cannot be sent back. */
  readonly noNeighbourUser: boolean;
  /** The server clears passwords of undeclared users, which cannot be sent back. */
  readonly losesPasswords: boolean;
  /** The server refuses fields that it shows itself. */
  readonly refusesUnknown: boolean;
  /** The server drops unknown fields. */
  readonly dropsUnknown: boolean;
}

function limitsOf({ passwordsShown, missingPassword, unknownFields, nestedIdentity }: Switches): Limits {
  const hidden = passwordsShown !== "clear";
  return {
    noNeighbourUser: hidden && missingPassword === "refused",
    losesPasswords: hidden && missingPassword === "cleared",
    refusesUnknown: unknownFields === "refused",
    dropsUnknown: unknownFields === "ignored" && nestedIdentity !== "uuid",
  };
}

/**
 * One life of an object under the given switches: created, refreshed, updated, drifted, repaired, deleted, and nothing is lost. `meet` is called
 * with the simulator before it begins.
 */
export async function live(given: Scenario, switches: Partial<Switches>, meet: (sim: Simulator) => void = () => undefined): Promise<void> {
  const scenario = withoutExcluded(wherePathsAre(given, switches), switches);
  if (isNowhere(scenario, switches)) return unreachable(scenario, switches);
  if (holds(scenario.unchangeableUnder, switches)) return unchangeable(scenario, switches);
  if (holds(scenario.unreadUnder, switches)) return unread(scenario, switches);
  if (holds(scenario.reorderedUnder, switches)) return reordered(scenario, switches);
  const known = await settingsToFill(scenario, switches);
  const stage = await Stage.open(scenario, { switches }, known);
  meet(stage.sim);
  try {
    await stage.up();
    await settled(stage);
    const limits = limitsOf(stage.sim.switches);
    stage.edit((record) => moveIn(scenario, record, limits));
    await settled(stage);
    const before = neighbours(stage, limits);
    const settings = known.omitFields === undefined ? await learntSettings(stage, firstChange(scenario)) : known;
    await updated(stage, settings);
    expect(neighbours(stage, limits)).toEqual(before);
    await repaired(stage, settings);
    expect(neighbours(stage, limits)).toEqual(before);
    await stage.engine.destroy();
    expect(stage.count()).toBe(0);
  } finally {
    await stage.close();
  }
}

/** The switches that the simulator asks for in a life with all of them in their default positions: no other one changes an answer in it. */
export async function askedFor(scenario: Scenario): Promise<ReadonlySet<SwitchName>> {
  const asked = new Set<SwitchName>();
  await live(scenario, {}, ({ switches }) => {
    for (const name of SWITCH_NAMES) {
      const position = switches[name];
      const get = () => {
        asked.add(name);
        return position;
      };
      Object.defineProperty(switches, name, { enumerable: true, get });
    }
  });
  return asked;
}

/** Whether one of the positions is that of its switch. */
function holds(positions: Partial<Switches> = {}, switches: Partial<Switches>): boolean {
  return Object.entries(positions).some(([name, position]) => switches[name as SwitchName] === position);
}

const guessOf = ({ kind }: Scenario) => registry[kind].guessedPath;

/** Whether the API has no path at all for something that a kind needs. */
function isNowhere(scenario: Scenario, { guessedPaths, guessedItems }: Partial<Switches>): boolean {
  const guess = guessOf(scenario);
  return (guess === "collection" && guessedPaths === "absent") || (guess !== undefined && guessedItems === "absent");
}

/** The scenario of somebody who knows where the API has what no source shows. */
function wherePathsAre(scenario: Scenario, { guessedPaths, guessedItems }: Partial<Switches>): Scenario {
  const guess = guessOf(scenario);
  const { collection } = registry[scenario.kind].paths;
  const list = guess === "collection" && guessedPaths === "moved" ? `${collection}s` : collection;
  const item = guessedItems === "moved" ? `${list}s/{uuid}` : `${list}/{uuid}`;
  if (guess === undefined) return scenario;
  return { ...scenario, settings: { paths: { [scenario.kind]: guess === "collection" ? { collection: list, item } : { item } } } };
}

/** The scenario of somebody who knows that two arguments exclude each other. */
function withoutExcluded(scenario: Scenario, { exclusions }: Partial<Switches>): Scenario {
  const { excluded, inputs, changes } = scenario;
  if (excluded === undefined || exclusions !== "refused") return scenario;
  return { ...scenario, inputs: without(inputs, [excluded]), changes: without(changes, [excluded]) };
}

/** An object that no command changes is made and read, a change says what to do instead, and it is deleted as it was. */
function unchangeable(scenario: Scenario, switches: Partial<Switches>): Promise<void> {
  const action = async (stage: Stage) => {
    await stage.up();
    await settled(stage);
    const before = structuredClone(stage.live());
    expect((await failure(stage.up(firstChange(scenario)))).message).toContain("pulumi up --replace <its URN> makes a new one");
    expect(stage.live()).toEqual(before);
    await stage.engine.destroy();
    expect(stage.count()).toBe(0);
  };
  return onStage(scenario, action, { switches });
}

/** An object whose own path answers with something else is never taken for gone or changed by that: a change stops, and a deletion is sent. */
function unread(scenario: Scenario, switches: Partial<Switches>): Promise<void> {
  const action = async (stage: Stage) => {
    const made = await stage.up().catch((error: unknown) => error);
    // An answer that does not name what it made cannot be completed by what is not the object.
    if (made instanceof Error) return expect([made.message, stage.engine.state.size]).toEqual([expect.stringContaining("GET "), 0]);
    const before = structuredClone(stage.live());
    expect(await stage.engine.refresh().catch(() => "stopped")).not.toEqual({ it: "changed" });
    expect(stage.engine.state.size).toBe(1);
    expect((await failure(stage.up(firstChange(scenario)))).message).toContain("in an answer without the object");
    expect(stage.live()).toEqual(before);
    await stage.engine.destroy();
    expect(stage.count()).toBe(0);
  };
  return onStage(scenario, action, { switches });
}

/** An API that shows a list in another order than it was sent: each refresh shows that, every up sends it again, and nothing is lost. */
function reordered(scenario: Scenario, switches: Partial<Switches>): Promise<void> {
  const action = async (stage: Stage) => {
    await stage.up();
    const before = withoutUnsent(stage);
    const settings = await learntSettings(stage, {});
    // An answer that shows nothing, and an object that looks as before: that the PUT was done is not known.
    const isSeen = (switches.putResult ?? "complete") === "complete";
    const again = () => stage.engine.with(settings).up(stage.program());
    if (!isSeen) expect((await failure(again())).message).toContain("in an answer that shows nothing, and the object is as it was before");
    for (let round = 0; isSeen && round < 2; round++) {
      const engine = stage.engine.with(settings);
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      const writes = await stage.traffic(async () => expect((await engine.up(stage.program()))["it"]).toBe("update"));
      expect(writes.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
      stage.engine.state.set("it", engine.recorded("it"));
      expect(withoutUnsent(stage)).toEqual(before);
    }
    await stage.engine.destroy();
    expect(stage.count()).toBe(0);
  };
  return onStage(scenario, action, { switches });
}

/** Nothing is made where there is no list; without a path of its own an object is made and read, and no deletion believes that it is gone. */
async function unreachable(scenario: Scenario, switches: Partial<Switches>): Promise<void> {
  const stage = await Stage.open(scenario, { switches });
  try {
    const isMade = switches.guessedPaths !== "absent" || guessOf(scenario) === "item";
    if (isMade) await stage.up().catch(() => undefined);
    // An answer that does not name what it made cannot be completed without a path of one.
    if (isMade && stage.engine.state.size === 0) return;
    const action = () => (isMade ? stage.engine.destroy() : stage.up());
    expect(await failure(action())).toMatchObject({ code: "YAY_GUESSED_PATH" });
    expect([stage.count(), stage.engine.state.size]).toEqual(isMade ? [1, 1] : [0, 0]);
  } finally {
    await stage.close();
  }
}

function moveIn(scenario: Scenario, record: JsonObject, { noNeighbourUser, refusesUnknown }: Limits): void {
  const trial = structuredClone(record);
  scenario.neighbour(trial);
  if (noNeighbourUser) scenario.neighbourSecret?.takeAway(trial);
  Object.assign(record, refusesUnknown ? onlyKnown(trial, record, scenario) : trial);
}

/** Only keys that the record had before, and those of new items that every item has. */
function onlyKnown(trial: JsonObject, record: JsonObject, { itemExtras = [] }: Scenario): JsonObject {
  const known = Object.entries(trial).filter(([key]) => Object.hasOwn(record, key));
  const cleaned = known.map(([key, value]) => {
    if (!Array.isArray(value)) return [key, value] as const;
    const items = listIn(trial, key).map((item) => (isRecord(item) ? without(item, itemExtras) : item));
    return [key, items] as const;
  });
  return Object.fromEntries(cleaned);
}

/** What others have put on the object; a server that shows numbers as texts gets them back as texts. */
function neighbours(stage: Stage, { losesPasswords, refusesUnknown, dropsUnknown }: Limits): unknown {
  const lost = [
    ...(losesPasswords ? ["password"] : []),
    ...(refusesUnknown || dropsUnknown ? [...(stage.scenario.itemExtras ?? []), "is_default"] : []),
  ];
  return JSON.parse(JSON.stringify(plain(stage.scenario.neighbours(stage.live()))), (key, value: unknown) =>
    lost.includes(key) ? undefined : typeof value === "number" ? String(value) : value,
  ) as unknown;
}

/** If the server refuses what it shows, the error names the setting that helps; a user would copy it. */
async function learntSettings(stage: Stage, change: Props): Promise<{ omitFields?: Record<string, string[]> }> {
  const { sim, scenario } = stage;
  const isUnknown = sim.switches.unknownFields === "refused" && sim.switches.serverFields === "added";
  const isDoubtful = holds(scenario.refusedUnder, sim.switches);
  if (!isUnknown && !isDoubtful) return {};
  const error = await failure(stage.up(change));
  const setting = /by yay:omitFields = (\{.*\})\./.exec(error.message)?.[1];
  if (isUnknown) expect(error.message).toContain("fields that the documents do not name");
  if (isDoubtful) expect(error.message).toContain("what perhaps the API alone sets");
  return { omitFields: JSON.parse(setting ?? "null") as Record<string, string[]> };
}

/** Filling a part PUTs the whole object, so the settings are needed from the beginning. */
async function settingsToFill(scenario: Scenario, switches: Partial<Switches>): Promise<Settings> {
  if (isOwn(scenario.kind)) return {};
  const stage = await Stage.open(scenario, { switches });
  try {
    return await learntSettings(stage, {});
  } finally {
    await stage.close();
  }
}

function firstChange({ changes }: Scenario): Props {
  const [argument = ""] = Object.keys(changes);
  return { [argument]: changes[argument] };
}

async function settled(stage: Stage): Promise<void> {
  const before = structuredClone(stage.it);
  expect(await stage.engine.refresh()).toEqual({ it: "same" });
  expect(stage.it).toEqual(before);
  expect(await stage.traffic(async () => expect(await stage.up()).toBe("same"))).toEqual([]);
}

type Settings = Awaited<ReturnType<typeof learntSettings>>;

async function updated(stage: Stage, settings: Settings): Promise<void> {
  const { scenario } = stage;
  const several = Object.keys(scenario.changes).length > 1;
  for (const change of [firstChange(scenario), ...(several ? [scenario.changes as Props] : []), {}]) {
    const engine = stage.engine.with(settings);
    const writes = await stage.traffic(async () => expect((await engine.up(stage.program(change)))["it"]).toBe("update"));
    expect(writes.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
    stage.engine.state.set("it", engine.recorded("it"));
    expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
    expect(await stage.engine.refresh()).toEqual({ it: "same" });
    expect((await stage.engine.preview(stage.program(change)))["it"]).toBe("same");
  }
}

async function repaired(stage: Stage, settings: Settings): Promise<void> {
  const { scenario } = stage;
  const wanted = withoutUnsent(stage);
  for (const [path, { argument, edit }] of chosenDrifts(scenario)) {
    stage.edit(edit);
    expect({ path, found: await stage.engine.refresh() }).toEqual({ path, found: { it: "changed" } });
    expect(stage.it.outputs[argument]).not.toEqual(scenario.inputs[argument]);
    const engine = stage.engine.with(settings);
    expect((await engine.up(stage.program()))["it"]).toBe("update");
    stage.engine.state.set("it", engine.recorded("it"));
    expect({ path, live: withoutUnsent(stage) }).toEqual({ path, live: wanted });
    expect(await stage.engine.refresh()).toEqual({ it: "same" });
  }
}

/** The live object without passwords of others and without what a server adds to new items. */
function withoutUnsent(stage: Stage): unknown {
  const { neighbourSecret, itemExtras = [] } = stage.scenario;
  const live = structuredClone(stage.live());
  neighbourSecret?.takeAway(live);
  const unsent = ["is_default", ...itemExtras];
  return JSON.parse(JSON.stringify(plain(live)), (key, value: unknown) => (unsent.includes(key) ? undefined : value)) as unknown;
}

/** A few drifts that run different code: a plain value, and parts of nested ones that change or disappear. */
function chosenDrifts({ drifts }: Scenario): [string, Scenario["drifts"][string]][] {
  const all = Object.entries(drifts);
  const changed = all.find(([path]) => path.includes("."));
  return [...all.slice(0, 1), ...(changed === undefined ? [] : [changed]), ...all.filter(([path]) => path.includes("removed")).slice(-2)];
}
