import { readFile } from "node:fs/promises";
import { program, programWith, stepUuids } from "./flows";
import { refreshedPreview, type Refreshed } from "./drifted";
import { Desk, yay } from "./support";

const desk = new Desk();

const acme = "aaaa0000-0000-4000-8000-000000000001";
const phones = ["bbbb0000-0000-4000-8000-000000000001", "bbbb0000-0000-4000-8000-000000000002"] as const;
const customer: Refreshed = { name: "acme", kind: "SubReseller", id: acme, stored: { name: "acme", contactName: "Acme Ltd" } };
const flow = { customer: acme, name: "Main line", extension: 501, flow: program, stepUuids };
const line: Refreshed = { name: "main-line", kind: "CallFlow", stored: flow, live: { ...flow, flow: programWith({ 2: "voice" }) } };

const drift = async (resources: readonly Refreshed[], ...args: string[]) =>
  yay(["drift", await desk.put("preview.json", refreshedPreview(...resources)), ...args]);

describe("yay drift of a preview in a file", () => {
  it("says what somebody has changed, and ends with a code of its own", async () => {
    const members = (...uuids: string[]) => ({ customer: acme, name: "Sales", extension: 600, members: uuids });
    const group: Refreshed = { name: "sales", stored: members(phones[0]), live: members(phones[1]) };
    const bob: Refreshed = { name: "bob", kind: "SipUser", id: phones[1], stored: { customer: acme, displayName: "Bob" } };
    const { code, out, err } = await drift([customer, line, group, bob]);
    expect({ code, err }).toEqual({ code: 3, err: "" });
    expect(out).toBe(
      'acme (Acme Ltd)\n  CallFlow main-line ("Main line", extension 501)\n    menu: key 2 goes to voice, the program says room\n' +
        '  HuntGroup sales ("Sales", extension 600)\n' +
        "    members also has bob, which the program does not say, and lacks SipUser bbbb0000…, which the program says\n\n" +
        "Drift: 2 of 4 objects of 1 stack are not as the code says.\n",
    );
  });

  it("finds none where all is as it was, however it is spelt", async () => {
    const stored = { customer: acme, name: "Sales", extension: 600, members: [...phones] };
    const live = { ...stored, members: [...phones].reverse(), updated: "2026-11-29" };
    expect(await drift([customer, { name: "sales", stored, live, updated: false }])).toEqual({
      code: 0,
      out: "No drift: 2 objects of 1 stack are as the code says.\n",
      err: "",
    });
  });

  it("tells an edit of the program, and one that both have made, from drift", async () => {
    const at = (name: string, extension = 600) => ({ customer: acme, name, extension });
    const { code, out } = await drift([
      customer,
      { name: "edited", stored: at("Sales"), program: at("Sales team") },
      { name: "both", stored: at("Desk"), live: at("Front desk"), program: at("Front desk") },
      { name: "left", stored: at("Left"), program: undefined },
      { name: "fought", stored: at("Was"), live: at("Portal"), program: at("Program", 601) },
    ]);
    expect(code).toBe(3);
    expect(out).toContain('    name is "Portal", the program says "Program" (last deployed: "Was")\n\n');
    expect(out).toContain(
      'No drift, the program changes HuntGroup edited ("Sales", extension 600): name is now "Sales team" (was "Sales").\n',
    );
    expect(out).toContain('No drift, the program changes HuntGroup fought ("Portal", extension 600): extension is now 601 (was 600).\n');
    expect(out).toContain('HuntGroup left ("Left", extension 600): the program does not declare it any more: `pulumi up` deletes it.\n');
    expect(out).toContain('No drift, HuntGroup both ("Front desk", extension 600) was changed to what the program says by now');
    expect(out).toContain("Drift: 1 of 5 objects");
  });

  it.each(["text", "json", "markdown", "html"])(
    "tells two customers of one name apart, and one that nobody knows by its uuid, as %s",
    async (format) => {
      const stranger = "cccc0000-0000-4000-8000-000000000003";
      const twins = [acme, stranger].map((id, index): Refreshed => ({
        name: `c${index}`,
        kind: "SubReseller",
        id,
        stored: { name: "acme", contactName: "Acme" },
      }));
      const edited = (customerOf: string): Refreshed => ({
        name: `of-${customerOf}`,
        stored: { customer: customerOf, name: "Sales" },
        live: { customer: customerOf, name: "Edited" },
      });
      const { out } = await drift(
        [...twins, edited(acme), edited(stranger), edited("dddd0000-0000-4000-8000-000000000004")],
        "--format",
        format,
      );
      for (const name of ["Acme (aaaa0000…)", "Acme (cccc0000…)"]) expect(out).toContain(name);
      expect(out).toContain(format === "json" ? '"customerName": null' : "Customer dddd0000-0000-4000-8000-000000000004");
    },
  );

  it("takes what no preview knows yet for what lives, and for no more than one entry of a list each", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const group = (members: readonly string[], mailbox?: string) => ({
      customer: acme,
      name: "Sales",
      members,
      ...(mailbox && { mailbox }),
    });
    const stored = group([phones[0]]);
    const { code, out } = await drift([
      customer,
      { name: "joined", stored, live: group([...phones], "box"), program: group([phones[0], unknown], unknown) },
      { name: "crowded", stored, live: group([...phones, "other"]), program: group([unknown, phones[0]]) },
    ]);
    expect(code).toBe(3);
    expect(out).toContain(
      'HuntGroup crowded ("Sales")\n    members also has "other", which the program does not say (last deployed: SipUser bbbb0000…)\n\nDrift: 1 of 3',
    );
    expect(out).not.toContain("not known yet");
  });

  it("says what is gone, and nothing of what is gone from the program, too", async () => {
    const stored = { customer: acme, name: "Sales" };
    const { code, out } = await drift([
      customer,
      { name: "sales", stored, live: undefined },
      { name: "old", stored, live: undefined, program: undefined },
    ]);
    expect(code).toBe(3);
    expect(out).toContain('HuntGroup sales ("Sales")\n    is gone: somebody deleted it, and the code has it still\n');
    expect(out).not.toContain('HuntGroup old ("Sales")\n');
  });

  it("says that a secret has changed, of which both states say only that there is one", async () => {
    const stored = { customer: acme, name: "Box", password: "[secret]" };
    const box = (name: string, how: Partial<Refreshed>): Refreshed => ({ name, kind: "Mailbox", stored, ...how });
    const { code, out } = await drift([
      customer,
      box("portal", { touched: true, updated: true }),
      box("both", { touched: true }),
      box("program", { updated: true }),
      box("nobody", {}),
    ]);
    expect(code).toBe(3);
    expect(out).toContain('Mailbox portal ("Box")\n    password is not what the program says; it is a secret and not shown\n\n');
    expect(out).toContain('No drift, Mailbox both ("Box") was changed to what the program says by now');
    expect(out).toContain('the program changes Mailbox program ("Box"): something that is not shown, such as a secret.\n');
    expect(out).toContain("Drift: 1 of 5 objects");
  });

  it("passes by what the engine has still to delete, what is only looked up, and kinds that are no objects", async () => {
    const [stored, live] = [{ name: "Sales" }, { name: "Edited" }];
    const { code, out } = await drift([
      { name: "replaced", stored, live, more: { delete: true } },
      { name: "looked-up", stored, live, more: { external: true } },
      { name: "paid", kind: "CreditTransferIntent", stored, live },
    ]);
    expect([code, out]).toEqual([0, "No drift: 0 objects of 1 stack are as the code says.\n"]);
  });

  it("finds a resource again that has another name in the program now", async () => {
    const plan = refreshedPreview({ name: "sales", stored: { name: "Sales" }, live: { name: "Edited" } }) as {
      steps: { op: string; urn: string }[];
    };
    for (const step of plan.steps) if (step.op === "update") step.urn = step.urn.replace(/sales$/, "verkauf");
    const { out } = await yay(["drift", await desk.put("renamed.json", plan)]);
    expect(out).toContain('HuntGroup verkauf ("Edited")\n    name is "Edited", the program says "Sales"\n');
  });
});

describe("the reports of yay drift", () => {
  const nasty = '<img src=x onerror="alert(1)">\u001b[31m@everyone `x`';
  const named: Refreshed = { name: "sales", stored: { customer: acme, name: "Sales" }, live: { customer: acme, name: nasty } };

  it("draw the flow as the code has it and as it lives in one page that needs nothing else, light and dark", async () => {
    const { code, out } = await drift([customer, line], "--format", "html");
    expect(code).toBe(3);
    expect(out.match(/<svg /g)).toHaveLength(2);
    expect(out).toContain('class="edge removed"');
    expect(out).toContain("@media (prefers-color-scheme: dark)");
    expect(out).toContain("<li>menu: key 2 goes to voice, the program says room</li>");
    expect(out.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<script|<link|@import|url\(/);
  });

  it("draw steps of modules that nobody has documented as such, with the ways that lead out of them, and no difference where there is none", async () => {
    const uuids = Object.fromEntries(
      ["start", "odd", "other", "voice"].map((step, index) => [step, `cccc0000-0000-4000-8000-00000000000${index}`]),
    );
    const steps = (to: string) => ({
      start: { module: "start", next: "odd" },
      odd: { module: "mystery", goes: uuids[to], within: [{ to: uuids["voice"] }] },
      other: { module: "riddle", next: { 1: uuids["voice"] } },
      voice: { module: "voicemail", mailboxes: [phones[0]] },
    });
    const odd = (to: string) => ({ customer: acme, name: "Odd", flow: steps(to), stepUuids: uuids });
    const strange: Refreshed = { name: "odd", kind: "CallFlow", stored: odd("voice"), live: odd("other") };
    expect((await drift([customer, { ...strange, live: { ...odd("voice"), flow: { ...steps("voice") } } }])).code).toBe(0);
    const { out } = await drift([customer, strange], "--format", "markdown");
    expect(out).toContain("- odd: goes is other, the program says voice\n");
    expect(out).toMatch(
      /n1\[\["odd<br\/>mystery"\]\]:::changed\n[^]*n1 ==>\|"goes"\| n2\n[^]*n1 -->\|"within\.0\.to"\| n3\n[^]*n2 -->\|"next\.1"\| n3/,
    );
    const { out: page } = await drift([customer, strange], "--format", "html");
    expect(page.match(/class="node undocumented/g)).toHaveLength(4);
    expect(page.match(/class="edge(?: changed)?"/g)).toHaveLength(7);
  });

  it.each(["text", "json", "markdown", "html"])("escape what comes from outside as %s", async (format) => {
    const { out } = await drift([customer, named], "--format", format);
    expect(out).toContain("onerror");
    expect(out).not.toContain("\u001b");
    if (format === "html") expect(out).not.toContain("<img");
    if (format === "markdown") expect(out).not.toMatch(/(?<!\\)<img|@everyone|(?<!\\)`x/);
  });

  it.each(["text", "json", "markdown", "html"])("show no secret as %s", async (format) => {
    const users = (password: string) => ({ "acme.api": { email: "api@acme.example", password } });
    const secretly = (pin: string) => ({ ...flow, flow: { ...program, room: { module: "conference", pin } } });
    const { out } = await drift(
      [
        { ...customer, stored: { ...customer.stored, users: users("[secret]") }, live: { ...customer.stored, users: users("sentinel-1") } },
        { ...line, stored: secretly("0420"), live: secretly("1234"), program: secretly("[secret]") },
        {
          name: "box",
          kind: "Mailbox",
          stored: { customer: acme, name: "Box", password: "[secret]" },
          live: { customer: acme, name: "Box", password: "4711" },
        },
      ],
      "--format",
      format,
    );
    expect(out).toContain("users.acme.api.password");
    expect(out).not.toMatch(/sentinel|0420|1234|4711/);
  });

  it("go into files in the format of their ending, while one sentence is printed", async () => {
    const [page, issue] = [desk.path("drift.html"), desk.path("drift.md")];
    const { code, out } = await drift([customer, line], "--output", page, "-o", issue);
    expect([code, out]).toEqual([3, "Drift: 1 of 2 objects of 1 stack is not as the code says.\n"]);
    expect(await readFile(page, "utf8")).toMatch(/^<!doctype html>/);
    const text = await readFile(issue, "utf8");
    expect(text).toContain("### acme (Acme Ltd)\n");
    expect(text).toContain("- menu: key 2 goes to voice, the program says room\n");
    expect(text).toContain("```mermaid\n");
  });

  it("fit into an issue, however much has drifted", async () => {
    const many = Array.from({ length: 1500 }, (_, index): Refreshed => ({
      name: `group-${index}`,
      stored: { customer: acme, name: "Sales" },
      live: { customer: acme, name: `Edited ${index}` },
    }));
    const { out } = await drift([customer, ...many], "--format", "markdown");
    expect(out.length).toBeLessThan(65_000);
    expect(out).toContain("This report is cut");
  });

  it("have paths, values and sentences in JSON", async () => {
    const { out } = await drift([customer, line], "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      stacks: ["dev"],
      looked: 2,
      drifted: [
        {
          customer: acme,
          kind: "CallFlow",
          resource: "main-line",
          fate: "changed",
          changes: [
            { path: "flow.menu.next.2", lives: "voice", says: "room", sentence: "menu: key 2 goes to voice, the program says room" },
          ],
        },
      ],
      pending: [],
      agreed: [],
      unread: [],
    });
  });
});

describe("yay drift refuses", () => {
  const plan = (steps: object[]) => ({ steps, changeSummary: {} });
  it.each([
    ["what is no preview", { deployment: {} }, "is not the output of"],
    ["a preview without a refresh", plan([{ op: "same", urn: "urn:pulumi:dev::p::t::x" }]), "was made without --refresh"],
  ])("%s", async (_what, content, words) => {
    const { code, err } = await yay(["drift", await desk.put("wrong.json", content)]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it("a file whose format nobody says, before it looks", async () => {
    const { code, err } = await yay(["drift", "nowhere.json", "--output", "report"]);
    expect(code).toBe(2);
    expect(err).toContain("--output report: give a file that ends in .txt, .json, .md or .html");
  });

  it("files beside a stack", async () => {
    expect(await yay(["drift", "preview.json", "--stack", "dev"])).toMatchObject({ code: 2 });
  });
});
