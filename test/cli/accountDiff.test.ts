import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf } from "../support/all";
import { settingsFor } from "../support/engine";
import { type RecordedStack, serve, type Server } from "../support/recorded";
import { exported, ids, PASSWORD, program, seed, stateOf, stepUuids } from "./mapAccount";
import { Desk, settingsOf, yay } from "./support";

jest.setTimeout(180_000);

const desk = new Desk();
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const flowOf = (menu: object) => {
  const [, , { flow }] = program.find(([, name]) => name === "main")!;
  return { ...(flow as Record<string, object>), menu: { module: "pressextension", next: menu } };
};
const rerouted = flowOf({ 1: "message", 2: "wait", invalid: "sales", timeout: "message" });

interface Told {
  readonly customers: {
    name: string;
    changes: { kind: string; name: string; fate: string; notes: string[]; arguments: { path: string; sentence: string }[] }[];
  }[];
  readonly unchanged: number;
}

describe("yay diff", () => {
  let simulator: Simulator;
  let before: string;
  beforeAll(async () => {
    simulator = await startSimulator({ seed });
    before = await desk.put("before.json", exported());
  });
  afterAll(() => simulator.close());

  const changed = () =>
    desk.put("after.json", exported({ main: { flow: rerouted }, sales: { members: [ids.boss], extension: 601 } }, ["anna"]));

  it("says by customer and object what differs between two exports, with names instead of uuids", async () => {
    const { code, out, err } = await yay(["diff", before, await changed()]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      [
        "Acme Ltd",
        "  Call flow Main line (main) changes",
        "    menu: key 1 now goes to message (was sales)",
        "  Group Sales (sales) changes",
        "    extension is now 601 (was 600)",
        "    members: no longer Anna",
        "  Phone Anna (anna) is gone",
        "2 changed, 1 gone; 7 the same.",
        "Secrets, such as passwords and PINs, are not compared.",
        "",
      ].join("\n"),
    );
  });

  it("says that nothing differs", async () => {
    expect((await yay(["diff", before, before])).out).toBe("Nothing differs: 10 objects are the same.\n");
  });

  it("tells the same as JSON, as Markdown with the map, and as a page with the map and the pictures of flows", async () => {
    const after = await changed();
    const told = JSON.parse((await yay(["diff", before, after, "--format", "json"])).out) as Told;
    expect(told.customers[0]!.changes.map(({ name, fate }) => [name, fate])).toEqual([
      ["Main line", "changed"],
      ["Sales", "changed"],
      ["Anna", "removed"],
    ]);
    expect(told.customers[0]!.changes[0]!.arguments).toMatchObject([
      { path: "flow.menu.next.1", sentence: "menu: key 1 now goes to message (was sales)" },
    ]);
    const { out: markdown } = await yay(["diff", before, after, "--format", "markdown"]);
    expect(markdown).toMatch(/^### Acme Ltd\n\n```mermaid\nflowchart LR\n/);
    expect(markdown).toContain("```\n\nthick green: is new · thick amber: changes · dashed purple: is gone\n\n- **Call flow Main line");
    expect(markdown).toMatch(/n\d+\["Sales<br\/>Group #183; 601"\]:::changed/);
    expect(markdown).toMatch(/n\d+\(\["Anna<br\/>Phone #183; 101"\]\):::removed/);
    expect(markdown).toContain("- **Group Sales (sales) changes**\n  - extension is now 601 (was 600)\n");
    expect(markdown).toContain("<details><summary>Picture of Main line</summary>");
    const { out: page } = await yay(["diff", before, after, "--format", "html"]);
    expect(page).toContain("<h1>What changes for Acme Ltd</h1>");
    expect(page).toContain('aria-label="Picture of Acme Ltd"');
    expect(page).toContain('aria-label="Picture of Call flow Main line (main) changes"');
    expect(page).toMatch(/<g class="node end removed"><title>Anna/);
    expect((await yay(["diff", before, after, "--format", "svg"])).out).toMatch(/^<svg [^>]*aria-label="Map of Acme Ltd"/);
  });

  it("fails if a change brings an error into a call flow, and not if it was there before", async () => {
    const broken = await desk.put("broken.json", exported({ main: { flow: flowOf({ 1: "nowhere", 2: "wait", timeout: "message" }) } }));
    const { code, out } = await yay(["diff", before, broken]);
    expect(code).toBe(1);
    expect(out).toContain("flow.menu.next.1 [target-missing]");
    const still = await desk.put("still.json", exported({ main: { flow: flowOf({ 1: "nowhere", 2: "message", timeout: "message" }) } }));
    expect((await yay(["diff", broken, still])).code).toBe(0);
  });

  it("reads exports that git has, by revision and path", async () => {
    const folder = desk.path("");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "init.defaultBranch=main", ...args], {
        cwd: folder,
        stdio: "pipe",
      });
    git("init");
    await desk.put("prod.json", exported());
    git("add", "prod.json");
    git("commit", "-m", "one");
    await desk.put("prod.json", exported({ sales: { name: "Selling" } }));
    const { out, code } = await yay(["diff", "HEAD:prod.json", desk.path("prod.json"), "--cwd", folder]);
    expect({ code, out: out.split("\n").slice(1, 3) }).toEqual({
      code: 0,
      out: ["  Group Selling (sales) changes", "    name is now Selling (was Sales)"],
    });
    const { code: refused, err } = await yay(["diff", "HEAD:none.json", before, "--cwd", folder]);
    expect(refused).toBe(2);
    expect(err).toContain("Cannot read HEAD:none.json: there is no such file, and git does not have it");
  });

  describe("of a preview", () => {
    const type = (kind: string) => `pulumi-nodejs:dynamic/yay:${kind}`;
    const urn = (kind: string, name: string) => `urn:pulumi:dev::proj::${type(kind)}::${name}`;
    const planned = (name: keyof typeof ids, op: string, changes?: Record<string, unknown>, dependencies?: Record<string, string[]>) => {
      const [kind, , args] = program.find(([, each]) => each === name)!;
      const old = stateOf(kind, name, args);
      const rest = { ...old, outputs: {} };
      const inputs = { ...(old["inputs"] as object), ...changes };
      return {
        op,
        urn: old["urn"],
        ...(op !== "create" && { oldState: old }),
        ...(op !== "delete" && { newState: { ...rest, inputs, ...(op === "create" && { id: "" }), propertyDependencies: dependencies } }),
      };
    };
    const fresh = {
      op: "create",
      urn: urn("SipUser", "carl"),
      newState: {
        urn: urn("SipUser", "carl"),
        type: type("SipUser"),
        custom: true,
        inputs: { customer: ids.acme, displayName: "Carl", extension: 102, userPassword: "[secret]" },
      },
    };
    const plan = {
      config: { "yay:password": "[secret]" },
      changeSummary: {},
      steps: [
        planned("acme", "same"),
        planned("number", "same"),
        planned("hours", "same"),
        planned("main", "same"),
        planned("night", "same"),
        planned("queue", "same"),
        planned("boss", "update"),
        planned("messages", "create-replacement", { name: "Voicemail" }),
        planned("messages", "delete-replaced"),
        planned("anna", "delete"),
        fresh,
        planned("sales", "update", { members: [ids.boss, UNKNOWN] }, { members: [urn("SipUser", "boss"), urn("SipUser", "carl")] }),
      ],
    };

    it("says what would change, also of what is not made yet, as Markdown for a pull request", async () => {
      const env = await desk.pulumi({ "preview --json": { out: plan } });
      const { code, out, err } = await yay(["diff", "--stack", "dev"], { env });
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out.split("\n").filter((line) => /^ *- /.test(line))).toEqual([
        "- **Phone Boss (boss) changes**",
        "  - something changes that cannot be seen here, such as a password",
        "- **Mailbox Voicemail (messages) changes**",
        "  - name is now Voicemail (was Messages)",
        "  - is replaced: a new one is made, and the old one deleted",
        "- **Phone Carl (carl) is new**",
        "- **Group Sales (sales) changes**",
        "  - members: now also Carl; no longer Anna",
        "- **Phone Anna (anna) is deleted**",
      ]);
      expect(out).toMatch(/n\d+\(\["Carl<br\/>Phone #183; 102"\]\):::added/);
    });

    it("runs the engine that people have, and not a package of that name which npx finds first", async () => {
      const env = await desk.pulumi({ "preview --json": { out: plan } });
      const ofNpm = desk.path("node_modules/.bin");
      await mkdir(ofNpm, { recursive: true });
      await writeFile(join(ofNpm, "pulumi"), "#!/bin/sh\nexit 9\n", { mode: 0o755 });
      const { code, err } = await yay(["diff", "--stack", "dev"], { env: { PATH: [ofNpm, env["PATH"]].join(delimiter) } });
      expect({ code, err }).toEqual({ code: 0, err: "" });
    });

    it("reads the file of a preview, and draws a way to what is not made yet", async () => {
      const { out } = await yay(["diff", await desk.put("plan.json", plan), "--format", "mermaid"]);
      const idOf = (name: string) => new RegExp(`(n\\d+)\\W+${name}<br`).exec(out)?.[1];
      expect(out).toContain(`${idOf("Sales")!} ==> ${idOf("Carl")!}`);
      expect(out).toContain(`${idOf("Sales")!} -.-> ${idOf("Anna")!}`);
    });
  });

  describe("with what lives", () => {
    const live = (args: readonly string[] = []) => yay(["diff", before, "--live", ...args], { env: settingsOf(simulator) });

    it("finds nothing if nobody has changed it, and compares what a program declares alone", async () => {
      const { code, out, err } = await live();
      expect({ code, out, err }).toEqual({ code: 0, out: "Nothing differs: 10 objects are the same.\n", err: "" });
    });

    it("says what somebody has changed, with the program's names of steps, and what only one of them has", async () => {
      simulator.portal.edit(ids.main, (record) => {
        const flow = record["flow"] as Record<string, { next: Record<string, string> }>;
        flow[stepUuids.menu]!.next["2"] = stepUuids.message;
      });
      simulator.portal.edit(ids.sales, { members: [ids.boss] });
      simulator.portal.addObject("group", { name: "Made by hand", extension_number: 602, members: [] }, "acme-1");
      simulator.portal.remove(ids.anna);
      const { out } = await live();
      expect(out).toBe(
        [
          "Acme Ltd",
          "  Call flow Main line (main) differs",
          "    menu: key 2 now goes to message (was wait)",
          "  warning  flow.wait [step-unreachable]",
          '           No path leads from start to step "wait".',
          "           Lead to it, or remove it.",
          "  Group Sales (sales) differs",
          "    members: no longer Anna",
          "  Group Made by hand lives, and is not in the stack",
          "  Phone Anna (anna) is in the stack, and does not live",
          "1 only live, 2 different, 1 only in the stack; 7 the same.",
          "Secrets, such as passwords and PINs, are not compared.",
          "",
        ].join("\n"),
      );
    });

    it("does not call new what each account has one of from the start, and says the kind once of what has no name", async () => {
      const globex = "0a7c2222-2222-4222-8222-222222222222";
      const both = await startSimulator({
        seed: { customers: [...(seed.customers ?? []), { uuid: globex, name: "globex-1", contact_name: "Globex" }] },
      });
      const stack = exported() as { deployment: { resources: object[] } };
      const type = "pulumi-nodejs:dynamic/yay:CallRecordingRetention";
      const other = { ...stateOf("SubReseller", "acme", { name: "globex-1" }), id: globex, urn: "urn:pulumi:dev::proj::t::globex" };
      const kept = { customer: ids.acme, expiresIn: 2 };
      const retention = {
        urn: `urn:pulumi:dev::proj::${type}::acme/recordings`,
        type,
        id: `/voip/call-retention of ${ids.acme}`,
        inputs: kept,
        outputs: kept,
      };
      const file = await desk.put("both.json", { deployment: { resources: [...stack.deployment.resources, other, retention] } });
      both.portal.addObject("group", { name: "", extension_number: 602, members: [] }, "acme-1");
      const { out } = await yay(["diff", file, "--live"], { env: settingsOf(both) });
      await both.close();
      expect(out).toContain("  Call recording retention (acme/recordings) differs\n    expiresIn is now 3 (was 2)\n");
      expect(out).toMatch(/^ {2}Group [0-9a-f]{8}… lives, and is not in the stack$/m);
      expect(out).toContain("1 only live, 1 different; 11 the same.");
    });

    it("takes nothing for gone of which the list could not be read", async () => {
      simulator.faults.add({ times: 0, match: { path: "/voip/mailbox" }, effect: { kind: "status", status: 400 } });
      const { out } = await yay(["diff", before, "--live", "--customer", "acme"], { env: settingsOf(simulator) });
      simulator.faults.clear();
      expect(out).not.toContain("Mailbox Messages");
      expect(out).toContain("Objects of the kind Mailbox could not be read and are missing");
    });
  });

  it("shows no secret in any format", async () => {
    const after = await desk.put(
      "secrets.json",
      exported({ anna: { userPassword: PASSWORD, displayName: "Anne" }, messages: { password: "9999", name: "Box" } }),
    );
    for (const format of firstOf(["text", "json", "html", "markdown", "svg", "mermaid"], 3)) {
      const { out } = await yay(["diff", before, after, "--format", format]);
      expect(out).toContain("Anne");
      for (const hidden of [PASSWORD, "4711", "9999", "ciphertext"]) expect(out).not.toContain(hidden);
    }
  });

  it.each([
    [["FILE"], "Name two files"],
    [[], "Name two files"],
    [["FILE", "FILE", "FILE"], "there are 3 files"],
    [["FILE", "FILE", "--customer", "globex"], 'There is no customer "globex". There are: Acme Ltd.'],
  ])("refuses %j", async (args, words) => {
    const { code, err } = await yay(["diff", ...args.map((arg) => (arg === "FILE" ? before : arg))]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});

describe.each(firstOf(["everything", "otherSpelling", "quickstart"], 2))(
  "yay with the recorded stack %s and the account that belongs to it",
  (name) => {
    const folder = join(__dirname, "../state/0.1.0", name);
    let server: Server;
    beforeAll(async () => {
      const { account } = JSON.parse(await readFile(join(folder, "account.json"), "utf8")) as RecordedStack;
      server = await serve(account);
    });
    afterAll(() => server.close());

    it("finds no difference, whatever the platform spells otherwise or does not show", async () => {
      const { code, out } = await yay(["diff", join(folder, "state.json"), "--live", "--format", "json"], { env: settingsFor(server) });
      const { customers } = JSON.parse(out) as Told;
      expect(code).toBe(0);
      expect(customers.flatMap(({ changes }) => changes).filter(({ fate }) => fate !== "added")).toEqual([]);
    });

    it("draws it, and shows nothing that is encrypted", async () => {
      const { code, out, err } = await yay(["map", join(folder, "state.json"), "--format", "html"]);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain('<g class="node');
      expect(out).not.toMatch(/ciphertext|v1:|1b47061264138c4ac30d75fd1eb44270/);
    });
  },
);
