import { scenarios } from "../kinds/index";
import { type Scenario, without } from "./scenario";

const inputs = without(scenarios.ApiObject.inputs, ["free"]);

/** Any other object that costs money, without a key and with one. */
export const paidObject: Scenario = { ...scenarios.ApiObject, inputs };
export const keyedObject: Scenario = { ...paidObject, inputs: { ...inputs, key: "name" } };
