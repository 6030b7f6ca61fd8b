// @ts-check
import assert from "node:assert/strict";
import { startSimulator } from "pulumi-yay/simulator";

const simulator = await startSimulator({
  seed: { customers: [{ name: "acme", contact_name: "Acme Ltd" }] },
  switches: { nextExtension: "empty" },
});
simulator.faults.add({ match: { method: "GET", path: "/account/balance" }, effect: { kind: "retryLater", retryAfter: 1 } });

const { reseller, user, password } = simulator.credentials;
Object.assign(process.env, { YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password });
const { getBalance, getSubResellers } = await import("pulumi-yay");

assert.equal(await getBalance(), "100.000");
assert.deepEqual(
  (await getSubResellers()).map(({ name }) => name),
  ["acme"],
);
assert.deepEqual(
  simulator.requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
  ["GET /account/balance 429", "GET /account/balance 200", "GET /account/reseller 200"],
);
await simulator.close();
