import { runsAll } from "../support/all";
import { type Kind, registry } from "../../provider/kinds/registry";
import { type Lifecycle, lifecycleOf, remains, type Scenario } from "../support/scenario";

/** The scenario of every kind: `test/kinds/huntGroup.ts` exports `huntGroup`. A kind without one fails every suite by the name of that file. */
const all = Object.keys(registry).map((kind) => {
  const name = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a new kind needs no line here
  const scenario = (require(`./${name}`) as Record<string, Scenario | undefined>)[name];
  if (scenario === undefined) throw new Error(`test/kinds/${name}.ts exports no ${name}.`);
  return [kind as Kind, scenario] as const;
});

export const everyScenario = Object.fromEntries(all) as Readonly<Record<Kind, Scenario>>;

/** Those of kinds whose objects a deletion deletes, for the suites of a whole life. */
export const scenarios = Object.fromEntries(all.filter(([kind]) => !remains(kind))) as Readonly<Record<Kind, Scenario>>;

/** Those of kinds whose objects nothing deletes: `test/lifecycle/remaining.test.ts` has what holds for them. */
export const remaining: readonly Scenario[] = all.flatMap(([kind, scenario]) => (remains(kind) ? [scenario] : []));

/** The kind that stands for each lifecycle in the suites of all kinds; every other kind runs through a sample of them. */
export const representatives: Readonly<Record<Lifecycle, Scenario>> = {
  fullObject: scenarios.CallFlow,
  part: scenarios.CallFlowContent,
  child: scenarios.TrunkAuthentication,
  found: scenarios.PhoneNumber,
  singleton: scenarios.CallRecordingRetention,
  purchase: scenarios.SipUser,
};

const kinds = Object.keys(registry);

export { runsAll };

/** Whether a kind stands for its lifecycle. */
export function stands({ kind }: Pick<Scenario, "kind">): boolean {
  return representatives[lifecycleOf(kind)].kind === kind;
}

/** Of how many cases a kind runs one: all, if it is a flow; a fifth, if it is a customer or stands for another lifecycle; else one in twenty. */
export function strideOf(scenario: Pick<Scenario, "kind">): number {
  if (runsAll || scenario.kind === representatives.fullObject.kind) return 1;
  return scenario.kind === "SubReseller" || stands(scenario) ? 5 : 20;
}

/** The cases of a suite that a kind runs, of which the next kind has the next. `npm run test:all` runs all for all. */
export function sampled<Case>(scenario: Pick<Scenario, "kind">, cases: readonly Case[]): readonly Case[] {
  return oneIn(strideOf(scenario), cases, scenario);
}

/** The faults that a property is tried with: all, if the kind stands for its lifecycle; else one in four, of which the next kind has the next. */
export function faultsFor<Fault>(scenario: Pick<Scenario, "kind">, faults: readonly Fault[]): readonly Fault[] {
  return oneIn(runsAll || stands(scenario) ? 1 : 4, faults, scenario);
}

/** How often a property is tried: as often as said, if the kind stands for its lifecycle; else a quarter of it. YAY_TEST_RUNS says another number. */
export function runsFor(scenario: Pick<Scenario, "kind">, most: number): { readonly numRuns: number; readonly seed: number } {
  const byDefault = runsAll || stands(scenario) ? most : Math.ceil(most / 4);
  return { numRuns: Number(process.env["YAY_TEST_RUNS"] ?? byDefault), seed: Number(process.env["YAY_TEST_SEED"] ?? 4711) };
}

/** At least one, if there are any. */
function oneIn<Case>(stride: number, cases: readonly Case[], { kind }: Pick<Scenario, "kind">): readonly Case[] {
  const step = Math.max(1, Math.min(stride, cases.length));
  return cases.filter((_, index) => (index + kinds.indexOf(kind)) % step === 0);
}
