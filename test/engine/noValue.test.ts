import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf, runsAll } from "../support/all";
import { type Ended, settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const flow = '{ start: { module: "start", next: "end" }, end: { module: "busy" } }';
const acme = `
const acme = new yay.SubReseller("acme", {
  name: "acme-ltd", contactName: "Acme", phone: "+441632960001",
  users: [{ name: "boss", email: "boss@acme.example", roleId: 1, password: "p" }],
});`;
const line = (customer: string) => `
const line = new yay.CallFlow("line", { ${customer} name: "Line", extension: 501, flow: ${flow} });`;

const nothing = "const nothing = pulumi.output(undefined), later = Promise.resolve(undefined), hidden = pulumi.secret(undefined);";
const referred = 'new pulumi.StackReference("organization/test/dev").getOutput("acmeUuid")';

/** Of each kind a program with values that are not there, in every way that they may come, and with texts that are none. */
const wrong: readonly (readonly [what: string, program: string, reasons: readonly RegExp[]])[] = [
  [
    "a flow",
    `new yay.CallFlow("it", {
      customer: later, name: \`Line of \${nothing}\`, extension: "501",
      flow: { start: { module: "start", next: nothing }, end: { module: "busy", duration: "20" } },
    });`,
    [
      /^customer has no value; leave it out for the own account$/,
      /^name: holds "Calling \[toString\] on an \[Output<T>\] is not supported": .*pulumi\.interpolate/,
      /^extension: .*is text: .*config\.requireNumber\("extension"\)/,
      /^flow\.start\.next has no value: /,
      /^flow\.end\.duration: .*config\.requireNumber/,
    ],
  ],
  [
    "the content of a flow",
    `new yay.CallFlowContent("it", { customer: null, callFlow: hidden, adopt: later, flow: pulumi.output(${flow}) });`,
    [/^customer has no value; leave it out for the own account$/, /^callFlow has no value: /, /^adopt has no value: /],
  ],
  [
    "a customer",
    `new yay.SubReseller("it", {
      contactName: "Globex\\n", name: pulumi.all([nothing, "x"]).apply(([name]) => name), storeFront: ${referred},
      addresses: later, forceDestroy: nothing, locked: hidden, phone: nothing,
      users: [{ name: "boss", email: "b@globex.example", roleId: "1", password: nothing }],
    });`,
    [
      /^name has no value: .*leave it out/,
      /^storeFront has no value: /,
      /^addresses has no value: /,
      /^forceDestroy has no value: /,
      /^locked has no value: /,
      /^users\.boss\.password has no value: /,
      /^contactName: is a name, and has a line break/,
      /^users\.boss\.roleId: .*is text: .*config\.requireNumber\("roleId"\)/,
    ],
  ],
  [
    "a transfer",
    'new yay.CreditTransfer("it", { customer: nothing, amount: later, reference: "top-up" });',
    [/^customer has no value: /, /^amount has no value: /],
  ],
];

/** The arguments of all kinds are read as those of a flow; a transfer reads its own. */
const shown = runsAll ? wrong : wrong.filter(([what]) => ["a flow", "a transfer"].includes(what));

/** What the engine says is wrong, in whatever resource; it prints each once more at the end. */
function problems(text: string): string[] {
  return [...new Set([...text.matchAll(/ has a problem: (.*)/g)].map(([, reason = ""]) => reason))];
}

const up = ["up", "--yes", "--skip-preview"] as const;

describe("an argument that is given and has no value, on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  const run = async (program: string, ...args: string[]): Promise<Ended & { sent: string[] }> => {
    await stack.write(program);
    const from = simulator.requests.length;
    const ended = await stack.run(...args);
    return {
      ...ended,
      sent: simulator.requests.slice(from).flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`])),
    };
  };

  beforeAll(async () => {
    simulator = leaves(await startSimulator(), "its end is not looked at");
    stack = await Stack.create(acme + line("customer: acme.uuid,"), { env: settingsFor(simulator) });
    await stack.must("up", "--yes", "--skip-preview");
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  const isRefused = ({ code, text, sent }: Ended & { sent: string[] }, reasons: readonly RegExp[]) => {
    expect([code === 0, sent]).toEqual([false, []]);
    const found = problems(text);
    for (const reason of reasons) expect(found).toContainEqual(expect.stringMatching(reason));
    expect(found).toHaveLength(reasons.length);
    expect(text).not.toMatch(/has-no-value|unknown value|node_modules|consider either/);
  };

  it.each(shown)("is refused at preview, all findings at once: %s", async (_what, program, reasons) => {
    isRefused(await run(acme + line("customer: acme.uuid,") + nothing + program, "preview"), reasons);
  });

  it("is refused by an up without a preview, too, and nothing is sent", async () => {
    for (const [, program, reasons] of firstOf(wrong.slice(2), 1)) isRefused(await run(nothing + program, ...up), reasons);
  });

  it.each(firstOf(["acme.uuid.apply(() => Promise.resolve())", "undefined", "pulumi.secret(undefined)", referred], 1))(
    "never moves a living flow into the own account: customer: %s",
    async (customer) => {
      isRefused(await run(acme + line(`customer: ${customer},`), ...up), [/^customer has no value; leave it out for the own account$/]);
    },
  );

  it("is as good as left out where that leaves the live value alone, and unknown values are no such ones", async () => {
    const same = acme.replace('phone: "+441632960001"', "phone: Promise.resolve(undefined), locked: undefined");
    const fresh = 'const fresh = new yay.SubReseller("fresh", { name: "fresh", contactName: "Fresh" });';
    const hers = `new yay.CallFlow("hers", { customer: fresh.uuid, name: pulumi.interpolate\`Line of \${fresh.contactName}\`, extension: fresh.phone.apply(() => 502), flow: ${flow} });`;
    expect(await run(same + line("customer: acme.uuid,") + fresh + hers, "preview")).toMatchObject({ code: 0, sent: [] });
    const { code, sent } = await run(same + line("customer: acme.uuid,"), ...up);
    expect([code, sent.filter((request) => !request.startsWith("PUT "))]).toEqual([0, []]);
    const phones = [...simulator.state.customers.values()].map(({ record }) => record["phone"]);
    expect(phones).toEqual(["+441632960001"]);
  });

  it.each(
    firstOf(
      [
        ['yay.CallFlow.get("got", "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01", { customer: undefined });', /Cannot look up CallFlow.*6f1c2f34/],
        [
          'yay.CallFlow.get("got", "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01", { customer: pulumi.output(undefined) });',
          /Cannot look up CallFlow/,
        ],
        ["yay.getNextExtensionOutput({ customer: pulumi.output(undefined) });", /Cannot find a free extension, and nothing was sent/],
      ],
      1,
    ),
  )("is refused by a look-up that it would turn to the own account: %s", async (lookUp, attempted) => {
    const { code, text, sent } = await run(acme + line("customer: acme.uuid,") + lookUp, "preview");
    expect([code === 0, sent]).toEqual([false, []]);
    expect(text).toMatch(attempted);
    expect(text).toContain("customer has no value; leave it out for the own account");
    expect(text).not.toMatch(/has-no-value|node_modules/);
  });
});
