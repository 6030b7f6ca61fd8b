import * as yay from "pulumi-yay";
import { readCustomers } from "pulumi-yay/customers";

/** A customer of each file. */
const customers = Object.entries(readCustomers("customers/*.yaml")).map(
  ([name, customer]) => [name, new yay.Customer(name, customer)] as const,
);

/** What an installer needs of each: its number, and the login of each telephone by extension. Passwords are shown by --show-secrets alone. */
export const installer = Object.fromEntries(customers.map(([name, { mainNumber, logins }]) => [name, { mainNumber, logins }]));
