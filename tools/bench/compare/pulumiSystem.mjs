// @ts-check
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stage } from "../stage.mjs";
import { withOneChanged } from "./objects.mjs";
import { pulumiLines } from "./operations.mjs";
import { programOf, requiredProvider } from "./programs.mjs";

/** @typedef {import("./objects.mjs").Thing} Thing */

/** The file backend then writes the state at the end alone. Only what is not measured is set up by it. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * A stack of one of the programs, against a server of its own.
 * @param {import("../../engine/engine.mjs").Engine} engine
 * @param {import("./programs.mjs").Whose} whose
 * @param {import("./systems.mjs").Circumstances} circumstances
 * @returns {Promise<import("./systems.mjs").Living>}
 */
export async function pulumiSystem(engine, whose, { things, server, parallel, backend = {} }) {
  // Several stacks may share a backend that is not a folder of their own.
  const stack = await stage(engine, { program: programOf(whose, things), settings: { ...server.env, ...backend }, name: `bench-${whose}` });
  const isShared = Object.hasOwn(backend, "PULUMI_BACKEND_URL");
  await writeFile(join(stack.project, "provider.js"), requiredProvider);
  const atOnce = parallel === undefined ? [] : ["--parallel", String(parallel)];
  return {
    setUp: async () => void (await stack.pulumiWith(withoutCheckpoints, ...pulumiLines["first up"])),
    run: async (operation) => {
      if (operation === "one changed") await writeFile(join(stack.project, "index.js"), programOf(whose, withOneChanged(things)));
      return stack.pulumi(...pulumiLines[operation], ...atOnce);
    },
    sizes: async () => (isShared ? {} : sizesOf(await stack.state(), things)),
    close: async () => {
      if (isShared) await stack.pulumi("stack", "rm", "--yes", "--force", "dev");
      await stack.close();
    },
  };
}

/**
 * What a command takes that has nothing to do: the engine and the SDK start, and a program without a resource ends.
 * @param {import("../../engine/engine.mjs").Engine} engine
 */
export async function emptyStart(engine) {
  const stack = await stage(engine, { program: 'require("@pulumi/pulumi");\n' });
  try {
    return (await stack.pulumi("preview")).wall;
  } finally {
    await stack.close();
  }
}

/**
 * How many bytes a resource of each form takes in a state, on the average, as the backend writes it.
 * @param {{ resources: readonly { urn: string }[] }} state
 * @param {readonly Thing[]} things
 */
function sizesOf({ resources }, things) {
  const forms = new Map(things.map(({ name, form }) => [name, form]));
  return averages(resources.map((each) => [forms.get(each.urn.split("::").at(-1) ?? ""), bytesOf(each)]));
}

/** JSON as Go writes it, which escapes the signs of HTML. @param {unknown} value */
const bytesOf = (value) => Buffer.byteLength(JSON.stringify(value).replace(/[<>&]/g, "\\u0000"));

/** @param {readonly (readonly [string | undefined, number])[]} found @returns {import("./systems.mjs").Sizes} */
export function averages(found) {
  /** @type {Record<string, number[]>} */
  const all = {};
  for (const [form, bytes] of found) if (form !== undefined) (all[form] ??= []).push(bytes);
  return Object.fromEntries(
    Object.entries(all).map(([form, list]) => [form, Math.round(list.reduce((sum, each) => sum + each, 0) / list.length)]),
  );
}
