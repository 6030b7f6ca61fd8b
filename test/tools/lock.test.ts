import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startNode, temporaryFolder, write } from "./support";

const lock = () => import("../../tools/lib/lock.mjs");
const folder = temporaryFolder();

const WORKER = `
  import { appendFile } from "node:fs/promises";
  import { setTimeout as sleep } from "node:timers/promises";
  import { withLock } from "$TOOLS/lib/lock.mjs";
  await withLock(process.env.LOCK, async () => {
    await appendFile(process.env.JOURNAL, "in ");
    await sleep(50);
    await appendFile(process.env.JOURNAL, "out ");
  });`;

const HOLDER = `
  import { withLock } from "$TOOLS/lib/lock.mjs";
  await withLock(process.env.LOCK, () => new Promise(() => { console.log("held"); setInterval(() => {}, 1000); }));`;

describe("withLock", () => {
  it("lets processes in one after another", async () => {
    const env = { LOCK: join(folder(), "a", "lock"), JOURNAL: join(folder(), "journal") };
    const endings = await Promise.all([1, 2, 3].map(() => startNode(WORKER, env).ended));
    expect(endings.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(readFileSync(env.JOURNAL, "utf8")).toBe("in out in out in out ");
    expect(existsSync(env.LOCK)).toBe(false);
  });

  it("takes over from a process that was killed", async () => {
    const { withLock } = await lock();
    const path = join(folder(), "lock");
    const holder = startNode(HOLDER, { LOCK: path });
    await holder.line;
    process.kill(holder.pid, "SIGKILL");
    await holder.ended;
    expect(existsSync(path)).toBe(true);
    const waits: string[] = [];
    const answer = await withLock(path, () => Promise.resolve("mine"), { staleMs: 300, onWait: () => waits.push("waited") });
    expect(answer).toBe("mine");
    expect(waits).toEqual(["waited"]);
  });

  it("leaves a living holder its lock, however long it takes", async () => {
    const { withLock } = await lock();
    const path = join(folder(), "lock");
    const order: string[] = [];
    let finish = (): void => undefined;
    let first: Promise<unknown> = Promise.resolve();
    await new Promise<void>((begun) => {
      const work = async () => {
        begun();
        await new Promise<void>((resolve) => (finish = resolve));
        order.push("first");
      };
      first = withLock(path, work, { staleMs: 600 });
    });
    const second = withLock(path, () => Promise.resolve(order.push("second")), { staleMs: 600 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
  });

  it("opens again when the work fails, and when the wait is given up", async () => {
    const { withLock } = await lock();
    const path = join(folder(), "lock");
    await expect(withLock(path, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(existsSync(path)).toBe(false);
    write(path, "somebody");
    const controller = new AbortController();
    const waiting = withLock(path, () => Promise.resolve(), {
      signal: controller.signal,
      onWait: () => controller.abort(new Error("given up")),
    });
    await expect(waiting).rejects.toThrow("given up");
    expect(readFileSync(path, "utf8")).toBe("somebody");
  });
});
