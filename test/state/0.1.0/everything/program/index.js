const pulumi = require("@pulumi/pulumi");
const yay = require("pulumi-yay");

const config = new pulumi.Config();

const adopted = new yay.SubReseller("adopted", { name: "by-hand", contactName: "By Hand", adopt: true });

/** Its name is assigned, one of its users comes from the configuration, its password is shown masked, and it is locked. */
const full = new yay.SubReseller("full", {
  contactName: "Full House Ltd",
  phone: "+441632960200",
  storeFront: "3951ec81-cca4-4c4a-8efb-4bce76e04032",
  addresses: [
    { streetOne: "1 Example Street", streetTwo: "Flat 2", city: "Exampleton", state: "Surrey", zip: "EX4M PL3", countryCode: "GB" },
    { streetOne: "2 Factory Lane", city: "Worksop", zip: "S80 1AA", countryCode: "GB" },
  ],
  users: [
    { name: "boss", email: "boss@full.example", roleId: 3, password: config.requireSecret("boss"), contactFirstName: "Bo" },
    { name: "clerk", email: "clerk@full.example", roleId: 1, password: "a-password-in-the-program" },
  ],
  locked: true,
  internationalCallsAllowed: false,
  forceDestroy: true,
});

const bare = new yay.SubReseller("bare", { contactName: "Bare Ltd" });

new yay.CallFlow("own", {
  name: "Own account",
  extension: 600,
  flow: { start: { module: "start", next: "busy" }, busy: { module: "busy", duration: 4 } },
});

new yay.CallFlow("assigned", {
  customer: full.uuid,
  name: "Meetings",
  extension: "next",
  strict: true,
  showCallRouteName: true,
  flow: {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "room", 2: "ring", invalid: "room", timeout: "screen" } },
    screen: { module: "calleridmatch", patterns: ["anonymous", "^44"], match: "ring", nomatch: "room" },
    ring: { module: "extension", extensions: [{ type: "forward", number: "+447700900456" }], duration: 25, noanswer: "room" },
    room: { module: "conference", pin: "0420" },
  },
});

/** Found by its extension, with the steps that somebody made by hand. */
new yay.CallFlow("adopted-line", {
  customer: adopted.uuid,
  name: "Main",
  extension: 501,
  adopt: true,
  flow: { start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: 5 } },
});

const day = new yay.CallFlow("day", { customer: bare.uuid, name: "Day", extension: 510, content: "separate" });
const night = new yay.CallFlow("night", { customer: bare.uuid, name: "Night", extension: 511, content: "separate" });

const steps = (name, flow, other) =>
  new yay.CallFlowContent(name, {
    customer: bare.uuid,
    callFlow: flow.uuid,
    flow: { start: { module: "start", next: "over" }, over: { module: "hand_over", call_route: other.uuid, tone: "short" } },
  });
steps("day-steps", day, night);
steps("night-steps", night, day);

/** Looked up, not managed. */
const seen = yay.SubReseller.get("seen", "0a7c3333-3333-4333-8333-333333333333");

exports.full = { uuid: full.uuid, name: full.name, users: full.users };
exports.seen = seen.contactName;
