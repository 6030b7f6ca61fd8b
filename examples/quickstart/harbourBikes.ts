import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";
import { mailbox, phone, sound } from "./harbourBikesPhones";

const config = new pulumi.Config();

/** A bicycle shop with a workshop. Its account name is left out: a stable random-looking one is made. */
export const bikes = new yay.SubReseller("harbour-bikes", {
  contactName: "Harbour Bikes",
  phone: "+441632960123",
  addresses: [{ streetOne: "3 Quay Street", city: "Whitby", state: "North Yorkshire", zip: "YO21 1BH", countryCode: "GB" }],
  users: [{ name: "harbour_api", email: "office@harbour-bikes.example", roleId: 1, password: config.requireSecret("harbourPassword") }],
});

/** What customers of the shop hear: a menu, then people, then a mailbox. */
export const mainLine = new yay.CallFlow("main-line", {
  customer: bikes.uuid,
  name: "Main line",
  extension: 500,
  flow: {
    start: { module: "start", next: "record" },
    record: { module: "recording", next: "menu" },
    menu: {
      module: "pressextension",
      sound: sound.welcome,
      duration: 8,
      next: { 1: "sales", 2: "workshop", invalid: "menu-again", timeout: "sales" },
    },
    "menu-again": { module: "play", sound: sound.pleasePressOneOrTwo, next: "sales" },
    sales: {
      module: "extension",
      extensions: [
        { type: "sipuser", uuid: phone.counter },
        { type: "sipuser", uuid: phone.office },
      ],
      duration: 20,
      noanswer: "voicemail",
    },
    workshop: { module: "extension", extensions: [{ type: "sipuser", uuid: phone.workshop }], duration: 40, noanswer: "mobile" },
    mobile: { module: "extension", extensions: [{ type: "forward", number: "+447700900456" }], noanswer: "voicemail" },
    voicemail: { module: "voicemail", mailboxes: [mailbox.shop] },
  },
});

/** The number on the workshop's door: withheld callers go to the mailbox, the others ring. */
export const workshop = new yay.CallFlow("workshop", {
  customer: bikes.uuid,
  name: "Workshop",
  extension: "next",
  flow: {
    start: { module: "start", next: "screen" },
    screen: { module: "calleridmatch", patterns: ["anonymous", "unavailable"], match: "voicemail", nomatch: "ring" },
    ring: { module: "extension", extensions: [{ type: "sipuser", uuid: phone.workshop }], noanswer: "voicemail" },
    voicemail: { module: "voicemail", mailboxes: [mailbox.shop] },
  },
});
