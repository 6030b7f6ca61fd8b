import * as yay from "pulumi-yay";

/** A maker of furniture with a workshop in Leeds and a shop in York, who lives already, because numbers are bought in the portal. */
export const larch = new yay.SubReseller("larch", {
  name: "larch-and-sons",
  contactName: "Larch & Sons",
  phone: "+441132960100",
  adopt: true,
});
