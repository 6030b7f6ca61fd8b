// @ts-check
import { classOf } from "./resource.mjs";
import { members } from "./source.mjs";

/** The JSON schema of customers' files, which the package brings along for editors. */
export const customerSchemaFile = "provider/customers.schema.json";

/** That of the templates which they share. */
export const templateSchemaFile = "provider/customer-templates.schema.json";

const inputs = "provider/hosts/dynamic/customer/args.ts";

/** @typedef {{ title?: string, description?: string, properties?: Record<string, Node>, additionalProperties?: Node | boolean, items?: Node, anyOf?: Node[] }} Node */

/** The schema with the docstring of each argument, and of what a customer adds to those of a kind. @param {import("./facts.mjs").Facts} facts */
export function customerSchema({ customerFileSchema, registry }) {
  return described(customerFileSchema(), { title: "A customer of pulumi-yay", registry, own: textsOf(members(inputs, "CustomerInputs")) });
}

/** The schema of templates with the docstring of each argument. @param {import("./facts.mjs").Facts} facts */
export function templateSchema({ templateFileSchema, registry }) {
  return described(templateFileSchema(), { title: "Templates of customers of pulumi-yay", registry, own: shared });
}

const shared = {
  flows:
    "Call flows that customers share, by the name that they write after template. with says what a customer calls the parts that a step names.",
  hours: "Opening hours that customers share, by the name that they write after template.",
};

/** @param {Record<string, unknown>} made @param {{ title: string, registry: import("./facts.mjs").Facts["registry"], own: Readonly<Record<string, string>> }} of */
function described({ $schema, ...schema }, { title, registry, own }) {
  const node = /** @type {Node} */ (schema);
  describe(node, own);
  for (const each of below(node)) {
    const kind = each.title;
    if (kind === undefined || registry[kind] === undefined) continue;
    const { args, argsFile } = classOf(kind);
    describe(each, { ...textsOf(members(argsFile, args)), ...added[kind] });
  }
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}

/** @type {Readonly<Record<string, Record<string, string>>>} */
const added = {
  SipUser: { groups: "The groups that it rings in, by name: of those that the customer makes, beside those that name it as a member." },
  CallFlow: {
    flow: "The steps by name. A step names users, groups, mailboxes, sounds and playlists by the names of the customer's parts.",
  },
  TimeDiary: {
    open: 'When it is open, with each day of the week named once: { "mon-fri": ["9:00-12:30", "13:30-17:30"], "sat-sun": "closed" }.',
    closed: 'The flow that answers while it is closed, by name or uuid. Default "closed".',
    exceptions: 'Days that differ from the week: "2026-12-25" is closed from its first to its last second.',
  },
  PhoneNumber: { toBuy: "Set until somebody has bought it in the portal: nothing is looked for, and the manual steps have it." },
};

/** @param {readonly { name: string, text: string }[]} all @returns {Record<string, string>} */
const textsOf = (all) => Object.fromEntries(all.map(({ name, text }) => [name, text]));

/** @param {Node} node @param {Readonly<Record<string, string>>} texts */
function describe(node, texts) {
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const text = texts[name];
    if (text !== undefined && text !== "") property.description = text;
  }
}

/** A node and all below it. @param {Node} node @returns {Node[]} */
function below(node) {
  const { properties = {}, additionalProperties, items, anyOf = [] } = node;
  const inner = [
    ...Object.values(properties),
    ...(typeof additionalProperties === "object" ? [additionalProperties] : []),
    ...(items ? [items] : []),
    ...anyOf,
  ];
  return [node, ...inner.flatMap(below)];
}
