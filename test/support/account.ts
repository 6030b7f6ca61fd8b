import type { JsonObject } from "../../provider/simulator/index";

/** The uuids of objects in the accounts of the scenarios. */
export const acme = "0a7c1111-1111-4111-8111-111111111111";
export const globex = "0a7c2222-2222-4222-8222-222222222222";
export const store = "3951ec81-cca4-4c4a-8efb-4bce76e04032";
export const otherStore = "3951ec81-cca4-4c4a-8efb-4bce76e04033";
export const phone = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01";
export const otherPhone = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a02";
export const mailbox = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7b01";
export const sound = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7c01";

/** Two customers for kinds of customers' objects: one, and another to move to. */
export const customers = [
  { uuid: acme, name: "acme-ltd", contact_name: "Acme Ltd" },
  { uuid: globex, name: "globex-ltd", contact_name: "Globex Ltd" },
] as const;

/** The objects in a list of a record. */
export function listIn(record: JsonObject, name: string): JsonObject[] {
  const list = record[name];
  return Array.isArray(list) ? (list as JsonObject[]) : [];
}
