// @ts-check
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { timed } from "../timed.mjs";
import { withOneChanged } from "./objects.mjs";
import { tofuLines } from "./operations.mjs";
import { averages } from "./pulumiSystem.mjs";

/** @typedef {import("./objects.mjs").Thing} Thing */

const source = "registry.opentofu.org/mastercard/restapi";

/**
 * The same objects in OpenTofu, over the same paths of the API. The customer is a header, which is the provider's, so each customer has one.
 * @param {import("../peers/build.mjs").Peers} peers
 * @param {import("./systems.mjs").Circumstances} circumstances
 * @returns {Promise<import("./systems.mjs").Living>}
 */
export async function tofuSystem({ tofu, restapi }, { things, server, parallel }) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-bench-"));
  const [project, settings] = [join(folder, "project"), join(folder, "tofu.rc")];
  await mkdir(project);
  await writeFile(settings, `provider_installation {\n  dev_overrides {\n    "${source}" = "${dirname(restapi)}"\n  }\n  direct {}\n}\n`);
  const declare = (/** @type {readonly Thing[]} */ declared) =>
    writeFile(join(project, "main.tf.json"), JSON.stringify(configuration(declared, server)));
  await declare(things);
  const env = { PATH: process.env["PATH"], HOME: folder, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
  const atOnce = parallel === undefined ? [] : [`-parallelism=${parallel}`];
  const run = (/** @type {readonly string[]} */ line) =>
    timed([tofu, ...line, "-no-color", "-input=false", ...atOnce], { cwd: project, env });
  return {
    setUp: async () => void (await run(tofuLines["first up"])),
    run: async (operation) => {
      if (operation === "one changed") await declare(withOneChanged(things));
      return run(tofuLines[operation]);
    },
    sizes: async () => sizesOf(JSON.parse(await readFile(join(project, "terraform.tfstate"), "utf8")), things),
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** @param {readonly Thing[]} things @param {import("./server.mjs").Server} server */
function configuration(things, { url, env }) {
  const customers = [...new Set(things.map(({ customerName }) => customerName))];
  return {
    terraform: { required_providers: { restapi: { source } } },
    provider: {
      restapi: customers.map((customer) => ({
        alias: customer,
        uri: url,
        id_attribute: "result/uuid",
        write_returns_object: true,
        headers: {
          "X-Auth-For": customer,
          "X-Auth-Reseller": env["YAY_RESELLER"],
          "X-Auth-User": env["YAY_USER"],
          "X-Auth-Password": env["YAY_PASSWORD"],
          "User-Agent": "bench",
        },
      })),
    },
    resource: {
      restapi_object: Object.fromEntries(
        things.map(({ name, path, customerName, wire }) => [
          name,
          { provider: `restapi.${customerName}`, path, data: JSON.stringify(wire) },
        ]),
      ),
    },
  };
}

/**
 * OpenTofu writes its state with indentation, so that counts.
 * @param {{ resources: readonly { name: string }[] }} state @param {readonly Thing[]} things
 */
function sizesOf({ resources }, things) {
  const forms = new Map(things.map(({ name, form }) => [name, form]));
  return averages(resources.map((each) => [forms.get(each.name), JSON.stringify(each, null, 2).length]));
}
