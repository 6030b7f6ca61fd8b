import { readFileSync } from "node:fs";
import { startSimulator } from "../../provider/simulator/index";
import type { Compared, Row } from "../../tools/bench/compare/run.mjs" with { "resolution-mode": "import" };
import type { Goal } from "../../tools/bench/goals.mjs" with { "resolution-mode": "import" };
import { Engine, type Program } from "../support/lifecycleEngine";

jest.setTimeout(60_000);

const goals = () => import("../../tools/bench/goals.mjs");
const once = (median: number) => ({ median, least: median, most: median, times: 1 });

function row(system: Row["system"], operation: Row["operation"], wall: number, requests: Row["requests"] = {}, delay = 20): Row {
  const others = { parts: {}, floor: null, megabytes: null, written: null, steady: true, atOnce: 8, refused: 0 };
  return { system, operation, delay, wall: once(wall), processor: once(wall), requests, ...others };
}

/** A stack of 500 flows of 5 customers, as the base point of the comparison has it. */
function base(rows: readonly Row[], leftOut: Compared["leftOut"] = {}): Compared {
  const size = { groups: 0, flows2: 500, flows10: 0, customers: 5 };
  return { title: "500 flows", objects: 500, size, parallel: null, rows: [...rows], sizes: {}, leftOut };
}

const named = (all: readonly Goal[], start: string) => all.filter(({ name }) => name.startsWith(start));

describe("the goals of the comparison with others", () => {
  it("have a line for each row of the table in every quick run, whatever was measured", async () => {
    const { quick } = await import("../../tools/bench/compare/scenarios.mjs");
    const { thingsOf } = await import("../../tools/bench/compare/objects.mjs");
    const { comparedGoals } = await goals();
    const { microGoals } = await import("../../tools/bench/micro/micro.mjs");
    const compared = quick().map(({ title, size, systems, steps }): Compared => {
      const rows = steps.flatMap(({ operation, delay }) => systems.map((system) => row(system, operation, 1, {}, delay)));
      return { title, objects: thingsOf(size).length, size, parallel: null, rows, sizes: {}, leftOut: {} };
    });
    const names = [...comparedGoals(compared), ...microGoals(undefined)].map(({ name }) => name).join("\n");
    const wanted = [
      ...["bytes of state, a flow of two steps", "bytes of state, a flow of ten steps", "bytes of state, a hunt group"],
      ...["first up", "no-change up", "preview", "refresh", "preview --refresh", "one changed", "destroy"].map(
        (each) => `requests of ${each},`,
      ),
      ...["first up of 500, answers in 20 ms, over bare", "first up of 90, answers in 20 ms, over a provider with a shim"],
      ...[
        "first up of 90, answers in 20 ms, over a closure",
        "no-change up of 500,",
        "no-change up of 1000,",
        "preview of 500,",
        "preview of 1000,",
      ],
      ...["refresh of 500, answers in 100 ms, over OpenTofu's plan", "refresh of 2000, over a provider that answers from memory"],
      ...["preview --refresh of 500, over", "destroy of 500, over", "check of a flow of 30 steps, p50", "check of a flow of 30 steps, p99"],
      ...["diff of a flow of 30 steps, p50", "diff of a flow of 30 steps, p99", "loading the package", "start of the host"],
      ...["export of an account, requests", "export of an account, seconds", "yay drift --state"],
    ];
    expect(wanted.filter((each) => !names.includes(each))).toEqual([]);
  });

  it("say of what was not measured that it was not, and why, and never that it is met", async () => {
    const { comparedGoals } = await goals();
    const rows = [row("ours", "refresh", 3, { GET: 11 }, 100), row("ours", "first up", 20, { GET: 6, POST: 500 })];
    const all = comparedGoals([base(rows, { tofu: "there is no Go on this machine" })]);
    const [overTofu] = named(all, "refresh of 500, answers in 100 ms");
    expect(overTofu).toMatchObject({ value: null, met: null, goal: 0.25, why: "there is no Go on this machine" });
    expect(named(all, "first up of 500").map(({ value, met }) => [value, met])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it("are met up to their limit and not beyond, as ratios of one run", async () => {
    const { comparedGoals } = await goals();
    const met = (ours: number) =>
      named(
        comparedGoals([base([row("ours", "first up", ours, { GET: 6, POST: 500 }), row("bare", "first up", 10)])]),
        "first up of 500",
      )[0];
    expect(met(12.5)).toMatchObject({ value: 1.25, met: true });
    expect(met(12.6)).toMatchObject({ value: 1.26, met: false });
  });

  it("measure a destroy by whichever of its two limits is more", async () => {
    const { comparedGoals } = await goals();
    const value = (tofu: number, bare: number) =>
      named(
        comparedGoals([base([row("ours", "destroy", 12), row("tofu", "destroy", tofu), row("bare", "destroy", bare)])]),
        "destroy of 500",
      )[0]?.value;
    expect([value(3, 8), value(8, 3)]).toEqual([1, 0.75]);
  });

  it("call a destroy not measured where OpenTofu's is not known and the other limit does not hold", async () => {
    const { comparedGoals } = await goals();
    const of = (ours: number) =>
      named(
        comparedGoals([base([row("ours", "destroy", ours), row("bare", "destroy", 8)], { tofu: "there is no Go" })]),
        "destroy of 500",
      )[0];
    expect(of(12)).toMatchObject({ value: 1, met: true });
    expect(of(13)).toMatchObject({ value: null, met: null, why: "there is no Go" });
  });

  it("say that one size alone tells nothing of the growth of a refresh", async () => {
    const { comparedGoals } = await goals();
    const [growth] = named(comparedGoals([base([row("ours", "refresh", 2), row("memory", "refresh", 2)])]), "refresh, exponent");
    expect(growth).toMatchObject({ value: null, met: null, why: expect.stringContaining("two sizes") as string });
  });

  it.each([
    ["one request more", { GET: 2, PUT: 2 }, false],
    ["another method", { GET: 2, DELETE: 1 }, false],
    ["fewer", { GET: 1, PUT: 1 }, true],
    ["as many as may be", { GET: 2, PUT: 1 }, true],
  ])("fail where an operation sends more requests than it may: %s", async (_, requests, isMet) => {
    const { comparedGoals } = await goals();
    const { countsHold } = await import("../../tools/bench/comparison.mjs");
    const all = comparedGoals([base([row("ours", "one changed", 5, requests)])]);
    expect(named(all, "requests of one changed")[0]?.met).toBe(isMet);
    expect(countsHold({ machine: {}, versions: {}, compared: [], micro: null, goals: all })).toBe(isMet);
  });

  it("let seconds be worse than wanted without failing the run", async () => {
    const { comparedGoals } = await goals();
    const { countsHold } = await import("../../tools/bench/comparison.mjs");
    const all = comparedGoals([base([row("ours", "no-change up", 99), row("bare", "no-change up", 1)])]);
    expect(named(all, "no-change up of 500")[0]?.met).toBe(false);
    expect(countsHold({ machine: {}, versions: {}, compared: [], micro: null, goals: all })).toBe(true);
  });
});

describe("the requests that the comparison allows this package", () => {
  it.each([
    ["flows", { groups: 0, flows2: 6, flows10: 0, customers: 2 }],
    ["groups", { groups: 6, flows2: 0, flows10: 0, customers: 2 }],
    ["groups and flows", { groups: 4, flows2: 4, flows10: 4, customers: 2 }],
  ])("are no more than it sends: %s", async (_, size) => {
    const { seedOf, thingsOf, withOneChanged } = await import("../../tools/bench/compare/objects.mjs");
    const { counted } = await import("../../tools/bench/gates.mjs");
    const { requestsOfOurs } = await goals();
    const simulator = await startSimulator({ seed: seedOf(size) });
    try {
      const programOf = (things: ReturnType<typeof thingsOf>): Program =>
        Object.fromEntries(
          things.map(({ form, name, customer, args }) => {
            const kind = form === "group" ? ("HuntGroup" as const) : ("CallFlow" as const);
            return [name, { kind, inputs: () => Promise.resolve({ customer, ...args }) }];
          }),
        );
      const program = programOf(thingsOf(size));
      const engine = new Engine(simulator);
      const actions = {
        "first up": () => engine.up(program),
        "no-change up": () => engine.up(program),
        preview: () => engine.preview(program),
        refresh: () => engine.refresh(),
        "one changed": () => engine.up(programOf(withOneChanged(thingsOf(size)))),
        destroy: () => engine.destroy(),
      };
      const found: Record<string, unknown> = {};
      for (const [operation, action] of Object.entries(actions)) {
        const from = simulator.requests.length;
        await action();
        found[operation] = counted(simulator.requests.slice(from));
      }
      const { "preview --refresh": both, ...wanted } = requestsOfOurs(size);
      expect(found).toEqual(wanted);
      expect(both).toEqual(wanted.refresh);
    } finally {
      await simulator.close();
    }
  });
});

describe("a comparison", () => {
  it("leaves out what cannot be had and says why, without a figure of it", async () => {
    const { compare } = await import("../../tools/bench/compare/run.mjs");
    const { stepsOf } = await import("../../tools/bench/compare/scenarios.mjs");
    const engine = { bin: "", version: "", env: {} };
    const size = { groups: 1, flows2: 1, flows10: 0, customers: 1 };
    const scenario = { title: "none", size, systems: ["tofu" as const], steps: stepsOf(["first up"], 0), rounds: 1 };
    const found = await compare(scenario, { engine, peers: { leftOut: "it could not be built" } }, () => undefined);
    expect(found).toMatchObject({ leftOut: { tofu: "it could not be built" }, rows: [], sizes: {} });
  });

  it("leaves out another system that fails, with its words, and goes on; one of ours that fails ends it", async () => {
    const { compare } = await import("../../tools/bench/compare/run.mjs");
    const { stepsOf } = await import("../../tools/bench/compare/scenarios.mjs");
    const size = { groups: 1, flows2: 0, flows10: 0, customers: 1 };
    const peers = { tofu: process.execPath, restapi: "/nowhere/provider" };
    const engine = { bin: "/nowhere", version: "", env: {} };
    const of = (system: "tofu" | "ours") =>
      compare({ title: "none", size, systems: [system], steps: stepsOf(["first up"], 0), rounds: 2 }, { engine, peers }, () => undefined);
    const { leftOut, rows } = await of("tofu");
    expect(leftOut.tofu).toMatch(/^it failed: .*node.* ended with \d+/);
    expect(rows).toEqual([]);
    await expect(of("ours")).rejects.toThrow("ended with");
  });

  it("stands on its page with what was left out, what was not measured, and a plot of each operation", async () => {
    const { performancePage, performancePictures } = await import("../../tools/docs/performance.mjs");
    const rows = [row("ours", "refresh", 2), row("bare", "refresh", 1)];
    const [goal] = (await goals()).comparedGoals([]);
    const compared = [base(rows, { tofu: "there is no Go" })];
    const results = { machine: {}, versions: {}, compared, micro: null, goals: goal === undefined ? [] : [goal] };
    const page = performancePage(results);
    expect(page).toContain("OpenTofu with Mastercard/restapi was left out: there is no Go.");
    expect(page).toContain("| bytes of state, a flow of two steps | – | 1400 | not measured: no part of this run |");
    expect(page).toContain("(performance/one-stack.svg)");
    const plot = performancePictures(results).get("docs/performance/one-stack.svg") ?? "";
    expect(plot.match(/<rect x="130"/g)).toHaveLength(2);
  });

  it("names the versions of OpenTofu and its provider that it builds", async () => {
    const { peerVersions } = await import("../../tools/bench/peers/build.mjs");
    const module = (name: string) => readFileSync(`tools/bench/peers/${name}/go.mod`, "utf8");
    expect(module("tofu")).toContain(`github.com/opentofu/opentofu v${peerVersions.tofu}\n`);
    expect(module("restapi")).toContain(`github.com/Mastercard/terraform-provider-restapi v${peerVersions.restapi}\n`);
  });

  it("sizes itself by arguments, and refuses what it does not know", async () => {
    const { scenarioOf } = await import("../../tools/bench/arguments.mjs");
    const given = scenarioOf({
      groups: "10",
      delay: "100",
      parallel: "32",
      rounds: "2",
      systems: "bare,ours",
      operations: "refresh,preview",
    });
    expect(given).toMatchObject({ size: { groups: 10, flows2: 0, flows10: 0 }, parallel: 32, rounds: 2, systems: ["ours", "bare"] });
    expect(given.steps).toEqual([
      { operation: "preview", delay: 100 },
      { operation: "refresh", delay: 100 },
    ]);
    expect(() => scenarioOf({ systems: "ours,theirs" })).toThrow("--systems knows no theirs; it knows ours, bare, tofu");
    expect(() => scenarioOf({ delay: "soon" })).toThrow("--delay must be a whole number, not soon.");
  });

  it("counts requests, lists, refusals and the most at once of a server in a process of its own", async () => {
    const { startServer } = await import("../../tools/bench/compare/server.mjs");
    const { seedOf, customerUuid } = await import("../../tools/bench/compare/objects.mjs");
    const server = await startServer(seedOf({ groups: 0, flows2: 0, flows10: 0, customers: 1 }));
    try {
      await server.delay(50);
      const { YAY_RESELLER = "", YAY_USER = "", YAY_PASSWORD = "" } = server.env;
      const headers = { "user-agent": "test", "x-auth-reseller": YAY_RESELLER, "x-auth-user": YAY_USER, "x-auth-password": YAY_PASSWORD };
      const paths = ["/account/reseller", `/account/reseller/${customerUuid(0)}`, `/account/reseller/${customerUuid(7)}`];
      await Promise.all(paths.map((path) => fetch(`${server.url}${path}`, { headers }).then((answer) => answer.text())));
      expect(await server.counts()).toEqual({ requests: { GET: 3 }, lists: 1, atOnce: 3, refused: 1 });
      expect(await server.counts()).toEqual({ requests: {}, lists: 0, atOnce: 0, refused: 0 });
    } finally {
      await server.close();
    }
  });

  it("finds the exponent of growth, and medians with their spread", async () => {
    const { exponentOf, spreadOf } = await import("../../tools/bench/compare/figures.mjs");
    expect(exponentOf([100, 200, 400].map((objects) => [objects, 0.01 * objects ** 2] as const))).toBeCloseTo(2);
    expect(exponentOf([[100, 1]])).toBeUndefined();
    expect(spreadOf([3, 1, 2, 10])).toEqual({ median: 2.5, least: 1, most: 10, times: 4 });
  });

  it("sees the processes that a command starts, with what they take", async () => {
    const { timed } = await import("../../tools/bench/timed.mjs");
    const busy = "const end = Date.now() + 600; while (Date.now() < end); require('fs')";
    const { wall, processor, tree } = await timed([process.execPath, "-e", busy], { cwd: process.cwd(), env: process.env });
    expect(wall).toBeGreaterThan(0.5);
    expect(processor).toBeGreaterThan(0);
    if (process.platform === "linux") expect(tree?.memory).toBeGreaterThan(10e6);
    await expect(timed(["false"], { cwd: process.cwd(), env: process.env })).rejects.toThrow("false ended with 1");
  });
});
