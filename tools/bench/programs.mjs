// @ts-check

/** @typedef {import("./gates.mjs").Size} Size */

/** A provider that does nothing, as short as ours, to measure what the engine, the program and the host take themselves. */
const nothing =
  'exports.handler=()=>({check:async(o,inputs)=>({inputs}),diff:async()=>({}),create:async(outs)=>({id:"x",outs}),read:async(id,props)=>({id,props,inputs:props}),update:async(i,o,outs)=>({outs}),delete:async()=>{}})';

const classes = {
  ours: "const { SubReseller: Customer, CallFlow: Flow } = require('pulumi-yay');",
  bare: `const pulumi = require("@pulumi/pulumi");
const kind = (type) => class extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:" + type, name, { ...args, __provider: ${JSON.stringify(nothing)} }, {});
    this.uuid = this.id;
  }
};
const [Customer, Flow] = ["Customer", "Flow"].map(kind);`,
};

/** @typedef {keyof typeof classes} Whose */

/**
 * A program of customers with their flows; the same arguments for both.
 * @param {Whose} whose
 * @param {Size} size
 */
export function program(whose, { customers, flowsEach }) {
  return `${classes[whose]}
for (let c = 0; c < ${customers}; c++) {
  const customer = new Customer("customer-" + c, { name: "bench-" + c, contactName: "Customer " + c, phone: "+441632960001" });
  for (let f = 0; f < ${flowsEach}; f++) {
    new Flow("flow-" + c + "-" + f, {
      customer: customer.uuid,
      name: "Line " + f,
      extension: 500 + f,
      flow: {
        start: { module: "start", next: "menu" },
        menu: { module: "pressextension", next: { 1: "ring", 2: "voice", invalid: "ring", timeout: "voice" } },
        ring: { module: "extension", extensions: [{ type: "sipuser", uuid: "92b0aca6-12aa-480c-a7b7-a31df403418c" }], noanswer: "voice" },
        voice: { module: "voicemail", mailboxes: ["31347d42-00bd-44a5-9b5c-20dc4197a2f6"] },
      },
    });
  }
}
`;
}
