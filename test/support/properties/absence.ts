import type { Fault } from "../../../provider/simulator/index";
import { faultsFor } from "../../kinds/index";
import { failure, onStage } from "../lifecycle";
import { isPathOf, type Scenario, waysOf } from "../scenario";
import type { On } from "./shared";

const unbelievable: Readonly<Record<string, Fault["effect"]>> = {
  "401": { kind: "status", status: 401 },
  "403": { kind: "status", status: 403 },
  "500": { kind: "status", status: 500 },
  "502 as a web page": { kind: "html", status: 502 },
  "404 as a web page": { kind: "html", status: 404 },
  "200 with 404 inside": { kind: "contradict", inner: 404 },
  "404 with 200 inside": { kind: "contradict", inner: 200, status: 404 },
  "200 without a body": { kind: "empty" },
  "200 with garbage": { kind: "garbage" },
  "a redirect": { kind: "redirect", location: "http://127.0.0.1:9/" },
  "a cut body": { kind: "truncate" },
  "a dropped connection": { kind: "drop" },
  "a reset connection": { kind: "drop", reset: true },
  "429": { kind: "retryLater", retryAfter: 1 },
};

export function absence(scenario: Scenario, on: On): void {
  const { deleting } = waysOf(scenario);
  const some = faultsFor(scenario, Object.keys(unbelievable));

  it(
    "says what to do where an update finds the object gone (T6)",
    on(async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      const error = await failure(stage.up(scenario.changes));
      expect(error.message).toContain("Run pulumi up --refresh");
      expect(stage.it.id).toBeDefined();
    }),
  );

  it(
    "deletes with one request to write, and takes an object that is gone already for deleted (T6)",
    on(async (stage) => {
      await stage.up();
      const traffic = await stage.traffic(() => stage.engine.destroy());
      expect([...traffic].sort()).toEqual([...stage.deletion].sort());
      expect(traffic.at(-1)).toBe(stage.deletion.at(-1));
      expect(stage.count()).toBe(0);
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it.each(some)("never takes %s for gone when it reads (T7)", async (name) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      const match = { method: "GET", where: ({ path }: { path: string }) => isPathOf(scenario.kind, path) };
      stage.sim.faults.add({ times: 0, match, effect: unbelievable[name] });
      await failure(stage.engine.refresh());
      expect(stage.it).toEqual(before);
    });
  });

  it.each(some)("never takes %s for deleted (T7)", async (name) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      stage.sim.faults.add({ times: 0, match: { method: deleting }, effect: unbelievable[name], applied: false });
      await failure(stage.engine.destroy());
      expect(stage.it).toEqual(before);
      expect(stage.count()).toBe(1);
    });
  });
}
