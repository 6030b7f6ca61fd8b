// @ts-check

/** @typedef {import("./objects.mjs").Thing} Thing */

/** Whose program: this package's, that of users who write a dynamic provider themselves in two ways, or components alone. @typedef {keyof typeof preludes} Whose */

/** What a program prints at most is what it declares, so the objects stand in it as data. @param {readonly Thing[]} things */
const written = (things) =>
  JSON.stringify(
    things.map(({ form, path, name, customer, customerName, args, wire }) => ({ form, path, name, customer, customerName, args, wire })),
  );

/** A provider as the guides of dynamic providers show it: one request for each operation, and what differs between the arguments is an update. */
const provider = `const call = async (method, path, customer, body) => {
  const answer = await fetch(process.env.YAY_BASE_URL + path, {
    method,
    headers: {
      "Content-Type": "application/json", "User-Agent": "bench", "X-Auth-For": customer, "X-Auth-Reseller": process.env.YAY_RESELLER,
      "X-Auth-User": process.env.YAY_USER, "X-Auth-Password": process.env.YAY_PASSWORD,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(method + " " + path + ": " + answer.status);
  return answer.status === 204 ? undefined : (await answer.json()).result;
};
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const provider = {
  diff: async (id, olds, news) => ({ changes: !same(olds.body, news.body), replaces: olds.path === news.path ? [] : ["path"] }),
  create: async (inputs) => {
    const made = await call("POST", inputs.path, inputs.customer, inputs.body);
    return { id: made.uuid, outs: inputs };
  },
  read: async (id, props) => {
    const live = await call("GET", props.path + "/" + id, props.customer);
    const body = Object.fromEntries(Object.keys(props.body).map((key) => [key, live[key]]));
    return { id, props: { ...props, body: same(body, props.body) ? props.body : body } };
  },
  update: async (id, olds, news) => {
    await call("PUT", news.path + "/" + id, news.customer, news.body);
    return { outs: news };
  },
  delete: async (id, props) => {
    await call("DELETE", props.path + "/" + id, props.customer);
  },
};
`;

/** What `provider.js` beside the program holds, which a shim requires in the host. */
export const requiredProvider = `${provider}module.exports = provider;\n`;

const ofUsers = `class Thing extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, args, undefined, "bench", "Thing");
  }
}
const declare = ({ name, path, customerName, wire }) => new Thing(name, { path, customer: customerName, body: wire });`;

/** As the shim of a package would be: it captures one text, and requires in each method. */
const shim = `const where = process.cwd() + "/provider.js";
const provider = {
  diff: (id, olds, news) => require(where).diff(id, olds, news),
  create: (inputs) => require(where).create(inputs),
  read: (id, props) => require(where).read(id, props),
  update: (id, olds, news) => require(where).update(id, olds, news),
  delete: (id, props) => require(where).delete(id, props),
};`;

/** Answers from memory, and its text is as short as ours: what the engine and the host take of any provider. */
const memory =
  'exports.handler=()=>({check:async(o,inputs)=>({inputs}),diff:async()=>({}),create:async(outs)=>({id:"x",outs}),read:async(id,props)=>({id,props,inputs:props}),update:async(i,o,outs)=>({outs}),delete:async()=>{}})';

const preludes = {
  ours: `const { CallFlow, HuntGroup } = require("pulumi-yay");
const declare = ({ form, name, customer, args }) => new (form === "group" ? HuntGroup : CallFlow)(name, { customer, ...args });`,
  closure: `const pulumi = require("@pulumi/pulumi");\n${provider}${ofUsers}`,
  shim: `const pulumi = require("@pulumi/pulumi");\n${shim}\n${ofUsers}`,
  bare: `const pulumi = require("@pulumi/pulumi");
const declare = ({ name, customer, args }) => new pulumi.ComponentResource("bench:index:Thing", name, { customer, ...args });`,
  memory: `const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:Thing", name, { ...args, __provider: ${JSON.stringify(memory)} }, {});
  }
}
const declare = ({ name, customer, args }) => new Thing(name, { customer, ...args });`,
};

/**
 * A program that declares the objects.
 * @param {Whose} whose
 * @param {readonly Thing[]} things
 */
export const programOf = (whose, things) => `${preludes[whose]}\nfor (const thing of ${written(things)}) declare(thing);\n`;
