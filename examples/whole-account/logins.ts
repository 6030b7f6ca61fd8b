import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";
import { larch } from "./customer";

const config = new pulumi.Config();

/**
 * The stock system of the shop, which uses the API itself. Of roles the documents name two: 1 is an API Admin, and 3 a Storefront User, who needs a
 * store; no person has the first. The password comes from the configuration and stays encrypted.
 */
export const stockSystem = new yay.ResellerUser("stock-system", {
  customer: larch.uuid,
  name: "larch-stock-system",
  email: "it@larch.example",
  roleId: 1,
  password: config.requireSecret("stockSystemPassword"),
  contactFirstName: "Robin",
  contactLastName: "Larch",
});
