"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.workshop = exports.mainLine = exports.bikes = void 0;
const pulumi = require("@pulumi/pulumi");
const yay = require("pulumi-yay");
const harbourBikesPhones_1 = require("./harbourBikesPhones");
const config = new pulumi.Config();
/** A bicycle shop with a workshop. Its account name is left out: a stable random-looking one is made. */
exports.bikes = new yay.SubReseller("harbour-bikes", {
    contactName: "Harbour Bikes",
    phone: "+441632960123",
    addresses: [{ streetOne: "3 Quay Street", city: "Whitby", state: "North Yorkshire", zip: "YO21 1BH", countryCode: "GB" }],
    users: [{ name: "harbour_api", email: "office@harbour-bikes.example", roleId: 1, password: config.requireSecret("harbourPassword") }],
});
/** What customers of the shop hear: a menu, then people, then a mailbox. */
exports.mainLine = new yay.CallFlow("main-line", {
    customer: exports.bikes.uuid,
    name: "Main line",
    extension: 500,
    flow: {
        start: { module: "start", next: "record" },
        record: { module: "recording", next: "menu" },
        menu: {
            module: "pressextension",
            sound: harbourBikesPhones_1.sound.welcome,
            duration: 8,
            next: { 1: "sales", 2: "workshop", invalid: "menu-again", timeout: "sales" },
        },
        "menu-again": { module: "play", sound: harbourBikesPhones_1.sound.pleasePressOneOrTwo, next: "sales" },
        sales: {
            module: "extension",
            extensions: [
                { type: "sipuser", uuid: harbourBikesPhones_1.phone.counter },
                { type: "sipuser", uuid: harbourBikesPhones_1.phone.office },
            ],
            duration: 20,
            noanswer: "voicemail",
        },
        workshop: { module: "extension", extensions: [{ type: "sipuser", uuid: harbourBikesPhones_1.phone.workshop }], duration: 40, noanswer: "mobile" },
        mobile: { module: "extension", extensions: [{ type: "forward", number: "+447700900456" }], noanswer: "voicemail" },
        voicemail: { module: "voicemail", mailboxes: [harbourBikesPhones_1.mailbox.shop] },
    },
});
/** The number on the workshop's door: withheld callers go to the mailbox, the others ring. */
exports.workshop = new yay.CallFlow("workshop", {
    customer: exports.bikes.uuid,
    name: "Workshop",
    extension: "next",
    flow: {
        start: { module: "start", next: "screen" },
        screen: { module: "calleridmatch", patterns: ["anonymous", "unavailable"], match: "voicemail", nomatch: "ring" },
        ring: { module: "extension", extensions: [{ type: "sipuser", uuid: harbourBikesPhones_1.phone.workshop }], noanswer: "voicemail" },
        voicemail: { module: "voicemail", mailboxes: [harbourBikesPhones_1.mailbox.shop] },
    },
});
