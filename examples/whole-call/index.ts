import * as yay from "pulumi-yay";
import { closedTimes } from "pulumi-yay/diary";

const firm = new yay.SubReseller("firm", { contactName: "Joiners Ltd" });
const ours = { customer: firm.uuid };

const bundle = new yay.VoipBundle("business", { ...ours, bundleType: 1 });
const inBundle = { dependsOn: [bundle] };

const messages = new yay.Mailbox("messages", { ...ours, name: "Messages" });
const own = new yay.Mailbox("private", { ...ours, name: "Foreman's own" });

const counter = new yay.SipUser("counter", { ...ours, displayName: "Counter", extension: 1001 }, inBundle);
const bench = new yay.SipUser("bench", { ...ours, displayName: "Workbench", extension: 1002 }, inBundle);
const foreman = new yay.SipUser("foreman", { ...ours, displayName: "Foreman", extension: 1003, personalMailbox: own.uuid }, inBundle);

const workshop = new yay.HuntGroup("workshop", { ...ours, name: "Workshop", extension: 600, members: [bench.uuid, foreman.uuid] });

/** A caller chooses the shop or the workshop, or dials somebody; whom nobody answers leaves a message. */
const mainLine = new yay.CallFlow("main-line", {
  ...ours,
  name: "Main line",
  extension: 500,
  flow: {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "shop", 2: "workshop", 3: "dial", invalid: "shop", timeout: "shop" } },
    shop: { module: "extension", extensions: [{ type: "sipuser", uuid: counter.uuid }], duration: 15, noanswer: "workshop" },
    workshop: { module: "extension", extensions: [{ type: "huntgroup", uuid: workshop.uuid }], duration: 20, noanswer: "message" },
    dial: { module: "dialbyextension", next: { invalid: "message", timeout: "message" }, noanswer: "sipuser_voicemail" },
    message: { module: "voicemail", mailboxes: [messages.uuid] },
  },
});

const closed = new yay.CallFlow("closed", {
  ...ours,
  name: "Closed",
  extension: 501,
  flow: { start: { module: "start", next: "message" }, message: { module: "voicemail", mailboxes: [messages.uuid] } },
});

const hours = new yay.TimeDiary("hours", {
  ...ours,
  name: "Hours",
  timezone: "Europe/London",
  elements: closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, closed.uuid),
  exceptions: [{ callFlow: closed.uuid, startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-28", endTime: "23:59:59" }],
});

export const shop = new yay.PhoneNumber("shop", {
  ...ours,
  number: "+441632960124",
  name: "Shop",
  callFlow: mainLine.uuid,
  outOfHours: hours.uuid,
});
