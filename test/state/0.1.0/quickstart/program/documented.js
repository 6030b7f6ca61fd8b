"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.callPete = exports.geoff = void 0;
const pulumi = require("@pulumi/pulumi");
const yay = require("pulumi-yay");
const config = new pulumi.Config();
/** The customer of a store from the vendor's guide. */
exports.geoff = new yay.SubReseller("my-store-customer", {
    name: "my_store_customer_1",
    contactName: "Geoff Wilson",
    storeFront: "3951ec81-cca4-4c4a-8efb-4bce76e04032",
    users: [
        {
            contactFirstName: "Geoff",
            contactLastName: "Wilson",
            name: "admin",
            password: config.requireSecret("geoffPassword"),
            roleId: 3,
            email: "customer@example.com",
        },
    ],
    addresses: [{ streetOne: "Westbury House", city: "Guildford", state: "Surrey", zip: "GU2 4AW", countryCode: "GB" }],
});
/**
 * The call flow from the vendor's reference, with names in the place of its uuids. The reference leaves open what happens when nobody
 * answers: here a caller hears the busy tone.
 */
exports.callPete = new yay.CallFlow("call-pete", {
    customer: exports.geoff.uuid,
    name: "Call Pete",
    extension: 501,
    flow: {
        start: { module: "start", next: "menu" },
        menu: { module: "pressextension", next: { 1: "pete", 2: "pete", invalid: "pete", timeout: "pete" } },
        pete: { module: "extension", extensions: [{ type: "sipuser", uuid: "92b0aca6-12aa-480c-a7b7-a31df403418c" }], noanswer: "busy" },
        busy: { module: "busy" },
    },
    showCallRouteName: true,
    showOriginalCallerId: true,
});
