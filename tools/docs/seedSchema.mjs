// @ts-check
import { members } from "./source.mjs";

/** The JSON schema of the simulator's seeds, which the package brings along for editors. */
export const seedSchemaFile = "provider/simulator-seed.schema.json";

const source = "provider/simulator/seed.ts";

/** @typedef {{ description?: string }} Node @typedef {Record<string, Node>} Nodes */

/** The schema with the docstring of each key. @param {Pick<import("./facts.mjs").Facts, "seedSchema">} facts */
export function seedSchemaText({ seedSchema }) {
  const schema = /** @type {any} */ (seedSchema());
  describe(schema.properties, "Seed");
  describe(schema.properties.customers.items.properties, "SeedCustomer");
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** @param {Nodes} nodes @param {string} type */
function describe(nodes, type) {
  for (const { name, text } of members(source, type)) {
    const node = nodes[name];
    if (node !== undefined && text !== "") nodes[name] = { description: text, ...node };
  }
}
