import { providerText } from "../../../provider/hosts/dynamic/providerText";
import { registry } from "../../../provider/kinds/registry";
import { fieldOf } from "../../../provider/lifecycle/kindFields";
import { hasUnknown, type Props, UNKNOWN } from "../../../provider/common/values";
import { failure } from "../lifecycle";
import { canAdopt, type Scenario } from "../scenario";
import { handlerFor, overGrpc, Refused, urnOf } from "../lifecycleEngine";
import { never, type On } from "./shared";

export function arguments_(scenario: Scenario, on: On): void {
  const failures = async (change: Props): Promise<string[]> => {
    const handler = handlerFor(scenario.kind, never);
    const news = Object.fromEntries(Object.entries({ ...scenario.inputs, ...change }).filter(([, value]) => value !== undefined));
    const { failures: found } = await handler.check(
      {},
      { ...news, seed: urnOf(scenario.kind, "it"), __provider: providerText(scenario.kind) },
    );
    for (const { property } of found) expect(property).toBe("");
    return found.map(({ reason }) => reason);
  };

  it.each(Object.keys(scenario.invalid))("refuses %s in check, naming the path, before any request (T13)", async (name) => {
    const { change, path } = scenario.invalid[name] ?? never();
    const reasons = await failures(change);
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.some((reason) => reason.startsWith(`${path}: `) || reason.startsWith(`${path}.`))).toBe(true);
  });

  it(
    "makes no request where check refuses the arguments (T13)",
    on(async (stage) => {
      const { change } = Object.values(scenario.invalid)[0] ?? never();
      expect(await stage.traffic(async () => expect(await failure(stage.up(change))).toBeInstanceOf(Refused))).toEqual([]);
    }),
  );

  it("names every fault at once (T13)", async () => {
    const faults = Object.values(scenario.invalid).slice(0, 1);
    const change = Object.assign({}, ...faults.map((one) => one.change), { contactNmae: "x", extnesion: 1 }) as Props;
    const reasons = await failures(change);
    expect(reasons.length).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(scenario.inputs))("accepts %s left out, or says that it is required (T13)", async (argument) => {
    const reasons = await failures({ [argument]: undefined });
    const about = reasons.filter((reason) => reason.startsWith(`${argument}:`));
    if (about.length > 0) expect(about).toEqual([expect.stringMatching(`^${argument}: is required`)]);
  });

  it.each(Object.keys(scenario.inputs))("refuses a wrong type of %s with a sentence about it (T13)", async (argument) => {
    const wrong = typeof scenario.inputs[argument] === "object" ? 7 : { a: 1 };
    const reasons = await failures({ [argument]: wrong });
    expect(reasons.some((reason) => reason.startsWith(`${argument}: must be`))).toBe(true);
  });

  it("proposes the argument that a mistyped one probably means (T13)", async () => {
    const [argument = ""] = Object.keys(scenario.changes);
    const typo = `${argument.slice(0, -1)}${argument.slice(-1)}x`;
    expect(await failures({ [typo]: 1 })).toEqual([`${typo}: is not an argument of ${scenario.kind}; did you mean ${argument}?`]);
  });

  it(
    "takes an unknown value anywhere: accepted, passed on, and counted as a change (T14)",
    on(async (stage) => {
      await stage.up();
      const handler = handlerFor(scenario.kind, never);
      const whole = { ...stage.it.inputs, ...(canAdopt(scenario.kind) && { adopt: { uuid: stage.it.id, overwrite: true } }) };
      const places = placesIn(whole).filter(([argument]) => argument !== "seed" && argument !== "__provider");
      expect(places.length).toBeGreaterThanOrEqual(Object.keys(scenario.inputs).length);
      for (const place of places) {
        const inputs = withUnknownAt(whole, place);
        expect(hasUnknown(inputs)).toBe(true);
        for (const olds of [{}, stage.it.inputs]) {
          const checked = await handler.check(olds, overGrpc(inputs));
          expect({ place, failures: checked.failures }).toEqual({ place, failures: [] });
          expect(checked.inputs).toEqual(inputs);
        }
        const { changes } = await handler.diff(stage.it.id, overGrpc(stage.it.outputs), overGrpc(inputs));
        const isRead = fieldOf(registry[scenario.kind], place[0] ?? "")?.facts.createOnly !== true;
        expect({ place, changes }).toEqual({ place, changes: isRead });
      }
    }),
  );
}

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length === 0 ? [] : [[...path]];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function withUnknownAt(value: unknown, [key, ...rest]: readonly string[]): Props {
  if (key === undefined) return value as Props;
  const copy = structuredClone(value) as Props;
  copy[key] = rest.length === 0 ? UNKNOWN : withUnknownAt(copy[key], rest);
  return copy;
}
