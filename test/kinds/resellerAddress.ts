import { plainScenario } from "../support/plainScenario";

export const resellerAddress = plainScenario({
  kind: "ResellerAddress",
  wire: {
    ...{ displayName: "display_name", streetOne: "street_one", streetTwo: "street_two", streetThree: "street_three" },
    ...{ city: "city", state: "state", zip: "zip", countryCode: "country_code", isDefault: "is_default" },
  },
  inputs: {
    ...{ displayName: "Billing Address", streetOne: "1 Example Street", streetTwo: "Floor 2", streetThree: "Room 3" },
    ...{ city: "Exampleton", state: "Surrey", zip: "EX4M PL3", countryCode: "GB", isDefault: true },
  },
  changes: {
    ...{ displayName: "Delivery Address", streetOne: "2 Rue Exemple", streetTwo: "Cour", streetThree: "Porte 4" },
    ...{ city: "Paris", state: "Paris", zip: "75001", countryCode: "FR", isDefault: false },
  },
  leftOut: ["displayName", "streetTwo", "streetThree", "state", "isDefault"],
  distinct: (index) => ({ displayName: `Address ${index}` }),
  invalid: {
    "no first line": { change: { streetOne: "" }, path: "streetOne" },
    "no country": { change: { countryCode: "" }, path: "countryCode" },
  },
});
