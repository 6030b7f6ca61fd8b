import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Stack } from "../support/engine";

jest.setTimeout(240_000);

/** How long a program may take to end once its engine is dead; one that prints into the closed pipe never ends. */
const patienceMs = 60_000;

/** Stays in its first turn from `alive` until somebody writes into `gate`, so that everything it has to say is said to a dead engine. */
const program = `
const fs = require("node:fs");
for (let index = 0; index < 20; index++) {
  new yay.CallFlow("line" + index, {
    name: "Line " + index, extension: 501 + index,
    flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" }, lost: { module: "busy" } },
  });
}
fs.writeSync(fs.openSync("alive", "w"), "built");
fs.readFileSync("gate");`;

describe("a program with warnings on the real engine", () => {
  let stack: Stack;
  beforeAll(async () => {
    const nowhere = { YAY_BASE_URL: "http://127.0.0.1:9", YAY_RESELLER: "r", YAY_USER: "u", YAY_PASSWORD: "p" };
    stack = await Stack.create(program, { env: nowhere });
  });
  afterAll(() => stack.close());

  it("ends by itself where the engine was killed before it could be told of them", async () => {
    const [alive, gate] = ["alive", "gate"].map((name) => join(stack.folder, "program", name)) as [string, string];
    execFileSync("mkfifo", [alive, gate]);
    const up = stack.start("up", "--yes", "--skip-preview");
    const life = createReadStream(alive);
    await new Promise((built) => life.once("data", built));
    up.child.kill("SIGKILL");
    await up.ended;
    const ended = new Promise<string>((answer) => life.once("close", () => answer("ended")));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((answer) => (timer = setTimeout(answer, patienceMs, "lives on")));
    await writeFile(gate, "go");
    const first = await Promise.race([ended, late]);
    clearTimeout(timer);
    life.destroy();
    expect(first).toBe("ended");
  });
});
