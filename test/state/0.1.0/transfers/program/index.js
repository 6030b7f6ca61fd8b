const yay = require("pulumi-yay");

const paid = new yay.SubReseller("paid", { name: "paid-ltd", contactName: "Paid Ltd" });

/** Not protected, so that the test can destroy the stack. */
const topUp = new yay.CreditTransfer(
  "top-up",
  { customer: paid.uuid, amount: "25.00", reference: "2026-11 top-up paid" },
  { protect: false },
);

exports.state = topUp.state;
