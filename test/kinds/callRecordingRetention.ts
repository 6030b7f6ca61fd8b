import { customers } from "../support/account";
import { plainScenario } from "../support/plainScenario";
import type { Scenario } from "../support/scenario";

const years = 7;
const place = "/voip/call-retention of ";
const stored = (index: number) => `7e7e0000-0000-4000-8000-00000000000${index}`;
const customerUuid = (index: number) => customers[index]?.uuid ?? `0a7c0000-0000-4000-8000-00000000000${index}`;

const plain = plainScenario({
  kind: "CallRecordingRetention",
  wire: { expiresIn: "expires_in" },
  inputs: { expiresIn: 3, restoreTo: years },
  changes: { expiresIn: 5 },
  leftOut: [],
  distinct: (index) => ({ customer: customerUuid(index) }),
  invalid: {
    "years that are a text": { change: { expiresIn: "3" }, path: "expiresIn" },
    "no years at all": { change: { expiresIn: 0 }, path: "expiresIn" },
    "years to put back that are a fraction": { change: { restoreTo: 1.5 }, path: "restoreTo" },
    "what is adopted by other kinds": { change: { adopt: true }, path: "adopt" },
  },
});

/** The one of each account is there from the start; it counts as made where it has other years than before. */
export const callRecordingRetention: Scenario = {
  ...plain,
  seed: {
    customers: Array.from({ length: 6 }, (_, index) => ({
      ...(customers[index] ?? { uuid: customerUuid(index), name: `customer-${index}`, contact_name: `Customer ${index}` }),
      objects: { retention: [{ uuid: stored(index), expires_in: years }] },
    })),
  },
  drifts: { expiresIn: { argument: "expiresIn", edit: (record) => Object.assign(record, { expires_in: 9 }) } },
  stored: (id) => stored(Array.from({ length: 6 }, (_, index) => place + customerUuid(index)).indexOf(id)),
  isMade: (record) => record["expires_in"] !== years,
};
