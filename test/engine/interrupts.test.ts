import { firstOf, itInAll } from "../support/all";
import type { FaultHandle, Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import { type Running, settingsFor, Stack } from "../support/engine";
import { Hosts } from "../support/hosts";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const flow = (name: string, extension: number) => `new yay.CallFlow("${name}", {
  customer: acme.uuid, name: "${name}", extension: ${extension},
  flow: { start: { module: "start", next: "busy" }, busy: { module: "busy", duration: 3 } },
}, { dependsOn: before });`;

/** Each flow waits for the one before, so that only one is under way. */
const program = `
const acme = new yay.SubReseller("acme", { name: "acme-ltd", contactName: "Acme Ltd" });
let before = [];
before = [${flow("first", 501).slice(0, -1)}];
before = [${flow("second", 502).slice(0, -1)}];
before = [${flow("third", 503).slice(0, -1)}];`;

let simulator: Simulator;
let hosts: Hosts;
let stack: Stack;

beforeEach(async () => {
  simulator = leaves(await startSimulator(), "the stack is left as the next up made it whole");
  hosts = await Hosts.watch();
  stack = await Stack.create(program, { env: { ...settingsFor(simulator), ...hosts.env } });
});
afterEach(async () => {
  simulator.faults.clear();
  await hosts.ended();
  await stack.close();
  await hosts.close();
  await simulator.close();
});

const names = async () => (await stack.checkpoint()).resources.map(({ urn }) => urn.split("::").at(-1));
const pending = async () => (await stack.checkpoint()).pending.map(({ type, urn }) => `${type} ${urn.split("::").at(-1) ?? ""}`);
const flows = () => [...simulator.state.objects.values()].map(({ record }) => record["name"]);
const writes = () =>
  simulator.requests.flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`]));

/** An up that is held at the creation of the second flow. */
async function held(when: "before" | "after"): Promise<{ up: Running; hold: FaultHandle }> {
  const hold = simulator.faults.add({ match: { method: "POST", path: "/voip/flow", nth: 2 }, wait: { when } });
  const up = stack.start("up", "--yes", "--skip-preview");
  await hold.held;
  return { up, hold };
}

/** Lets a held request go, and waits for the end of it, whether or not anybody waits for its answer. */
async function letGo(hold: FaultHandle): Promise<void> {
  const answered = simulator.nextAnswer({ method: "POST", path: "/voip/flow" });
  hold.release();
  await answered;
}

const one = [
  { signal: "SIGINT", name: "^C", when: "before" },
  { signal: "SIGTERM", name: "SIGTERM", when: "after" },
] as const;
const two = [
  { signal: "SIGINT", name: "^C", when: "after" },
  { signal: "SIGTERM", name: "SIGTERM", when: "before" },
] as const;

describe("an up that is interrupted in the middle of a creation (T22)", () => {
  it.each(firstOf(one, 1))(
    "ends what is under way, records it and starts nothing new: one $signal $when it is applied",
    async ({ signal, name, when }) => {
      const { up, hold } = await held(when);
      up.child.kill(signal);
      expect(await up.said(`${name} received; cancelling`)).toBe(true);
      hold.release();
      const { code, text } = await up.ended;
      expect(code).not.toBe(0);
      expect(text).toContain("update canceled");
      expect(writes()).toEqual(["POST /account/reseller", "POST /voip/flow", "POST /voip/flow"]);
      expect(await names()).toEqual(["acme", "first", "second"]);
      expect(await pending()).toEqual([]);
      await stack.must("up", "--yes", "--skip-preview");
      expect(writes().slice(3)).toEqual(["POST /voip/flow"]);
      expect(flows()).toEqual(["first", "second", "third"]);
    },
  );

  it.each(firstOf(two, 1))(
    "leaves what is under way pending at a second $signal $when it is applied; the next up finds it again",
    async ({ signal, name, when }) => {
      const { up, hold } = await held(when);
      up.child.kill(signal);
      expect(await up.said(`${name} received; cancelling`)).toBe(true);
      up.child.kill(signal);
      const { code, text } = await up.ended;
      expect(code).not.toBe(0);
      expect(text).toContain("terminating");
      expect(await names()).toEqual(["acme", "first"]);
      expect(await pending()).toEqual(["creating second"]);
      await letGo(hold);
      await hosts.ended();
      expect(flows()).toEqual(["first", "second"]);
      await stack.recover();
      await stack.must("up", "--yes", "--skip-preview");
      expect(writes()).toEqual(["POST /account/reseller", "POST /voip/flow", "POST /voip/flow", "POST /voip/flow"]);
      expect(flows()).toEqual(["first", "second", "third"]);
    },
  );
});

describe("an engine that is killed in the middle of updates (T22)", () => {
  itInAll("has nothing new sent for it, and the next up does the rest", async () => {
    await stack.must("up", "--yes", "--skip-preview");
    await stack.write(program.replaceAll("duration: 3", "duration: 4"));
    const sent = writes().length;
    const hold = simulator.faults.add({ times: 0, match: { method: "GET", path: "/voip/flow/*" }, wait: { when: "before" } });
    const up = stack.start("up", "--yes", "--skip-preview");
    await hold.held;
    up.child.kill("SIGKILL");
    await up.ended;
    await hosts.orphaned();
    hold.remove();
    await hosts.ended();
    expect(writes()).toHaveLength(sent);
    await stack.recover();
    await stack.must("up", "--yes", "--skip-preview");
    expect(writes().slice(sent)).toEqual(Array.from({ length: 3 }, () => "PUT /voip/flow/{uuid}"));
    await stack.must("preview", "--refresh", "--expect-no-changes");
  });
});

describe("a provider that is killed in the middle of a creation (T21)", () => {
  it.each(firstOf(["after", "before"] as const, 1))("leaves one object after the next up: killed %s it is applied", async (when) => {
    const { up, hold } = await held(when);
    hosts.kill();
    const { code } = await up.ended;
    expect(code).not.toBe(0);
    await letGo(hold);
    await stack.must("up", "--yes", "--skip-preview");
    expect(flows()).toEqual(["first", "second", "third"]);
    expect(writes().filter((write) => write === "POST /voip/flow")).toHaveLength(3);
    await stack.must("preview", "--refresh", "--expect-no-changes");
  });
});
