// @ts-check
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// All of what `npm test` runs samples of: every fault, switch and server for every kind, every case on the real engine.
const script = fileURLToPath(new URL("test.mjs", import.meta.url));
const env = { ...process.env, YAY_TEST_CELLS: "all" };
process.exitCode = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { env, stdio: "inherit" }).status ?? 1;
