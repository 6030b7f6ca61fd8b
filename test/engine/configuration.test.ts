import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

/** What the settings page says about a change of the stack's configuration, by whether the engine gives it to the host. */
describe("a setting that is changed in the stack's configuration", () => {
  let sim: Simulator;
  let stack: Stack;
  const LAST = "configuration as the last `up` had it";

  beforeEach(async () => {
    sim = await startSimulator({ seed: { credentials: { reseller: "our-account", user: "ann", password: "sentinel-password" } } });
    stack = await Stack.create('new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });\n', { env: settingsFor(sim) });
  });
  afterEach(async () => {
    await stack.close();
    await sim.close();
  });

  const refresh = (...args: string[]) => stack.run("refresh", "--yes", "--skip-preview", ...args);
  const destroy = (...args: string[]) => stack.run("destroy", "--yes", "--skip-preview", ...args);

  it("reaches a destroy after the next up, and a refresh in that by --run-program: moved from the environment, and the error says so", async () => {
    expect((await stack.up()).code).toBe(0);
    await stack.must("config", "set", "--secret", "yay:password", sim.credentials.password);
    stack = stack.with({ YAY_PASSWORD: "" });
    for (const ended of [await refresh(), await destroy()]) {
      expect(ended.code).not.toBe(0);
      expect(ended.text).toContain("yay:password is missing");
      expect(ended.text).toContain(LAST);
      expect(ended.text).toContain("--run-program");
    }
    expect(await stack.up("--refresh", "--run-program")).toMatchObject({ code: 0 });
    expect(await destroy()).toMatchObject({ code: 0 });
  });

  itInAll(
    "is the former one in a refresh and a destroy until then, changed or removed, and the environment does not stand in for it",
    async () => {
      await stack.must("config", "set", "--secret", "yay:password", sim.credentials.password);
      expect((await stack.up()).code).toBe(0);
      await stack.must("config", "set", "--secret", "yay:password", "wrong-password");
      expect(await refresh()).toMatchObject({ code: 0 });
      await stack.must("config", "rm", "yay:password");
      stack = stack.with({ YAY_PASSWORD: "wrong-password" });
      expect(await refresh()).toMatchObject({ code: 0 });
      expect(await destroy()).toMatchObject({ code: 0 });
    },
  );

  it("that is refused in a refresh is said to be perhaps a former one", async () => {
    leaves(sim, "the refresh is looked at alone");
    await stack.must("config", "set", "--secret", "yay:password", sim.credentials.password);
    expect((await stack.up()).code).toBe(0);
    sim.faults.add({ match: { method: "GET" }, times: 0, effect: { kind: "status", status: 401 } });
    const { code, text } = await refresh();
    expect([code === 0, text.includes(LAST)]).toEqual([false, true]);
  });

  itInAll("is today's one in a destroy by --run-program", async () => {
    expect((await stack.up()).code).toBe(0);
    await stack.must("config", "set", "--secret", "yay:password", sim.credentials.password);
    stack = stack.with({ YAY_PASSWORD: "" });
    expect(await destroy("--run-program")).toMatchObject({ code: 0 });
  });

  itInAll("is today's one in a plain up after which nothing changes, and is sent nothing for", async () => {
    expect((await stack.up()).code).toBe(0);
    await stack.must("config", "set", "--secret", "yay:password", sim.credentials.password);
    stack = stack.with({ YAY_PASSWORD: "" });
    const before = sim.requests.length;
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sim.requests.length).toBe(before);
    expect(await refresh()).toMatchObject({ code: 0 });
    expect(await destroy()).toMatchObject({ code: 0 });
  });
});
