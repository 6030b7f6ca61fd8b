import type { SeedCustomer } from "../../provider/simulator/index";

const number = (national: string) => ({ country_code: "44", number: national, name: "As bought" });

/** The customer that `examples/whole-account` takes over, with the numbers that were bought for him in the portal, and what they can show as caller. */
export const larch: SeedCustomer = {
  uuid: "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a0001",
  name: "larch-and-sons",
  contact_name: "Larch & Sons",
  phone: "+441132960100",
  objects: {
    number: [number("1132960101"), number("1904960102")],
    callerId: [{ cli_display: "+441132960101" }, { cli_display: "+441904960102" }],
  },
};
