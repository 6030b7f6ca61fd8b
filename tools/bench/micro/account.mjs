// @ts-check
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../lib/root.mjs";
import { rounded } from "../compare/figures.mjs";
import { seedOf, thingsOf } from "../compare/objects.mjs";
import { startServer } from "../compare/server.mjs";
import { timed } from "../timed.mjs";

/**
 * What an export of an account and a look for drift in it take. `lists` are the requests that a listing of each kind of each customer takes.
 * @typedef {{ objects: number, customers: number, delay: number, exportSeconds: number, exportRequests: number, lists: number, driftSeconds: number, driftRequests: number }} AccountFigures
 */

/** @typedef {{ urn?: string, type: string, name: string, id: string, inputs?: unknown, outputs?: unknown }} Imported */

const yay = [process.execPath, join(ROOT, "cli", "bin", "yay.js")];

/**
 * Exports an account of groups, users and flows of two and of ten steps, and compares the states that the export imports with what lives.
 * @param {{ objects: number, customers: number, delay: number }} size
 * @returns {Promise<AccountFigures>}
 */
export async function accountFigures({ objects, customers, delay }) {
  const third = Math.ceil(objects / 3);
  const things = thingsOf({ groups: third, flows2: third, flows10: objects - 2 * third, customers });
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-bench-"));
  const server = await startServer(withThings(seedOf({ groups: 0, flows2: 0, flows10: 0, customers }), things));
  try {
    await server.delay(delay);
    const env = { ...process.env, ...server.env };
    const out = join(folder, "program");
    const exported = await timed([...yay, "export", "--all", "--out", out], { cwd: folder, env });
    const [sent, imported] = [await server.counts(), JSON.parse(await readFile(join(out, "import.json"), "utf8"))];
    const state = join(folder, "state.json");
    await writeFile(state, JSON.stringify(deploymentOf(imported.resources)));
    const compared = await timed([...yay, "drift", "--state", state], { cwd: folder, env });
    const looked = await server.counts();
    return {
      ...{ objects, customers, delay },
      ...{ exportSeconds: rounded(exported.wall), exportRequests: sent.requests["GET"] ?? 0, lists: sent.lists },
      ...{ driftSeconds: rounded(compared.wall), driftRequests: looked.requests["GET"] ?? 0 },
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {import("pulumi-yay/simulator").Seed} seed @param {readonly import("../compare/objects.mjs").Thing[]} things */
function withThings(seed, things) {
  const of = (/** @type {string} */ customer, /** @type {string} */ path) =>
    things.filter((each) => each.customerName === customer && each.path === path).map(({ wire }) => wire);
  const customers = seed.customers?.map((each) => ({
    ...each,
    objects: { ...each.objects, group: of(each.name, "/voip/group"), flow: of(each.name, "/voip/flow") },
  }));
  return { ...seed, customers };
}

/** The state of the stack into which the export's file was imported. @param {readonly Imported[]} resources */
function deploymentOf(resources) {
  const states = resources.map(({ type, name, id, inputs, outputs }) => ({
    urn: `urn:pulumi:live::program::${type}::${name}`,
    custom: true,
    ...{ id, type, inputs, outputs },
  }));
  return { version: 3, deployment: { manifest: { time: new Date(0).toISOString(), magic: "", version: "" }, resources: states } };
}
