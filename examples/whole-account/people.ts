import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { shopNumber } from "./numbers";
import { bench, counter, foreman } from "./users";

/** Who builds the furniture. */
export const makers = new yay.Department("makers", {
  customer: larch.uuid,
  name: "Makers",
  description: "All who work in the workshop",
  users: [bench.uuid, foreman.uuid],
});

/** Suppliers and customers, by name on the phones. */
export const contacts = new yay.PhoneBook("contacts", { customer: larch.uuid, name: "Contacts" });

/** Who may listen to others, such as the foreman, dials *50 for it. */
export const listen = new yay.ShortCode("listen", { customer: larch.uuid, shortCode: "*50", feature: { feature: "listen" } });

/** Who hears of calls that nobody took. */
export const missed = new yay.MissedCallNotification("missed", {
  customer: larch.uuid,
  emailAddress: "office@larch.example",
  includeVoicemailAnswered: false,
  voipUserUuid: counter.uuid,
});

/** Who may send faxes by email. They show the shop's number, whose caller ID is looked up as soon as the account has the number. */
export const office = new yay.FaxSender("office", {
  customer: larch.uuid,
  email: "office@larch.example",
  callerId: yay.getCallerIdOutput({ customer: larch.uuid, display: shopNumber.number }).uuid,
});

/** How long recordings are kept. */
export const recordings = new yay.CallRecordingRetention("recordings", { customer: larch.uuid, expiresIn: 2, restoreTo: 3 });
