import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { program, standIn, startNode, temporaryFolder } from "./support";

const install = () => import("../../tools/engine/install.mjs");
const folder = temporaryFolder();
const target = (): string => join(folder(), "versions", "3.259.0");

const fill =
  (version: string) =>
  (staging: string): Promise<string> => {
    standIn(join(staging, "made", "bin"), version);
    return Promise.resolve(join(staging, "made"));
  };

describe("installAtomically", () => {
  it("puts the whole engine into place and leaves nothing else", async () => {
    const { installAtomically } = await install();
    await installAtomically(target(), fill("3.259.0"));
    expect(readdirSync(join(target(), "bin")).sort()).toEqual(["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]);
    expect(readdirSync(join(folder(), "versions"))).toEqual(["3.259.0"]);
  });

  it("leaves nothing where making the engine fails, or gives half of one", async () => {
    const { installAtomically } = await install();
    await expect(installAtomically(target(), () => Promise.reject(new Error("no Go")))).rejects.toThrow("no Go");
    const half = (staging: string): Promise<string> => {
      program(join(staging, "bin", "pulumi"), "echo v3.259.0");
      return Promise.resolve(staging);
    };
    await expect(installAtomically(target(), half)).rejects.toThrow("without its Node language host");
    expect(readdirSync(join(folder(), "versions"))).toEqual([]);
  });

  it("keeps the engine that was complete first when several come at once", async () => {
    const { installAtomically } = await install();
    await Promise.all(["one", "two", "three"].map((name) => installAtomically(target(), fill(name))));
    const kept = readFileSync(join(target(), "bin", "pulumi"), "utf8");
    expect(kept).toMatch(/echo v(one|two|three)/);
    await installAtomically(target(), fill("four"));
    expect(readFileSync(join(target(), "bin", "pulumi"), "utf8")).toBe(kept);
    expect(readdirSync(join(folder(), "versions"))).toEqual(["3.259.0"]);
  });

  it("replaces an incomplete engine that something else left", async () => {
    const { installAtomically } = await install();
    program(join(target(), "bin", "pulumi"), "echo old");
    await installAtomically(target(), fill("3.259.0"));
    expect(existsSync(join(target(), "bin", "pulumi-language-nodejs"))).toBe(true);
    expect(readdirSync(join(folder(), "versions"))).toEqual(["3.259.0"]);
  });

  it("removes what a killed process left behind, and nothing that may be in use", async () => {
    const { installAtomically } = await install();
    const [old, recent] = ["old", "recent"].map((name) => join(folder(), "versions", `.3.259.0-staging-${name}`)) as [string, string];
    mkdirSync(old, { recursive: true });
    mkdirSync(recent);
    utimesSync(old, 1, 1);
    await installAtomically(target(), fill("3.259.0"));
    expect([existsSync(old), existsSync(recent)]).toEqual([false, true]);
  });
});

const INTERRUPTED = `
  import { interruptible } from "$TOOLS/lib/run.mjs";
  import { run } from "$TOOLS/lib/run.mjs";
  import { withLock } from "$TOOLS/lib/lock.mjs";
  import { installAtomically } from "$TOOLS/engine/install.mjs";
  const { TARGET } = process.env;
  await interruptible((signal) =>
    withLock(TARGET + ".lock", () =>
      installAtomically(TARGET, async (staging) => {
        const started = run("sh", ["-c", "echo half > " + staging + "/half; echo begun; sleep 60"], { signal, onLine: console.log });
        await started;
        return staging;
      }), { signal }));`;

describe("an interrupted installation", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("leaves neither files nor a lock after %s", async (name) => {
    const running = startNode(INTERRUPTED, { TARGET: target() });
    await running.line;
    process.kill(running.pid, name);
    const { code } = await running.ended;
    expect(code).toBeNull();
    expect(readdirSync(join(folder(), "versions"))).toEqual([]);
  });
});
