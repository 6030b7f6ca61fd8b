// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { startNode } from "./test-run/child.mjs";

await main(() => {
  const { values } = parseArgs({ options: { again: { type: "boolean", default: false } } });
  const { version } = JSON.parse(readFileSync(join(ROOT, "provider", "package.json"), "utf8"));
  if (existsSync(join(ROOT, "test", "state", version)) && !values.again)
    throw new Error(
      `test/state/${version} is there already, and what a release wrote never changes. Raise the version in provider/package.json first; ` +
        "for a version that nobody has yet, npm run record:state -- --again records it anew.",
    );
  return startNode([join(ROOT, "tools", "test.mjs"), "test/engine/upgrade.test.ts"], { ...process.env, YAY_RECORD: "1" });
});
