import * as yay from "pulumi-yay";
import { larch } from "./customer";

/** Where invoices for the workshop go. */
export const billing = new yay.ResellerAddress("billing", {
  customer: larch.uuid,
  displayName: "Workshop",
  streetOne: "4 Kiln Yard",
  city: "Leeds",
  zip: "LS9 7AB",
  countryCode: "GB",
  isDefault: false,
});

/** The address that the shop's numbers are registered at. */
export const shop = new yay.NumberAddress("shop", {
  customer: larch.uuid,
  nickname: "Shop",
  name: "Larch & Sons",
  premises: "22",
  street: "Stonegate",
  city: "York",
  postcode: "YO1 8AS",
  countryCode: "GB",
});
