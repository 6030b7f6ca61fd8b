// @ts-check

/** The account that the demo meets: one store, as the vendor's guide has it, and a customer that somebody made by hand. */
export const seed = {
  account: { name: "demo-reseller", contact_name: "Demo Reseller" },
  balance: "250.000",
  stores: [{ uuid: "3951ec81-cca4-4c4a-8efb-4bce76e04032", name: "Demo store" }],
  customers: [{ name: "made-by-hand", contact_name: "A customer from before" }],
};
