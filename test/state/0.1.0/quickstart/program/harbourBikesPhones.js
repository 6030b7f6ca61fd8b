"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.sound = exports.mailbox = exports.phone = void 0;
/** uuids of phones, mailboxes and sounds that live already; in an account of your own they are seen in the dashboard. */
exports.phone = {
    counter: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01",
    office: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a02",
    workshop: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a03",
};
exports.mailbox = { shop: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7b01" };
exports.sound = {
    welcome: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7c01",
    pleasePressOneOrTwo: "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7c02",
};
