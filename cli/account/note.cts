// Loaded before a program, in the process that Pulumi's own runner runs it in: notes what the program declares, and writes it when the process ends.
import { writeFileSync } from "node:fs";
import util = require("node:util");
import type * as Testing from "pulumi-yay/testing";

// The SDK prints what a program throws in colours, and Node then looks for the package of each frame without end if a file stands right below
// node_modules/@scope, as the SDK's mapped frames do: that took a minute and all memory.
util.inspect = new Proxy(util.inspect, {
  apply: (inspect, _self, [value, options]: [unknown, util.InspectOptions?]) => inspect(value, { ...options, colors: false }),
});

const { YAY_PROGRAM_DOOR: door = "", YAY_PROGRAM_OBJECTS: file = "" } = process.env;

// By the path that the program's own folder has for it: another copy would not see what the program declares.
const { noteObjects } = require(door) as typeof Testing;

const noted = noteObjects();

process.once("exit", () => writeFileSync(file, JSON.stringify(noted()), { mode: 0o600 }));
