import fc from "fast-check";
import type { JsonObject } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import { acme, customers, globex, otherPhone, phone } from "../support/account";
import { plainScenario } from "../support/plainScenario";
import { renamed, type Scenario } from "../support/scenario";

const wire = {
  callFlow: "call_flow",
  name: "name",
  outOfHours: "out_of_hours",
  trunk: "trunk",
  emergencyAddress: "emergency_address",
  numberAddress: "number_address",
  canInviteAnonymously: "can_invite_anonymously",
};

/** What the API says of a number, which no program declares. */
const facts = { price_category: 2, required_address_type: 1 };

/** A number by its place among those of the seed, as the API has it. */
export const national = (index: number) => `163296010${index}`;
export const numberUuid = (index: number) => `7e1e0000-0000-4000-8000-00000000000${index}`;
export const e164 = (index: number) => `+44${national(index)}`;

const owned = (...indexes: number[]) => ({
  number: indexes.map((index) => ({ uuid: numberUuid(index), country_code: "44", number: national(index), ...facts })),
});

const plain = plainScenario({
  kind: "PhoneNumber",
  wire,
  unmanaged: ["country_code", "number", ...Object.keys(facts)],
  inputs: {
    number: e164(0),
    name: "Shop",
    callFlow: phone,
    outOfHours: phone,
    trunk: phone,
    emergencyAddress: phone,
    numberAddress: phone,
    canInviteAnonymously: true,
  },
  changes: {
    callFlow: otherPhone,
    name: "Workshop",
    outOfHours: otherPhone,
    trunk: otherPhone,
    emergencyAddress: otherPhone,
    numberAddress: otherPhone,
    canInviteAnonymously: false,
  },
  leftOut: ["name", "canInviteAnonymously"],
  excluded: "trunk",
  distinct: (index) => ({ number: e164(index) }),
  invalid: {
    "a national number": { change: { number: "01632960100" }, path: "number" },
    "a number with blanks": { change: { number: "+44 1632 960100" }, path: "number" },
    "an empty number": { change: { number: "" }, path: "number" },
    "a flow that is no uuid": { change: { callFlow: "main" }, path: "callFlow" },
    "another number to release": { change: { releaseOnDelete: e164(1) }, path: "releaseOnDelete" },
    "what is adopted by other kinds": { change: { adopt: true }, path: "adopt" },
  },
});

/** Beside what is declared stands what the object had; what the API says of the number is always the same. */
function body({ number, ...inputs }: Props, sent: JsonObject): Props {
  return { ...sent, country_code: "44", number: String(number).slice(3), ...facts, ...renamed(inputs, wire) };
}

/** The numbers are in the accounts from the start; one counts as made if it leads somewhere. */
export const phoneNumber: Scenario = {
  ...plain,
  seed: {
    customers: [
      { ...customers[0], objects: owned(0, 1, 2, 3, 4, 5, 6, 7) },
      { ...customers[1], objects: owned(8) },
    ],
  },
  replacements: { customer: { customer: globex, number: e164(8) }, number: { number: e164(1) } },
  unseen: { ...plain.unseen, number: "it says which number is read" },
  isMade: ({ call_flow: flow }) => typeof flow === "string" && flow !== "",
  overwriting: { overwrite: true },
  refusedUnder: { numberFacts: "refused" },
  documented: { body, keys: plain.documented.keys },
  random: {
    // Without anything to change nothing would be sent.
    fields: { number: fc.constantFrom(...[0, 1, 2, 3].map(e164)), callFlow: fc.constantFrom(phone, otherPhone) },
    agreeing: ({ releaseOnDelete, ...inputs }) => ({
      ...inputs,
      ...(releaseOnDelete === undefined ? {} : { releaseOnDelete: inputs["number"] }),
    }),
    living: (inputs) => ({ ...inputs, customer: acme }),
  },
};
