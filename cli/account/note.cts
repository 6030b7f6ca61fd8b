// Loaded before a program, in the process that Pulumi's own runner runs it in: notes what the program declares, and writes it when the process ends.
import { writeFileSync } from "node:fs";
import type * as Testing from "pulumi-yay/testing";

const { YAY_PROGRAM_DOOR: door = "", YAY_PROGRAM_OBJECTS: file = "" } = process.env;

// By the path that the program's own folder has for it: another copy would not see what the program declares.
const { noteObjects } = require(door) as typeof Testing;

const noted = noteObjects();

process.once("exit", () => writeFileSync(file, JSON.stringify(noted()), { mode: 0o600 }));
