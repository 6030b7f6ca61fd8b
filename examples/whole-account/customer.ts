import * as yay from "pulumi-yay";

/** A maker of furniture with a workshop in Leeds and a shop in York, who lives already, because numbers are bought in the portal. */
export const larch = new yay.SubReseller("larch", {
  name: "larch-and-sons",
  contactName: "Larch & Sons",
  phone: "+441132960100",
  adopt: true,
});

/** Phones of people, which are made in the portal. */
export const phones = {
  workshop: "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a1c01",
  foreman: "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a1c02",
  counter: "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a1c03",
};
