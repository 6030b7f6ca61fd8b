import * as yay from "pulumi-yay";
import { shop } from "./addresses";
import { larch } from "./customer";
import { shopHours } from "./hours";
import { mainLine, shopLine } from "./lines";

/** The number on the van, which was bought in the portal. When it leaves the program it stays in the account, and leads nowhere. */
export const van = new yay.PhoneNumber("van", {
  customer: larch.uuid,
  number: "+441132960101",
  name: "Van",
  callFlow: mainLine.uuid,
});

/** The number of the shop, which knows when that is closed. */
export const shopNumber = new yay.PhoneNumber("shop-number", {
  customer: larch.uuid,
  number: "+441904960102",
  name: "Shop",
  callFlow: shopLine.uuid,
  outOfHours: shopHours.uuid,
  numberAddress: shop.uuid,
});
