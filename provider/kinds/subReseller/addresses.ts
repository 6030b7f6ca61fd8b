import { identifiedList, text } from "../../lifecycle/fields/index";

/** The addresses of a customer. */
export const addresses = identifiedList("addresses", {
  fields: {
    streetOne: text("street_one", { required: true }),
    streetTwo: text("street_two"),
    streetThree: text("street_three"),
    city: text("city", { required: true }),
    state: text("state"),
    zip: text("zip", { required: true }),
    countryCode: text("country_code", { required: true }),
  },
  uuids: "addressUuids",
  shows: "ResellerAddress",
});
