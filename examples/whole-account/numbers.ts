import * as yay from "pulumi-yay";
import { shop } from "./addresses";
import { larch } from "./customer";
import { shopHours } from "./hours";
import { mainLine, shopLine } from "./lines";

/** The number on the van, which was bought in the portal. It is given back when it leaves the program: without the last line it stays. */
export const van = new yay.PhoneNumber("van", {
  customer: larch.uuid,
  number: "+441132960101",
  name: "Van",
  callFlow: mainLine.uuid,
  releaseOnDelete: "+441132960101",
});

/** The number of the shop, which knows when that is closed. */
export const shopNumber = new yay.PhoneNumber("shop-number", {
  customer: larch.uuid,
  number: "+441904960102",
  name: "Shop",
  callFlow: shopLine.uuid,
  outOfHours: shopHours.uuid,
  numberAddress: shop.uuid,
  releaseOnDelete: "+441904960102",
});
