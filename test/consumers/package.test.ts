import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

jest.setTimeout(400_000);

describe("the package as it would be published", () => {
  it("runs in an empty project, from TypeScript and from both kinds of JavaScript, with the real engine", async () => {
    const { consume, pack } = await import("../../tools/consumers/project.mjs");
    const bin = process.env["PULUMI_YAY_ENGINE_BIN"] ?? "";
    const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-packed-"));
    try {
      const tarball = await pack(folder);
      const engine = { bin, version: "", env: { PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) } };
      const results = await consume({ node: process.execPath, manager: "npm", sdk: "3.248.0" }, { tarball, engine, pnpm: undefined });
      expect(results).toEqual({ TypeScript: "ok", "JavaScript, ESM": "ok", "JavaScript, CommonJS": "ok" });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
