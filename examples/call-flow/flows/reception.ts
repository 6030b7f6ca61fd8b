import { group, menu, play, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { group as groups, mailbox, phone, sound } from "../directory";
import type { Line } from "../line";

/** A menu within a menu: sales asks once more, new customer or old. */
export const reception: Line = {
  name: "Reception",
  extension: 511,
  does: "A main menu; behind key 1 a second one for new customers and old.",
  flow: {
    start: start("main"),
    main: menu({ 1: "sales", 2: "support", 0: "desk", invalid: "again", timeout: "desk" }, { sound: sound.welcome, duration: 8 }),
    again: play(sound.pleaseTryAgain, "desk"),
    sales: menu(
      { 1: "newCustomers", 2: "oldCustomers", "*": "main", invalid: "oldCustomers", timeout: "oldCustomers" },
      { sound: sound.salesMenu },
    ),
    newCustomers: ring([group(groups.sales)], { duration: 20, noanswer: "salesMessage" }),
    oldCustomers: ring([user(phone.sales)], { duration: 30, noanswer: "salesMessage" }),
    support: ring([group(groups.support)], { duration: 40, noanswer: "supportMessage" }),
    desk: ring([user(phone.reception)], { noanswer: "supportMessage" }),
    salesMessage: voicemail(mailbox.sales),
    supportMessage: voicemail(mailbox.support, mailbox.office),
  },
  calls: [
    {
      says: "wants to become a customer",
      script: { presses: ["1", "1"], answers: { newCustomers: true } },
      steps: ["start", "main", "sales", "newCustomers"],
      ending: "answered",
    },
    {
      says: "wants to become a customer, and everybody is talking",
      script: { presses: ["1", "1"], answers: { newCustomers: "busy" } },
      steps: ["start", "main", "sales", "newCustomers", "salesMessage"],
      ending: "voicemail",
    },
    {
      says: "is a customer already",
      script: { presses: ["1", "2"] },
      steps: ["start", "main", "sales", "oldCustomers", "salesMessage"],
      ending: "voicemail",
    },
    {
      says: "goes back to the main menu, then asks for help",
      script: { presses: ["1", "*", "2"] },
      steps: ["start", "main", "sales", "main", "support", "supportMessage"],
      ending: "voicemail",
    },
    {
      says: "has reached help",
      script: { presses: ["2"], answers: { support: true } },
      steps: ["start", "main", "support"],
      ending: "answered",
    },
    { says: "presses 0", script: { presses: ["0"] }, steps: ["start", "main", "desk", "supportMessage"], ending: "voicemail" },
    {
      says: "presses a key that means nothing",
      script: { presses: ["9"], answers: { desk: true } },
      steps: ["start", "main", "again", "desk"],
      ending: "answered",
    },
    { says: "waits", script: { answers: { desk: true } }, steps: ["start", "main", "desk"], ending: "answered" },
    {
      says: "hesitates in the second menu",
      script: { presses: ["1", "timeout"], answers: { oldCustomers: true } },
      steps: ["start", "main", "sales", "oldCustomers"],
      ending: "answered",
    },
    {
      says: "mistypes in the second menu",
      script: { presses: ["1", "7"], answers: { oldCustomers: true } },
      steps: ["start", "main", "sales", "oldCustomers"],
      ending: "answered",
    },
  ],
};
