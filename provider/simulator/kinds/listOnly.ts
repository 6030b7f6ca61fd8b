import type { Kind } from "./kind";
import { text } from "./kind";

/** Caller ID: list [cat, 3p], its fields [3p]. That those of the account's numbers appear by themselves is a [guess], which nothing here does. */
export const callerId: Kind = {
  path: "/voip/caller-id",
  commands: ["list"],
  fields: { cli_display: text(), cli_name: text() },
};

/** Emergency Address: list [cat, 3p]; no field is known. */
export const emergencyAddress: Kind = { path: "/voip/emergency-address", commands: ["list"], fields: {} };

/** Document: list [cat, 3p]; no field is known. */
export const document: Kind = { path: "/account/document", commands: ["list"], fields: {} };

/** Speed Dial: list [cat]; no field is known. */
export const speedDial: Kind = { path: "/voip/speed-dial", commands: ["list"], fields: {} };

/** Provisioning Device: list [cat]; no field is known. */
export const device: Kind = { path: "/provisioning/device", commands: ["list"], fields: {} };

/** The status of every user [doc of 2021], under the uuid of the user. Words other than `open` are not known. */
export const userStatus: Kind = { path: "/voip/user-status", commands: ["list"], fields: { status: text() } };
