import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { runsAll } from "../support/all";

jest.setTimeout(400_000);

/** How often each kind of program runs. Every suite on the real engine runs CommonJS. */
const runs: Readonly<Record<string, 1 | 2>> = runsAll
  ? { TypeScript: 2, "JavaScript, ESM": 2, "JavaScript, CommonJS": 2 }
  : { TypeScript: 2, "JavaScript, ESM": 1 };

describe("the package as it would be published", () => {
  it("runs in an empty project, from TypeScript and from JavaScript, with the real engine", async () => {
    const { consume, pack } = await import("../../tools/consumers/project.mjs");
    const bin = process.env["PULUMI_YAY_ENGINE_BIN"] ?? "";
    const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-packed-"));
    try {
      const tarball = await pack(folder);
      const engine = { bin, version: "", env: { PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) } };
      const cell = { node: process.execPath, manager: "npm", sdk: "3.248.0" } as const;
      const results = await consume(cell, { tarball, engine, pnpm: undefined }, runs);
      expect(results).toEqual(Object.fromEntries(Object.keys(runs).map((name) => [name, "ok"])));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
