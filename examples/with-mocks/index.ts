import * as yay from "pulumi-yay";

/** A practice whose patients are put through by day and leave a message when nobody answers. */
export const practice = new yay.SubReseller("practice", {
  contactName: "Quayside Practice",
  users: [{ name: "quayside_api", email: "desk@quayside.example", roleId: 1, password: "from-a-secret-store" }],
});

export const reception = new yay.CallFlow("reception", {
  customer: practice.uuid,
  name: "Reception",
  extension: "next",
  flow: {
    start: { module: "start", next: "desk" },
    desk: { module: "extension", extensions: [{ type: "forward", number: "+441632960201" }], duration: 25, noanswer: "message" },
    message: { module: "voicemail", mailboxes: ["0d5c8a52-6a0f-4d8b-9a53-0f2f6f1c7b01"] },
  },
});
