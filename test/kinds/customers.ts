import type { Props } from "../../provider/common/values";
import type { JsonObject, SimulatorOptions } from "../../provider/simulator/index";
import { onStage, type Stage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";
import { listIn } from "../support/account";
import { subReseller } from "./subReseller";

export const boss = { email: "boss@acme.example", roleId: 1, password: "boss-password" };
export const home = { streetOne: "1 Example Street", city: "Exampleton", zip: "EX4M PL3", countryCode: "GB" };
export const works = { streetOne: "2 Factory Lane", city: "Worksop", zip: "S80 1AA", countryCode: "GB" };
export const plainInputs: Props = { name: "acme-ltd", contactName: "Acme Ltd" };

/** A customer with these inputs alone. */
export function customer(inputs: Props = {}): Scenario {
  return { ...subReseller, inputs: { ...plainInputs, ...inputs } };
}

export const on = (inputs: Props, action: (stage: Stage) => Promise<void>, options: Partial<SimulatorOptions> = {}) =>
  onStage(customer(inputs), action, options);

export const userNames = (stage: Stage) => listIn(stage.live(), "users").map(({ name }) => name);
export const streets = (stage: Stage) => listIn(stage.live(), "addresses").map((address) => address["street_one"]);

export const lastPut = (stage: Stage) => stage.sim.requests.filter(({ method }) => method === "PUT").at(-1)?.body as JsonObject;

export const portalUser = (more: Props = {}) =>
  ({
    uuid: "77770000-0000-4000-8000-000000000001",
    name: "portal_user",
    email: "p@example.com",
    password: "portal-password",
    role_id: 1,
    ...more,
  }) as JsonObject;
export const portalAddress = (more: Props = {}) =>
  ({
    uuid: "77770000-0000-4000-8000-000000000002",
    street_one: "9 Portal Road",
    city: "Elsewhere",
    zip: "ZZ9",
    country_code: "GB",
    ...more,
  }) as JsonObject;

export const numbered = (kind: string, index: number) => (kind === "number" ? { country_code: "44", number: `50550${700 + index}` } : {});
