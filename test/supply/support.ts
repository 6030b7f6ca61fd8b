import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");
export const text = (path: string): string => readFileSync(join(ROOT, path), "utf8");
export const json = (path: string): unknown => JSON.parse(text(path));
export const tree = () => import("../../tools/supply/tree.mjs");

/** A lockfile in which a package is found in its neighbour's folder before the upper one. */
export const LOCKED = {
  "": { version: "1.0.0" },
  app: {
    version: "1.0.0",
    dependencies: { a: "^1.0.0", lib: "1.0.0" },
    devDependencies: { tool: "^1.0.0" },
    peerDependencies: { host: "*" },
  },
  lib: { version: "1.0.0", license: "MIT", dependencies: { c: "^1.0.0" } },
  "app/node_modules/b": { version: "1.0.0", license: "MIT" },
  "node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "^2.0.0" }, optionalDependencies: { missing: "*", c: "*" } },
  "node_modules/a/node_modules/b": { version: "2.5.0", license: "ISC", dependencies: { a: "*" } },
  "node_modules/b": { version: "1.0.0", license: "GPL-3.0-only" },
  "node_modules/c": { version: "1.0.0", license: "MIT" },
  "node_modules/tool": { version: "1.0.0", hasInstallScript: true },
  "node_modules/host": { version: "1.0.0", hasInstallScript: true },
  "node_modules/lib": { resolved: "lib", link: true },
};
