import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json, JsonObject } from "../../provider/simulator/index";
import { yay } from "../cli/support";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { Stranger } from "../support/lifecycleStranger";
import { foundOf } from "../support/marked";

jest.setTimeout(600_000);

const marked = {
  contact: "Sentinel Marlowe",
  phone: "+447700900123",
  street: "7 Sentinel Lane",
  mail: "sentinel@harbour.example",
  firstName: "Sentinella",
  flowName: "Sentinel Reception",
  extension: 707135,
  forward: "+447700900789",
  pattern: "^447700900456",
  spare: 818283,
  voice: "sentinel-voice",
  patience: 4711471,
} as const;

const found = foundOf(Object.values(marked).map(String));

/** As an API might show it: telephone numbers in groups, texts in capitals. */
function spelled(value: Json, key = ""): Json {
  if (Array.isArray(value)) return value.map((item) => spelled(item, key));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spelled(inner, name)]));
  if (typeof value !== "string") return value;
  if (value.startsWith("+447")) return value.replace(/^\+44(\d{4})(\d+)/, "+44 $1 $2");
  return ["contact_name", "street_one", "contact_first_name"].includes(key) ? value.toUpperCase() : value;
}

/** The same of a whole object; a customer's name goes into a header, and so stays. */
function shown(record: JsonObject): JsonObject {
  const { name, ...rest } = spelled(record) as JsonObject;
  return { name: "flow" in record ? String(name).toUpperCase() : (name ?? ""), ...rest };
}

const program = (more = "", change = (text: string) => text) =>
  change(`
const secret = (value) => pulumi.secret(value);
const acme = new yay.SubReseller("acme", {
  name: "harbour",
  contactName: secret("${marked.contact}"),
  phone: Promise.resolve(secret("${marked.phone}")),
  addresses: [{ streetOne: secret("${marked.street}"), city: "Leeds", zip: "LS1 4AB", countryCode: "GB" }],
  users: [{ name: "boss", email: secret("${marked.mail}"), roleId: 1, password: "pw", contactFirstName: secret("${marked.firstName}") }],
});
const main = new yay.CallFlow("main", {
  customer: acme.uuid,
  name: secret("${marked.flowName}"),
  extension: secret(${marked.extension}),
  flow: {
    start: { module: "start", next: "who" },
    who: { module: "calleridmatch", patterns: ["^0", secret("${marked.pattern}")], match: "ring", nomatch: "keys" },
    keys: { module: "pressextension", next: { 1: "ring", invalid: "closed", timeout: "closed" }, extra: { patience: secret(${marked.patience}) } },
    ring: { module: "extension", extensions: [{ type: "forward", number: secret("${marked.forward}") }] },
    closed: { module: "busy", extra: { voice: secret("${marked.voice}") } },
  },
});
const whole = new yay.CallFlow("whole", {
  name: "Whole", extension: secret(${marked.spare}),
  flow: secret({
    start: { module: "start", next: "keys" },
    keys: { module: "pressextension", next: { 1: "ring", invalid: "closed", timeout: "closed" } },
    ring: { module: "extension", extensions: [{ type: "forward", number: "${marked.forward}" }] },
    closed: { module: "busy" },
  }),
});
exports.name = main.name;
${more}`);

describe("what a program marks as secret", () => {
  let refusal = false;
  let stranger: Stranger;
  let stack: Stack;
  let log: string;
  const printed: string[] = [];
  const run = async (...args: string[]) => {
    const ended = await stack.run(...args);
    printed.push(ended.text);
    return ended;
  };
  const up = (...args: string[]) => run("up", "--yes", "--skip-preview", "--diff", ...args);
  const nothingShown = async () => {
    expect(found(printed.splice(0).join("\n"))).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
    expect(found(await readFile(log, "utf8").catch(() => ""))).toEqual([]);
    expect(found(await stack.notesText())).toEqual([]);
  };
  const record = (name: string) =>
    [...stranger.living.values()].find((one) => String(one.record["name"]).toLowerCase() === name.toLowerCase())!.record;

  beforeAll(async () => {
    stranger = await Stranger.start({
      show: shown,
      onDelete: (record) => (refusal ? { status: 400, result: { refusal: record } } : { status: 204 }),
      refuses: (body) => (refusal ? `no: ${JSON.stringify(body)} ${JSON.stringify(shown(body))}` : undefined),
      write: ({ status, result }) =>
        JSON.stringify({ result, status_code: status, status_message: status === 400 ? JSON.stringify(result) : "said" }),
    });
    stack = await Stack.create(program(), { env: settingsFor(stranger) });
    log = join(stack.folder, "audit.jsonl");
    stack = stack.with({ YAY_AUDIT_LOG: log });
  });
  afterAll(async () => {
    await stack.close();
    await stranger.close();
  });

  it("is in no state, output or log where the API spells it in its own way, and is no drift", async () => {
    expect((await up()).code).toBe(0);
    await nothingShown();
    expect((await up("--refresh", "--expect-no-changes")).code).toBe(0);
    await nothingShown();
    expect(await readFile(log, "utf8")).toContain('"applied"');
  });

  it("is in no report of a conflict, and neither is what somebody else has set in its place", async () => {
    record("Whole")["extension"] = 808246;
    record("harbour")["phone"] = "+447700900555";
    await stack.write(program("", (text) => text.replace('city: "Leeds"', 'city: "York"').replace('name: "Whole"', 'name: "Entire"')));
    const { code, text } = await up("--continue-on-error");
    expect(code).not.toBe(0);
    expect(text).toContain('phone: "[secret]" in the state, "[secret]" live');
    expect(text).toContain('extension: "[secret]" in the state, "[secret]" live');
    expect(foundOf(["808246", "+447700900555"])(text)).toEqual([]);
    await nothingShown();
    expect((await up("--refresh")).code).toBe(0);
    expect(foundOf(["808246", "+447700900555"])(printed.join("\n"))).toEqual([]);
    expect(record("harbour")["phone"]).toBe(marked.phone);
    await nothingShown();
  });

  it("is in no message of a refused creation or update, whatever the answer repeats", async () => {
    refusal = true;
    const other = `new yay.SubReseller("other", { name: "other", contactName: secret("${marked.contact}"), phone: secret("${marked.phone}") });`;
    await stack.write(program(other, (text) => text.replace('city: "Leeds"', 'city: "Hull"').replace('name: "Whole"', 'name: "All"')));
    const { code, text } = await up("--continue-on-error");
    refusal = false;
    expect(code).not.toBe(0);
    for (const what of ['Cannot create SubReseller "other"', 'Cannot update SubReseller "acme"', "The API says: "])
      expect(text).toContain(what);
    await nothingShown();
  });

  itInAll("is in no message about what lives already, and in no report of an adoption", async () => {
    stranger.add("/account/reseller", { name: "older", contact_name: "Somebody", phone: "+447700900555" });
    stranger.add("/voip/flow", { name: "Older", extension: marked.extension, flow: {} });
    const more = `
const flow = { start: { module: "start", next: "closed" }, closed: { module: "busy" } };
new yay.SubReseller("older", { name: "older", contactName: secret("${marked.contact}"), phone: secret("${marked.phone}"), adopt: true });
new yay.CallFlow("older", { name: "New", extension: secret(${marked.extension}), flow });`;
    await stack.write(program(more, (text) => text.replace('next: "who" }', 'next: "keys" }').replace('city: "Leeds"', 'city: "York"')));
    const { code, text } = await up("--continue-on-error");
    expect(code).not.toBe(0);
    expect(text).toContain('phone: "[secret]" in the program, "[secret]" live');
    expect(text).toContain("a CallFlow with extension [secret] lives already");
    await nothingShown();
  });

  it("is in no finding of a check", async () => {
    const wrong = (text: string) => text.replace('["^0", secret("^447700900456")]', 'secret(["+447700900456", "(447700900456"])');
    await stack.write(program("", wrong));
    const { code, text } = await run("preview", "--diff");
    expect(code).not.toBe(0);
    expect(text).toContain('flow.who.patterns.0: patterns.0 of step "who": "[secret]" is not a regular expression');
    await nothingShown();
  });

  itInAll("is in nothing that yay flow prints of a stack", async () => {
    await stack.write(
      program("", (text) =>
        text.replaceAll(marked.forward, "+447700900788").replace(marked.voice, "another voice").replace('next: "who" }', 'next: "keys" }'),
      ),
    );
    const env = { ...settingsFor(stranger), ...stack.environment };
    const commands = [
      ["lint"],
      ["lint", "--preview"],
      ["diff"],
      ["diff", "--format", "json"],
      ["call", "--flow", "main"],
      ["diagram", "--flow", "main"],
    ];
    for (const [command = "", ...options] of commands) {
      const { out, err } = await yay(["flow", command, "--stack", "dev", ...options, "--cwd", join(stack.folder, "program")], { env });
      printed.push(out, err);
      expect([command, err]).toEqual([command, ""]);
    }
    expect(printed.join("\n")).toContain("cannot be seen here");
    expect(foundOf(["+447700900788"])(printed.join("\n"))).toEqual([]);
    await nothingShown();
  });

  it("is in no message of a destroy that fails, and nothing of it is left afterwards", async () => {
    refusal = true;
    const { code, text } = await run("destroy", "--yes", "--skip-preview", "--diff");
    refusal = false;
    expect(code).not.toBe(0);
    expect(text).toContain("Cannot delete CallFlow");
    await nothingShown();
    expect((await run("destroy", "--yes", "--skip-preview", "--diff")).code).toBe(0);
    await nothingShown();
  });
});
