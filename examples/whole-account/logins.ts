import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";
import { larch } from "./customer";

const config = new pulumi.Config();

/** The bookkeeper may see the account; the password comes from the configuration and stays encrypted. */
export const bookkeeper = new yay.ResellerUser("bookkeeper", {
  customer: larch.uuid,
  name: "larch-bookkeeper",
  email: "books@larch.example",
  roleId: 1,
  password: config.requireSecret("bookkeeperPassword"),
  contactFirstName: "Robin",
  contactLastName: "Larch",
});
