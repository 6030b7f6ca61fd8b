import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf, runsAll } from "../support/all";
import { exported, ids, PASSWORD, seed } from "./mapAccount";
import { project, requires } from "./projects";
import { Desk, holding, settingsOf, yay } from "./support";

jest.setTimeout(180_000);

const desk = new Desk();

interface Shown {
  readonly customers: {
    uuid?: string;
    name: string;
    nodes: { id: string; kind: string; name: string; members: object[] }[];
    edges: { from: string; to: string; label: string }[];
  }[];
  readonly notes: string[];
}

const FORMATS = ["html", "svg", "mermaid", "json"] as const;

/** The map without the names of resources, which only a program has. */
function bare({ customers }: Shown): unknown {
  return JSON.parse(JSON.stringify(customers, (key, value: unknown) => (key === "resource" ? undefined : value))) as unknown;
}

describe("yay map", () => {
  let simulator: Simulator;
  let file: string;
  beforeAll(async () => {
    simulator = await startSimulator({ seed });
    file = await desk.put("stack.json", exported());
  });
  afterAll(() => simulator.close());

  const json = async (args: readonly string[]): Promise<Shown> => {
    const { code, out, err } = await yay(["map", ...args, "--format", "json"], { env: settingsOf(simulator) });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    return JSON.parse(out) as Shown;
  };

  it("draws a stack and what lives of it alike", async () => {
    const [stack, live] = [await json([file]), await json(["--live", "--customer", "Acme Ltd"])];
    expect(stack.customers).toHaveLength(1);
    expect(stack.customers[0]!.nodes.map(({ name }) => name)).toEqual([
      "+441632960123",
      "Office hours",
      "Main line",
      "Night",
      "Helpline",
      "Sales",
      "Boss",
      "Anna",
      "Messages",
    ]);
    expect(stack.customers[0]!.edges).toHaveLength(11);
    expect(bare(live)).toEqual(bare(stack));
  });

  it("reads the state of a stack by pulumi, without what is only still to be deleted", async () => {
    const env = await desk.pulumi({ "stack export": { out: exported() } });
    const { code, out } = await yay(["map", "--stack", "dev"], { env });
    expect(code).toBe(0);
    expect(out).toMatch(/^flowchart LR\n/);
    expect(out).toContain('|"key 1, invalid"|');
    expect(out).not.toContain("Old sales");
  });

  it("finds a customer by uuid, by the name of the account, of the contact or of the resource, and says whom there is", async () => {
    for (const name of firstOf(["acme", ids.acme.toUpperCase(), ids.acme, "acme-1", "Acme Ltd"], 2))
      expect((await json([file, "--customer", name])).customers).toHaveLength(1);
    for (const name of firstOf(["acme-1", ids.acme, "Acme Ltd"], 1))
      expect((await json(["--live", "--customer", name])).customers).toHaveLength(1);
    const { code, err } = await yay(["map", file, "--customer", "globex"]);
    expect({ code, err }).toEqual({ code: 2, err: 'error: There is no customer "globex". There are: Acme Ltd.\n' });
  });

  it("only reads: a list for each kind that it draws", async () => {
    const before = simulator.requests.length;
    await json(["--live"]);
    const made = simulator.requests.slice(before);
    expect(new Set(made.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(made.filter(({ path }) => path.startsWith("/voip/"))).toHaveLength(2 * 8);
    expect(made.filter(({ path }) => !path.startsWith("/voip/")).map(({ path }) => path)).toEqual([
      "/account/reseller",
      "/account/reseller",
    ]);
  });

  it("writes a page that needs nothing but itself, and takes the format from the name of the file", async () => {
    const output = desk.path("acme.html");
    expect(await yay(["map", file, "-o", output])).toMatchObject({ code: 0, out: "", err: "" });
    const page = await readFile(output, "utf8");
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toContain("<h1>Map of Acme Ltd</h1>");
    expect(page).toContain("key 1, invalid");
    expect(page.match(/<tr class="object">/g)).toHaveLength(9);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect((await yay(["map", file, "-o", desk.path("acme.svg")])).code).toBe(0);
    expect(await readFile(desk.path("acme.svg"), "utf8")).toMatch(/^<svg [^>]*aria-label="Map of Acme Ltd"/);
  });

  it("puts numbers left of hours, those left of flows, and so on to the mailboxes", async () => {
    const { out } = await yay(["map", file, "--format", "svg"]);
    const left = (name: string): number => Number(new RegExp(`<title>${name}\\n[^]*?<rect class="box" x="([\\d.]+)"`).exec(out)?.[1]);
    const order = ["\\+441632960123", "Office hours", "Main line", "Helpline", "Sales", "Anna", "Messages"].map(left);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });

  it.each(FORMATS)("shows no secret as %s", async (format) => {
    for (const source of runsAll || format === "json" ? [[file], ["--live"]] : [[file]]) {
      const { out, code } = await yay(["map", ...source, "--format", format], { env: settingsOf(simulator) });
      expect(code).toBe(0);
      for (const hidden of [PASSWORD, "4711", "4812", "v1:x", "ciphertext"]) expect(out).not.toContain(hidden);
    }
  });

  it("says what could not be read, and draws the rest", async () => {
    simulator.faults.add({ times: 0, match: { path: "/voip/queue-group" }, effect: { kind: "status", status: 404 } });
    const { code, out, err } = await yay(["map", "--live"], { env: settingsOf(simulator) });
    simulator.faults.clear();
    expect(code).toBe(0);
    expect(err).toMatch(/^note: Objects of the kind QueueGroup could not be read 2 times and are missing: /);
    expect(out).toContain("Main line");
  });

  it("draws what the program of a folder declares, without an engine and an account", async () => {
    const { code, out, err } = await yay(["map", "--cwd", resolve("examples/whole-call"), "--format", "json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const drawn = JSON.stringify(JSON.parse(out));
    for (const name of ["Main line", "Workshop"]) expect(drawn).toContain(name);
  });

  it("runs the program with the configuration that is named, of a project with several stacks", async () => {
    const folder = await project({
      "Pulumi.yaml": "name: acme\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "config:\n  acme:number: '+441632960103'\n",
      "Pulumi.prod.yaml": "config:\n  acme:number: '+441632960104'\n",
      "index.js": `${requires}new yay.PhoneNumber("n", { number: new pulumi.Config().require("number") });`,
    });
    const draw = (...more: string[]) => yay(["map", "--cwd", folder, "--format", "json", ...more]);
    expect(await draw()).toMatchObject({ code: 2, err: holding("Name one by --config <stack>.") });
    const { code, out, err } = await draw("--config", "prod");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("+441632960104");
  });

  it("fails if nothing could be read", async () => {
    const { code, out, err } = await yay(["map", "--live"], { env: { ...settingsOf(simulator), YAY_PASSWORD: "not-this-one" } });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("error: ");
    expect(err).not.toContain("not-this-one");
  });

  const refused: [string[], string][] = [
    [["--cwd", "FOLDER"], "Cannot run the program in "],
    [["FILE", "--config", "dev"], "--config is for the program, and goes with neither a file nor --stack nor --live."],
    [["FILE", "--live"], "Name a file, or --stack, or --live"],
    [["--live", "--config", "dev"], "--config is for the program"],
    [["--stack", "dev", "--config", "dev"], "--config is for the program"],
    [["OTHER"], "is neither the output of `pulumi stack export`"],
  ];
  it.each(firstOf(refused, 3))("refuses %j", async (args, words) => {
    const files: Record<string, string> = { FILE: file, FOLDER: dirname(file), OTHER: await desk.put("other.json", { steps: 1 }) };
    const { code, err } = await yay(["map", ...args.map((arg) => files[arg] ?? arg)]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
