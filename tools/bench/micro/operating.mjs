// @ts-check
import { createRequire } from "node:module";
import { AccountReader } from "pulumi-yay/account";
import { rounded } from "../compare/figures.mjs";
import { customerUuid, seedOf } from "../compare/objects.mjs";
import { startServer } from "../compare/server.mjs";

/**
 * The client and the handlers against a server of its own, in a process of its own: how long many requests take over what they must, and the
 * bytes of memory in use after some and after all of ten thousand operations.
 */

const require = createRequire(import.meta.url);
const delay = 20;
const requests = 400;
const operations = { some: 2_000, all: Number(process.argv[2] ?? 10_000) };

const server = await startServer(seedOf({ groups: 0, flows2: 0, flows10: 0, customers: 1 }));
Object.assign(process.env, server.env);

/** How long many reads take over requests × delay / requests at once, which no client can beat. */
async function throughput() {
  const reader = new AccountReader();
  await Promise.all(Array.from({ length: 16 }, () => reader.balance()));
  await server.delay(delay);
  await server.counts();
  const begun = performance.now();
  await Promise.all(Array.from({ length: requests }, () => reader.balance()));
  const taken = performance.now() - begun;
  const { atOnce } = await server.counts();
  await server.delay(0);
  return { requests, atOnce, overIdeal: rounded(taken / ((requests * delay) / atOnce)) };
}

async function memory() {
  const its = require("pulumi-yay/handlers")("HuntGroup");
  await its.configure({ config: { get: () => undefined } });
  const inputs = { customer: customerUuid(0), name: "Sales", extension: 601, seed: "bench" };
  const { inputs: checked } = await its.check(inputs, inputs);
  const { id, outs } = await its.create(checked);
  /** @type {number[]} */
  const used = [];
  let state = outs;
  for (let count = 1; count <= operations.all; count += 1) {
    state = (await its.update(id, state, { ...checked, name: `Sales ${count % 2}` })).outs;
    if (count === Math.min(operations.some, operations.all) || count === operations.all) {
      globalThis.gc?.();
      used.push(process.memoryUsage().heapUsed);
    }
  }
  const [some = NaN, all = some] = used;
  return {
    operations: operations.all,
    megabytesAfterSome: rounded(some / 1e6),
    megabytes: rounded(all / 1e6),
    growth: rounded(all / some),
  };
}

const found = { throughput: await throughput(), memory: await memory() };
await server.close();
process.stdout.write(`${JSON.stringify(found)}\n`);
process.exit();
