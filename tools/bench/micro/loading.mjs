// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { ROOT } from "../../lib/root.mjs";
import { run } from "../../lib/run.mjs";
import { median, rounded } from "../compare/figures.mjs";

/**
 * Milliseconds until a program has the package and two of its classes, beside the SDK that it needs anyway, and until the dynamic host answers,
 * alone and with the package and the handler of a kind.
 * @typedef {{ sdk: number, package: number, host: number, hostWithPackage: number, ratio: number }} Loading
 */

const program = `const begun = performance.now();
require("@pulumi/pulumi");
const sdk = performance.now();
const { CallFlow, HuntGroup } = require("pulumi-yay");
if (CallFlow === HuntGroup) throw new Error();
console.log(JSON.stringify([sdk - begun, performance.now() - sdk]));`;

const handler = `data:text/javascript,import{createRequire}from"node:module";createRequire(${JSON.stringify(`${ROOT}package.json`)})("pulumi-yay/handlers")("CallFlow")`;

/** In turns, so that what else the machine does meets all alike. @param {number} rounds @returns {Promise<Loading>} */
export async function loading(rounds) {
  /** @type {number[][]} */
  const [sdk, ours, host, withPackage] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await run(process.execPath, ["-e", program], { cwd: ROOT });
    const [first = NaN, second = NaN] = JSON.parse(stdout);
    sdk?.push(first);
    ours?.push(second);
    host?.push(await hostStart([]));
    withPackage?.push(await hostStart(["--import", handler]));
  }
  const [a, b, c, d] = [sdk, ours, host, withPackage].map((values) => rounded(median(values ?? [])));
  return { sdk: a ?? NaN, package: b ?? NaN, host: c ?? NaN, hostWithPackage: d ?? NaN, ratio: rounded((d ?? NaN) / (c ?? NaN)) };
}

/** Until the host of dynamic providers prints its port, as the engine starts it. @param {readonly string[]} options */
async function hostStart(options) {
  const main = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");
  const begun = performance.now();
  const child = spawn(process.execPath, [...options, main, "127.0.0.1:1"], { cwd: ROOT, stdio: ["pipe", "pipe", "ignore"] });
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(([code]) => Promise.reject(new Error(`The host ended with ${String(code)}.`))),
  ]);
  const taken = performance.now() - begun;
  child.kill("SIGKILL");
  await ended.catch(() => undefined);
  return taken;
}
