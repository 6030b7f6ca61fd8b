import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { itInAll } from "../support/all";

jest.setTimeout(120_000);

const program = `
import * as yay from "pulumi-yay";
import { validate } from "pulumi-yay/callflow";
import { closedTimes, openAt } from "pulumi-yay/diary";
import { startSimulator } from "pulumi-yay/simulator";
import { AccountReader } from "pulumi-yay/account";

const acme = new yay.SubReseller("acme", { contactName: "Acme Ltd" });
const main = new yay.CallFlow("main", { customer: acme.uuid, name: "Main line", extension: "next", flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" } } });
export const extension: yay.CallFlow["extension"] = main.extension;
const elements = closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, main.uuid);
new yay.TimeDiary("hours", { customer: acme.uuid, name: "Hours", timezone: "Europe/London", elements });
export const answer: "open" | "closed" | "undocumented" = openAt({ elements }, "2026-11-30T12:00").state;
// @ts-expect-error no day of the week
closedTimes({ monday: "9:00-17:30" });
export const findings = validate({}).length;
export const readers = [AccountReader, startSimulator];
`;

/** Each \`@ts-expect-error\` fails where the line under it compiles. */
const references = `
import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";
import type { MailboxId, Step } from "pulumi-yay/callflow";

const config = new pulumi.Config();
const acme = new yay.SubReseller("acme", { contactName: "Acme Ltd" });
const customer = acme.uuid;
const sales = new yay.HuntGroup("sales", { customer, name: "Sales", extension: 601, members: [config.require("anna"), config.requireSecret("bob")] });
const office = new yay.Mailbox("office", { customer, name: "Office" });
new yay.QueueGroup("queue", { customer, name: "Helpline", members: [sales.uuid, sales.id] });
new yay.QueueGroup("all", { customer, name: "All", members: pulumi.all([sales.uuid, config.require("other")]) });
new yay.Mailbox("plain", { customer: config.require("customer"), name: "Plain" });

// @ts-expect-error a mailbox is no hunt group
new yay.QueueGroup("wrong", { customer, name: "Wrong", members: [office.uuid] });
// @ts-expect-error a hunt group is no customer
new yay.Mailbox("wrong", { customer: sales.uuid, name: "Wrong" });
// @ts-expect-error a hunt group is no sound
new yay.Mailbox("wrong", { customer, name: "Wrong", greeting: sales.uuid });
// @ts-expect-error a customer is no store
new yay.SubReseller("wrong", { contactName: "Wrong", storeFront: acme.uuid });
// @ts-expect-error a mailbox belongs to a customer, not to a group
yay.Mailbox.get("wrong", office.uuid, { customer: sales.uuid });

const trunk = new yay.Trunk("trunk", { customer, name: "Trunk" });
new yay.TrunkAuthentication("login", { customer, trunk: trunk.uuid, type: "ip" });
// @ts-expect-error a login stands under a trunk
new yay.TrunkAuthentication("wrong", { customer, trunk: office.uuid, type: "ip" });

const main = new yay.CallFlow("main", { customer, name: "Main line", extension: 500, content: "separate" });
const content = new yay.CallFlowContent("content", {
  customer,
  callFlow: main.uuid,
  flow: {
    start: { module: "start", next: "ring" },
    ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: sales.uuid }], noanswer: "voice" },
    voice: { module: "voicemail", mailboxes: [office.uuid, config.require("mailbox")] },
  },
});
new yay.TimeDiary("diary", { customer, name: "Nights", elements: [{ callFlow: content.uuid, closedTime: "18:00-9:00,mon-fri,*,*" }] });
// @ts-expect-error a group is no mailbox
new yay.CallFlow("wrong", { customer, name: "Wrong", extension: 501, flow: { start: { module: "start", next: "voice" }, voice: { module: "voicemail", mailboxes: [sales.uuid] } } });

export const members: pulumi.Output<string[] | undefined> = sales.members;
export const plain: pulumi.Output<string> = office.uuid;
export const ids = (uuid: yay.Id<"Mailbox">): MailboxId => uuid;
export const steps = (uuid: MailboxId): Step => ({ module: "voicemail", mailboxes: [uuid] });
export const user: pulumi.Output<yay.Id<"SipUser">> = yay.SipUser.find({ customer, userName: "a1b2c3" }).uuid;
export const book: pulumi.Output<yay.Id<"PhoneBook">> = yay.PhoneBook.find({ customer, username: "book" }).uuid;
export const bundle: pulumi.Output<yay.Id<"VoipBundle">> = yay.VoipBundle.find({ customer, expiresOn: "2030-01-31" }).uuid;
// @ts-expect-error nothing is looked up by a secret
yay.PhoneBook.find({ customer, password: "4711" });
new yay.CreditTransfer("top-up", { customer, amount: "25.00", reference: "2026-11" });
// @ts-expect-error a mailbox gets no credit
new yay.CreditTransfer("wrong", { customer: office.uuid, amount: "25.00", reference: "2026-12" });
`;

/** What the compiler says of a consumer's files, where nothing but the package and its peer can be found. */
function compiled(texts: readonly string[], options: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-yay-types-"));
  try {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const files = texts.map((_, index) => `program${index}.ts`);
    texts.forEach((text, index) => writeFileSync(join(folder, files[index] ?? ""), text));
    execFileSync(
      process.execPath,
      [resolve("node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--target", "es2022", ...options, ...files],
      {
        cwd: folder,
        encoding: "utf8",
        stdio: "pipe",
      },
    );
    return "";
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the types of the package", () => {
  const byNode = ["--module", "node16", "--moduleResolution", "node16"];
  const byBundlers = ["--module", "esnext", "--moduleResolution", "bundler"];
  const byOldProjects = ["--module", "commonjs", "--moduleResolution", "node10"];
  const checkingAll = ["--skipLibCheck", "false", "--types", "node"];

  it("are found and fit, with every library checked, as Node finds packages", () => {
    expect(compiled([program], [...byNode, ...checkingAll])).toBe("");
  });

  itInAll("are found and fit, with every library checked, as bundlers find packages", () => {
    expect(compiled([program], [...byBundlers, ...checkingAll])).toBe("");
  });

  it("take the uuid of the kind that is meant and any plain text, and refuse that of another kind", () => {
    expect(compiled([references], [...byNode, "--exactOptionalPropertyTypes", "--skipLibCheck"])).toBe("");
  });

  it("do both by the settings of an old project", () => {
    expect(compiled([program, references], [...byOldProjects, ...checkingAll])).toBe("");
  });
});
