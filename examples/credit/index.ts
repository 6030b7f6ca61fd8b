import * as yay from "pulumi-yay";
import { customers } from "./customers";
import { topUps } from "./topUps";

/** How each top-up ended, by its reference. */
export const states = Object.fromEntries(
  topUps.map(({ month, customer, amount, ...words }) => {
    const reference = `${month} top-up ${customer}`;
    return [
      reference,
      new yay.CreditTransfer(`${month}-${customer}`, { customer: customers[customer], amount, reference, ...words }).state,
    ];
  }),
);
