import * as yay from "pulumi-yay";

/** A maker of furniture with a workshop in Leeds and a shop in York. */
export const larch = new yay.SubReseller("larch", { contactName: "Larch & Sons", phone: "+441132960100" });
