const yay = require("pulumi-yay");

/** The API shows the contact name in capitals, and the phone number never. */
const acme = new yay.SubReseller("acme", {
  name: "acme-ltd",
  contactName: "Acme Ltd",
  phone: "+441632960001",
  users: [{ name: "clerk", email: "clerk@acme.example", roleId: 1, password: "a-password-in-the-program" }],
});

new yay.CallFlow("main", {
  customer: acme.uuid,
  name: "Main line",
  extension: 501,
  flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" } },
});
