import { firstOf, itInAll, runsAll } from "../support/all";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(600_000);

const flow = (seconds: number) => `{ start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: ${seconds} } }`;
const shell = 'const shell = new yay.CallFlow("shell", { name: "Shell", extension: 502, content: "separate" });';
const adoptions = (uuid: string) => ["", `, adopt: "${uuid}"`];
/** What no empty flow has. */
const recording = flow(7).replace('{ module: "busy", duration: 7 }', '{ module: "recording", next: "over" }, over: { module: "busy" }');

const ways = [
  { kind: "SubReseller", beside: "", args: 'name: "acme-ltd", contactName: "Acme"', words: adoptions },
  { kind: "CallFlow", beside: "", args: `name: "Main", extension: 501, flow: ${flow(7)}`, words: adoptions },
  { kind: "CallFlowContent", beside: shell, args: `callFlow: shell.uuid, flow: ${recording}`, words: () => [""] },
];

describe("what a resource asks for that waits for another one, on the real engine with --continue-on-error", () => {
  let simulator: Simulator;
  let stack: Stack;

  const urn = (name: string) => `::${name}`;
  const idOf = async (name: string) => (await stack.checkpoint()).resources.find((one) => one.urn.endsWith(urn(name)))?.id ?? "";
  const up = async (program: string, ...more: string[]) => {
    await stack.write(program);
    const from = simulator.requests.length;
    const { code, text } = await stack.run("up", "--yes", "--skip-preview", ...more);
    const sent = simulator.requests
      .slice(from)
      .flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path.split("/")[2] ?? ""}`]));
    return { sent, text, succeeds: code === 0 };
  };
  const refusing = async (method: string, action: () => ReturnType<typeof up>) => {
    const { remove } = simulator.faults.add({ match: { method }, times: 0, effect: { kind: "status", status: 400 } });
    return action().finally(remove);
  };

  beforeEach(async () => {
    simulator = leaves(await startSimulator(), "a run that fails leaves what it has made");
    simulator.switches.deleteWithContents = "cascade";
    stack = await Stack.create("", { env: settingsFor(simulator) });
  });
  afterEach(async () => {
    await stack.close();
    await simulator.close();
  });

  it.each(firstOf(ways, 1))("is not deleted for a renamed $kind if the other one fails", async ({ kind, beside, args, words }) => {
    const broken = 'const broken = new yay.CallFlow("broken", { name: "Broken", extension: 777, content: "separate" });';
    const resource = (name: string, word = "", options = "{}") => `new yay.${kind}("${name}", { ${args}${word} }, ${options});`;
    await up(beside + resource("main"));
    const id = await idOf("main");
    for (const word of runsAll ? words(id) : words(id).slice(-1)) {
      const renamed = beside + broken + resource("reception", word, "{ dependsOn: [broken] }");
      const { sent, text } = await refusing("POST", () => up(renamed, "--continue-on-error"));
      expect(sent).toEqual(["POST flow"]);
      expect(text).toContain(
        `Cannot delete ${kind} "main": ${kind} "reception" asks for ${kind} ${id}, or for what tells it apart, and has not been`,
      );
      expect(text).toContain(
        'CallFlow "broken" failed in this run, and what waits for it was left out. Mend that, and run pulumi up again.',
      );
    }
    const mended = await up(beside + broken + resource("reception", words(id).at(-1), "{ dependsOn: [broken] }"));
    expect(mended).toMatchObject({ sent: ["POST flow"], succeeds: true });
    expect(await idOf("reception")).toBe(id);
    if (!runsAll) return;
    expect(await up("")).toMatchObject({ succeeds: true });
    expect([simulator.state.objects.size, simulator.state.customers.size]).toEqual([0, 0]);
  });

  const acme = (name: string, more: string) =>
    `const acme = new yay.SubReseller("${name}", { name: "acme-ltd", contactName: "It", forceDestroy: true, ${more} });`;
  const line = (name: string) => `new yay.CallFlow("${name}", { customer: acme.uuid, name: "Main", extension: 501, flow: ${flow(7)} });`;

  it("is not deleted where an update of its customer fails", async () => {
    await up(acme("acme", "") + line("main"));
    const updated = await refusing("PUT", () => up(acme("acme", 'phone: "+441632960999"') + line("reception"), "--continue-on-error"));
    expect(updated.sent).toEqual(["PUT reseller"]);
    expect(updated.text).toContain('Cannot delete CallFlow "main": CallFlow "reception" asks for CallFlow');
    expect(simulator.state.objects.size).toBe(1);
  });

  itInAll("is not deleted where its customer has another name and was not taken over", async () => {
    await up(acme("acme", "") + line("main"));
    const adopting = acme("globex", `phone: "+441632960999", adopt: { uuid: "${await idOf("acme")}", overwrite: true }`);
    const renamed = await refusing("PUT", () => up(adopting + line("reception"), "--continue-on-error"));
    expect(renamed.sent).toEqual(["PUT reseller"]);
    expect(renamed.text).toContain('Cannot delete CallFlow "main": CallFlow "reception" asks for CallFlow');
    expect(simulator.state.objects.size).toBe(1);
  });

  itInAll("is not deleted where a resource of another package fails, if the one that waits says adopt", async () => {
    const other = (code: string) =>
      `const other = new (class extends pulumi.dynamic.Resource {})({ create: async () => { ${code} } }, "other", {});`;
    const own = (name: string, more: string, options: string) =>
      `new yay.CallFlow("${name}", { name: "Main", extension: 501, flow: ${flow(7)}${more} }, ${options});`;
    await up(own("main", "", "{}"));
    const waiting = own("reception", ", adopt: true", "{ dependsOn: [other] }");
    const { sent, text } = await up(other('throw new Error("not today");') + waiting, "--continue-on-error");
    expect(sent).toEqual([]);
    expect(text).toContain("Mend what failed in this run, if anything did, and run pulumi up again.");
    expect(await up(other('return { id: "x", outs: {} };') + waiting)).toMatchObject({ sent: [], succeeds: true });
  });

  itInAll("is deleted first where the one of this name had another by an alias, and made anew", async () => {
    const own = (name: string, options: string) =>
      `new yay.CallFlow("${name}", { name: "Main", extension: 501, flow: ${flow(7)} }, ${options});`;
    await up(own("main", "{}"));
    const renamed = own("reception", '{ aliases: [{ name: "main" }], deleteBeforeReplace: true }');
    await up(renamed);
    const target = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:CallFlow::reception";
    expect(await up(renamed, "--target-replace", target)).toMatchObject({ sent: ["DELETE flow", "POST flow"], succeeds: true });
  });
});
