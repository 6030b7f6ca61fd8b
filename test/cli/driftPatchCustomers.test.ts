import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type JsonObject, type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { yay } from "./support";

jest.setTimeout(600_000);

const CUSTOMER = `customer: { name: alder-dental, contactName: Alder Dental }
timezone: Europe/London
countryCode: GB
bundle: { bundleType: 1, autoRenew: true }
mailboxes: { messages: {} }
users:
  anna: { extension: 1001, displayName: Anna, groups: [york] } # at the desk
  ben: { extension: 1002, displayName: Ben }
groups: { york: { extension: 600 } }
flows:
  main: { extension: 500, flow: { start: { module: start, next: message }, message: { module: voicemail, mailboxes: [messages] } } }
  closed: { template: message, extension: 501, with: { messages: messages } }
hours: { main: { template: office } }
numbers: ["+441904960201"]
`;

const TEMPLATES = `flows:
  message:
    flow:
      start: { module: start, next: message }
      message: { module: voicemail, mailboxes: [messages] }
hours:
  office: { open: { mon-fri: ["9:00-17:00"], sat-sun: closed }, exceptions: ["2026-12-25"] }
`;

const PROGRAM = `const { readCustomers } = require("pulumi-yay/customers");
for (const [name, customer] of Object.entries(readCustomers("customers/*.yaml"))) new yay.Customer(name, customer);
`;

describe("yay drift --patch of customers that are kept as YAML", () => {
  let simulator: Simulator;
  let stack: Stack;
  let folder: string;

  beforeAll(async () => {
    simulator = await startSimulator();
    stack = await Stack.create(PROGRAM, { env: settingsFor(simulator) });
    folder = join(stack.folder, "program");
    await mkdir(join(folder, "customers/templates"), { recursive: true });
    await writeFile(join(folder, "customers/alder.yaml"), CUSTOMER);
    await writeFile(join(folder, "customers/templates/shared.yaml"), TEMPLATES);
    await stack.configure({ "yay:maxPurchasesPerRun": '{"VoipBundle":1,"SipUser":2}' });
    // The number has to live in the new customer's account before the program comes to it, which it does last.
    const made = simulator.nextAnswer({ method: "POST", path: "/account/reseller" });
    const up = stack.must("up", "--yes", "--skip-preview");
    await Promise.race([made, up]);
    simulator.portal.addObject("number", { country_code: "44", number: "1904960201" }, "alder-dental");
    await up;
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  const drift = (...args: string[]) =>
    yay(["drift", "--stack", "dev", "--cwd", folder, ...args], { env: { ...settingsFor(simulator), ...stack.environment }, cwd: folder });

  it("says itself what customer and template said for a part, names what it cannot say, and brings a new user in", async () => {
    const resources = await stack.resources();
    const edit = (name: string, change: JsonObject | ((record: JsonObject) => void)) =>
      simulator.portal.edit(resources.find(({ urn }) => urn.endsWith(`:${name}`))?.id ?? "", change);
    // As a user of the portal may have it: without what the customer's file says for all.
    const cara = simulator.portal.addObject("user", { display_name: "Cara", extension: 1003 }, "alder-dental").uuid;
    edit("HuntGroup::alder/york", (record) => (record["members"] as unknown[]).push(cara));
    edit("SipUser::alder/anna", { timezone: "Europe/Rome" });
    edit("SipUser::alder/ben", { timezone: "" });
    edit("Mailbox::alder/messages", { name: "Box" });
    edit("CallFlow::alder/closed", { name: "Shut" });
    edit("TimeDiary::alder/main", { timezone: "Europe/Rome" });
    edit("PhoneNumber::alder/+441904960201", { out_of_hours: null });
    const { code, err } = await drift("--patch", "drift.patch");
    expect(code).toBe(3);
    expect(err).not.toContain("Not in the patch");
    expect(err).toContain(`customers/alder.yaml: SipUser alder/cara is new in the program, for ${cara}.`);
    execFileSync("git", ["apply", "-p1", "drift.patch"], { cwd: folder });
    const text = await readFile(join(folder, "customers/alder.yaml"), "utf8");
    expect(text).toContain('numbers: [{ number: "+441904960201", outOfHours: "" }]');
    expect(text).toMatch(/cara: \{ .*timezone: "", countryCode: "", .*groups: \[ ?york ?\] \}/);
    // The uuid of what is still to be imported is not known in a preview, which is no drift.
    const before = simulator.requests.length;
    const again = await drift();
    expect([again.code, again.out]).toEqual([0, expect.not.stringContaining("not known yet")]);
    await stack.must("import", "--file", "drift.import.json", "--generate-code=false", "--protect=false", "--yes", "--skip-preview");
    await stack.must("up", "--refresh", "--yes", "--skip-preview", "--expect-no-changes");
    expect(simulator.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    edit("TimeDiary::alder/main", { exceptions: [] });
    edit("CallFlow::alder/main", { name: "" });
    const named = await drift("--patch", "second.patch");
    expect(named.err).toMatch(
      /shared\.yaml:7: TimeDiary alder\/main, exceptions: comes from the template office, which other customers share\n/,
    );
    expect(named.err).toMatch(/alder\.yaml:12: CallFlow alder\/main, name: lives without a name, which a part of a customer cannot/);
  });
});
