import * as yay from "pulumi-yay";

/** A customer who is kept in the portal. What is looked up is managed by nobody here: no run changes it. */
const customer = yay.getSubResellerOutput({ name: "birch-garage" }).uuid;

/** Each by the values that tell it from the others of the customer. */
const workshop = yay.HuntGroup.find({ customer, extension: 600 });
const messages = yay.Mailbox.find({ customer, name: "Messages" });

/** Of what has no class of its own there is a function. */
const shown = yay.getCallerIdOutput({ customer, display: "+441632960150" });

/** The line for Saturdays is kept in git, and rings what lives. */
export const saturdays = new yay.CallFlow("saturdays", {
  customer,
  name: "Saturdays",
  extension: 550,
  flow: {
    start: { module: "start", next: "workshop" },
    workshop: { module: "extension", extensions: [{ type: "huntgroup", uuid: workshop.uuid }], duration: 20, noanswer: "message" },
    message: { module: "voicemail", mailboxes: [messages.uuid] },
  },
});

/** The office may send faxes, which show the garage's number. */
export const office = new yay.FaxSender("office", { customer, email: "office@birch.example", callerId: shown.uuid });
