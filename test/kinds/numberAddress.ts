import { plainScenario } from "../support/plainScenario";

const texts = {
  nickname: "nickname",
  title: "title",
  forename: "forename",
  premises: "premises",
  street: "street",
  city: "city",
  state: "state",
  postcode: "postcode",
  countryCode: "country_code",
  countryPersonalId: "country_personal_id",
};

export const numberAddress = plainScenario({
  kind: "NumberAddress",
  wire: { name: "name", ...texts, typeId: "type_id", isDefault: "is_default" },
  inputs: {
    ...{ name: "Plumber", nickname: "Work Address", title: "Mr", forename: "Pete", premises: "22", street: "Example Street" },
    ...{ city: "Exampleton", state: "Surrey", postcode: "EX4 4PL", countryCode: "GB", countryPersonalId: "N12345678" },
    ...{ typeId: 2, isDefault: true },
  },
  changes: {
    ...{ name: "Plumbing Ltd", nickname: "Store", title: "Ms", forename: "Anna", premises: "7b", street: "Rue Exemple" },
    ...{ city: "Paris", state: "Paris", postcode: "75001", countryCode: "FR", countryPersonalId: "X87654321" },
    ...{ typeId: 1, isDefault: false },
  },
  leftOut: [...Object.keys(texts), "typeId", "isDefault"],
  distinct: (index) => ({ nickname: `Address ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "half a type": { change: { typeId: 1.5 }, path: "typeId" },
  },
});
