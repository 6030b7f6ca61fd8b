import * as yay from "pulumi-yay";
import { lines } from "./flows";

const firm = new yay.SubReseller("example-firm", { contactName: "Example Firm" });

/** One call flow for each file of `flows`. */
export const extensions = Object.fromEntries(
  Object.entries(lines).map(([name, { name: title, extension, flow }]) => [
    name,
    new yay.CallFlow(name, { customer: firm.uuid, name: title, extension, flow }).extension,
  ]),
);
