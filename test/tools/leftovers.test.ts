import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./support";

jest.setTimeout(60_000);

const tool = () => import("../../tools/test-run/leftovers.mjs");
const folder = temporaryFolder();
const program = 'process.stdout.write("."); setInterval(() => undefined, 1000)';

async function started(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ["-e", program], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  return { child, ended: once(child, "exit") };
}

describe("what a run of tests leaves behind (T31)", () => {
  it("is nothing where its temporary folder is empty and no process has it", async () => {
    const { leftovers } = await tool();
    expect(await leftovers(folder(), { graceMs: 0 })).toEqual([]);
    expect(await leftovers(join(folder(), "gone"), { graceMs: 0 })).toEqual([]);
  });

  it("is each folder that a test made for itself, and no cache of a tool", async () => {
    const { leftovers } = await tool();
    for (const name of ["pulumi-yay-test-a1", "yay-tls-b2", "node-compile-cache", "v8-compile-cache-0"]) mkdirSync(join(folder(), name));
    expect(await leftovers(folder(), { graceMs: 0 })).toEqual([
      "the temporary folder pulumi-yay-test-a1",
      "the temporary folder yay-tls-b2",
    ]);
  });

  const onProc = existsSync("/proc/self/environ") ? it : it.skip;

  onProc("is each process that still runs, which is ended then; those of other runs are let alone", async () => {
    const { leftovers } = await tool();
    const [own, other] = await Promise.all([started({ TMPDIR: folder() }), started({ TMPDIR: `${folder()}-of-others` })]);
    expect(await leftovers(folder(), { graceMs: 0 })).toEqual([expect.stringMatching(/^the process .*setInterval/)]);
    expect(await own.ended).toEqual([null, "SIGKILL"]);
    expect(other.child.exitCode).toBeNull();
    other.child.kill();
    await other.ended;
  });
});
