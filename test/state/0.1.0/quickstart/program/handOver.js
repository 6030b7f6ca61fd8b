"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.nightSteps = exports.daySteps = void 0;
const yay = require("pulumi-yay");
const harbourBikesPhones_1 = require("./harbourBikesPhones");
const shop = new yay.SubReseller("corner-shop", { contactName: "Corner Shop" });
/** Two flows, made before they have steps, so that each can name the other. */
const day = new yay.CallFlow("day", { customer: shop.uuid, name: "Day", extension: 510, content: "separate" });
const night = new yay.CallFlow("night", { customer: shop.uuid, name: "Night", extension: 511, content: "separate" });
/** The documents have no step that leads to another flow. A step that they do not have goes to the API as it is written here. */
const handOver = (flow) => ({ module: "hand_over", call_route: flow.uuid });
exports.daySteps = new yay.CallFlowContent("day-steps", {
    customer: shop.uuid,
    callFlow: day.uuid,
    flow: {
        start: { module: "start", next: "counter" },
        counter: { module: "extension", extensions: [{ type: "sipuser", uuid: harbourBikesPhones_1.phone.counter }], duration: 20, noanswer: "toNight" },
        toNight: handOver(night),
    },
});
exports.nightSteps = new yay.CallFlowContent("night-steps", {
    customer: shop.uuid,
    callFlow: night.uuid,
    flow: {
        start: { module: "start", next: "choice" },
        choice: { module: "pressextension", next: { 1: "toDay", invalid: "message", timeout: "message" } },
        toDay: handOver(day),
        message: { module: "voicemail", mailboxes: [harbourBikesPhones_1.mailbox.shop] },
    },
});
