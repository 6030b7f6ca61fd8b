import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "./support";

const versions = () => import("../../tools/engine/versions.mjs");

const read = (path: string): string => readFileSync(join(TOOLS, path), "utf8");

describe("the choice of an engine's version", () => {
  it("compares numbers, not letters", async () => {
    const { compareVersions } = await versions();
    expect(["3.9.1", "v3.10.0", "3.9.0"].sort(compareVersions)).toEqual(["3.9.0", "3.9.1", "v3.10.0"]);
  });

  it("takes the oldest admitted version and newer ones, but no other major version", async () => {
    const { isAccepted } = await versions();
    const answers = ["3.215.9", "3.216.0", "v3.259.0", "3.300.1-alpha", "4.0.0", "2.9.0", "unknown", ""].map(isAccepted);
    expect(answers).toEqual([false, true, true, true, false, false, false, false]);
  });

  it("prefers the project's own version to newer ones, and newer ones to older ones", async () => {
    const { byPreference, ENGINE_VERSION } = await versions();
    expect(byPreference(["3.216.0", "3.400.0", ENGINE_VERSION, "3.99.0"])).toEqual([ENGINE_VERSION, "3.400.0", "3.216.0"]);
  });

  it("builds with a Go that is new enough, or that may fetch a newer one itself", async () => {
    const { canBuild } = await versions();
    expect(canBuild({ version: "go1.25.11", toolchain: "local" })).toBe(true);
    expect(canBuild({ version: "go1.26.8", toolchain: "local" })).toBe(true);
    expect(canBuild({ version: "go1.25.10", toolchain: "local" })).toBe(false);
    expect(canBuild({ version: "go1.22.0", toolchain: "auto" })).toBe(true);
    expect(canBuild({ version: "go1.20.14", toolchain: "" })).toBe(false);
  });

  it("names the same versions everywhere", async () => {
    const { ENGINE_VERSION, OLDEST_GO, OLDEST_VERSION } = await versions();
    const root = JSON.parse(read("../package.json")) as { devDependencies: Record<string, string> };
    const provider = JSON.parse(read("../provider/package.json")) as { peerDependencies: Record<string, string> };
    expect(root.devDependencies["pulumi"]).toBe(ENGINE_VERSION);
    expect(provider.peerDependencies["@pulumi/pulumi"]).toContain(`>=${OLDEST_VERSION}`);
    expect(read("engine/cli/go.mod")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${ENGINE_VERSION} `);
    expect(read("engine/cli/go.mod")).toContain(`github.com/pulumi/pulumi/sdk/v3 v${ENGINE_VERSION} `);
    expect(read("engine/cli/go.mod")).toContain(`\ngo ${OLDEST_GO}\n`);
  });
});
