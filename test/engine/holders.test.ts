import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll, runsAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";

jest.setTimeout(600_000);

interface Way {
  readonly kind: string;
  /** What stands in the program beside the resource. */
  readonly beside: string;
  /** The arguments, without the word that takes a living object over. */
  readonly args: string;
  /** That word, by natural key and by uuid; a content needs none to take over what equals the program. */
  readonly adopt: (uuid: string) => { readonly byKey: string; readonly byUuid: string };
  /** What a deletion of the object sends. */
  readonly deletion: string;
}

const steps = '{ start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: 7 } }';
const adopting = (uuid: string) => ({ byKey: "adopt: true", byUuid: `adopt: "${uuid}"` });

const ways: readonly Way[] = [
  {
    kind: "SubReseller",
    beside: "",
    args: 'name: "acme-ltd", contactName: "Acme"',
    adopt: adopting,
    deletion: "DELETE /account/reseller/{uuid}",
  },
  {
    kind: "CallFlow",
    beside: "",
    args: `name: "Main", extension: 501, flow: ${steps}`,
    adopt: adopting,
    deletion: "DELETE /voip/flow/{uuid}",
  },
  {
    kind: "CallFlowContent",
    beside: 'const shell = new yay.CallFlow("shell", { name: "Shell", extension: 502, content: "separate" });',
    args: `callFlow: shell.uuid, flow: ${steps.replace('{ module: "busy", duration: 7 }', '{ module: "recording", next: "over" }, over: { module: "busy" }')}`,
    adopt: () => ({ byKey: "", byUuid: "" }),
    deletion: "PUT /voip/flow/{uuid}",
  },
];

const shown = runsAll ? ways : ways.filter(({ kind }) => kind === "CallFlow");

describe.each(shown)("a living object of a $kind on the real engine", ({ kind, beside, args, adopt, deletion }) => {
  let simulator: Simulator;
  let stack: Stack;

  const resource = (name: string, word = "", options = "{}") =>
    `new yay.${kind}("${name}", { ${args}${word === "" ? "" : `, ${word}`} }, ${options});`;
  const broken = 'new yay.CallFlow("broken", { name: "Broken", extension: 777, content: "separate" });';
  const urn = (name: string) => `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:${kind}::${name}`;
  const entries = async () => {
    const ours = (await stack.checkpoint()).resources.filter(({ type }) => type.endsWith(`:${kind}`));
    return ours
      .map(({ urn: full, delete: isPending }) => `${full.split("::").at(-1) ?? ""}${isPending === true ? " to be deleted" : ""}`)
      .sort();
  };
  const idOf = async (name: string) => (await stack.checkpoint()).resources.find(({ urn: full }) => full === urn(name))?.id ?? "";
  /** Runs a command and gives what it wrote, how it ended and what it said. */
  const run = async (program: string, ...command: string[]) => {
    await stack.write(`${beside}\n${program}`);
    const from = simulator.requests.length;
    const { code, text } = await stack.run(...command);
    const sent = simulator.requests
      .slice(from)
      .flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`]));
    return { sent, text, succeeds: code === 0 };
  };
  const up = (program: string, ...more: string[]) => run(program, "up", "--yes", "--skip-preview", ...more);
  /** An up in which the API refuses each POST. */
  const upRefused = async (program: string, ...more: string[]) => {
    const { remove } = simulator.faults.add({ match: { method: "POST" }, times: 0, effect: { kind: "status", status: 400 } });
    const ended = await up(program, ...more);
    remove();
    expect(ended).toMatchObject({ succeeds: false });
    return ended;
  };
  const word = async (name: string) => adopt(await idOf(name));

  beforeAll(async () => {
    simulator = await startSimulator();
    stack = await Stack.create("", { env: settingsFor(simulator) });
    expect(await up(resource("main"))).toMatchObject({ succeeds: true });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("is not deleted if a rename without aliases is refused, also with --continue-on-error, and an alias then keeps it", async () => {
    const refused = await up(resource("reception"), "--continue-on-error");
    if (kind !== "CallFlowContent") {
      expect(refused).toMatchObject({ sent: [], succeeds: false });
      expect(refused.text).toMatch(/lives already[\s\S]*aliases[\s\S]*adopt: true/);
      expect(refused.text).toContain(`Cannot delete ${kind} "main": ${kind} "reception" asked for`);
      expect(await entries()).toEqual(["main"]);
      expect(await up(resource("reception", "", '{ aliases: [{ name: "main" }] }'))).toMatchObject({ sent: [], succeeds: true });
    }
    expect(refused.sent).toEqual([]);
    expect(await entries()).toEqual(["reception"]);
    expect(await up(resource("main", "", '{ aliases: [{ name: "reception" }] }'))).toMatchObject({ sent: [], succeeds: true });
  });

  it("is not deleted after a rename with adopt whose up failed elsewhere, nor by a command that meets the former name alone", async () => {
    const renamed = `${resource("reception", (await word("main")).byKey)}${broken}`;
    expect((await upRefused(renamed)).sent).toEqual(["POST /voip/flow"]);
    expect(await entries()).toEqual(["main", "reception"]);
    expect(await up(renamed, "--target", urn("main"))).toMatchObject({ sent: [], succeeds: true });
    expect(await entries()).toEqual(["reception"]);
    expect(await up(resource("reception"))).toMatchObject({ sent: [], succeeds: true });
  });

  it("is not deleted by the next up after such a rename", async () => {
    await upRefused(`${resource("main", (await word("reception")).byKey)}${broken}`);
    expect(await entries()).toEqual(["main", "reception"]);
    const second = await up(resource("main"));
    expect(second).toMatchObject({ sent: [], succeeds: true });
    expect(second.text).toContain(`lives on, because ${kind} "main" has it, and nothing was sent`);
    expect(await entries()).toEqual(["main"]);
  });

  itInAll("is not deleted if it is tainted and something fails later, in the next up either", async () => {
    await stack.must("state", "taint", urn("main"), "--yes");
    await upRefused(`${resource("main", (await word("main")).byKey)}${broken}`);
    expect(await entries()).toEqual(["main", "main to be deleted"]);
    expect(await up(resource("main"))).toMatchObject({ sent: [], succeeds: true });
    expect(await entries()).toEqual(["main"]);
  });

  it("has one resource: a second is refused by what has met the first, and taking one out deletes nothing", async () => {
    const { byUuid } = await word("main");
    const added = await run(
      `${resource("main")}${resource("second", byUuid)}`,
      ...(byUuid === "" ? ["up", "--yes", "--skip-preview"] : ["preview"]),
    );
    expect(added).toMatchObject({ sent: [], succeeds: false });
    expect(added.text).toMatch(new RegExp(`${kind} "(main|second)" of this program has ${kind} [0-9a-f-]{36}`));
    expect(added.text).toMatch(/"main"[\s\S]*["']second["']|["']second["'][\s\S]*"main"/);
    // The engine meets the new one first here, and the holder refuses in its own diff.
    const first = await up(`const second = ${resource("second", byUuid)}\n${resource("main", "", "{ dependsOn: [second] }")}`);
    expect(first).toMatchObject({ sent: [], succeeds: false });
    expect(first.text).toContain(`Cannot go on with ${kind} "main": ${kind} "second" of this program has`);
    expect(await entries()).toEqual(["main", "second"]);
    expect(await up(resource("main"))).toMatchObject({ sent: [], succeeds: true });
    expect(await entries()).toEqual(["main"]);
  });

  itInAll("is kept by a forced replacement that creates first, however it is forced", async () => {
    const { byKey } = await word("main");
    expect(await up(resource("main", byKey), "--target-replace", urn("main"))).toMatchObject({ sent: [], succeeds: true });
    const trigger = (value: string) => resource("main", byKey, `{ replacementTrigger: "${value}" }`);
    expect(await up(trigger("one"))).toMatchObject({ succeeds: true });
    expect(await up(trigger("two"))).toMatchObject({ sent: [], succeeds: true });
    expect(await entries()).toEqual(["main"]);
  });

  it("is replaced by --replace with deleteBeforeReplace, and deleted when it leaves the program", async () => {
    const { byKey } = await word("main");
    const replaced = await up(resource("main", byKey, "{ deleteBeforeReplace: true }"), "--target-replace", urn("main"));
    expect(replaced).toMatchObject({ succeeds: true });
    expect(replaced.sent).toEqual(
      deletion.startsWith("PUT") ? [deletion, deletion] : [deletion, deletion.replace("DELETE", "POST").replace("/{uuid}", "")],
    );
    expect(await up("")).toMatchObject({ sent: [deletion], succeeds: true });
    expect(await entries()).toEqual([]);
  });

  itInAll("is deleted by destroy after a handover, with --run-program too", async () => {
    await up(resource("main"));
    expect(await up(resource("second", (await word("main")).byKey))).toMatchObject({ sent: [], succeeds: true });
    const destroyed = await run(resource("second"), "destroy", "--yes", "--skip-preview", "--run-program");
    expect(destroyed).toMatchObject({ succeeds: true });
    expect(destroyed.sent).toEqual(expect.arrayContaining([deletion]));
    expect([simulator.state.objects.size, simulator.state.customers.size]).toEqual([0, 0]);
    expect(simulator.violations).toEqual([]);
  });
});
