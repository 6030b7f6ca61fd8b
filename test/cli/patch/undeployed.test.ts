import { compilerFindings, type Files, patched, told, uuid } from "./support";

jest.setTimeout(60_000);

const [ACME, ALICE, BOB, NEW, OLD, NIGHT, SHOP] = [uuid(1), uuid(11), uuid(12), uuid(13), uuid(41), uuid(42), uuid(51)];

const resources = [
  { kind: "SubReseller", name: "acme", uuid: ACME },
  { kind: "SipUser", name: "alice", uuid: ALICE },
  { kind: "SipUser", name: "bob", uuid: BOB },
  { kind: "CallFlow", name: "night", uuid: NIGHT },
];

const compiled: Files[] = [];

async function patchedProgram(text: string, changes: Parameters<typeof patched>[1]) {
  const files = { "index.ts": `import * as yay from "pulumi-yay";\n\n${text}` };
  const result = await patched(files, { resources, ...changes });
  compiled.push(result.after);
  return { ...result, text: result.after["index.ts"] ?? "" };
}

const steps = (menu: object) => ({
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: menu },
  a: { module: "busy" },
  b: { module: "busy" },
  c: { module: "busy" },
});

const flow = (menu: string): string => `new yay.CallFlow("night", {
  name: "Night",
  extension: 500,
  flow: {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: ${menu} },
    a: { module: "busy" },
    b: { module: "busy" },
    c: { module: "busy" },
  },
});
`;

describe("what somebody took away in the portal", () => {
  const removed = [
    { kind: "CallFlow", name: "night", differences: [{ path: "flow", from: steps({ 1: "a", 3: "b" }), to: steps({ 1: "a" }) }] },
  ];

  it("leaves the program where that says what the stack has", async () => {
    const { text, notEdited } = await patchedProgram(flow('{ 1: "a", 3: "b" }'), { changed: removed });
    expect(text).toContain('next: { 1: "a" }');
    expect(notEdited).toEqual([]);
  });

  it("stays, and is named, where the program says something else by now", async () => {
    const { patch, notEdited } = await patchedProgram(flow('{ 1: "a", 3: "c" }'), { changed: removed });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      'index.ts:8 CallFlow night flow: says "c", which is neither what the stack has nor what lives: run pulumi up first, or take the program\'s change back',
    ]);
  });

  it("leaves the program with all that only the stack has of it, in whatever order", async () => {
    const change = (from: unknown) => [{ kind: "CallFlow", name: "night", differences: [{ path: "extra", from }] }];
    const text = 'new yay.CallFlow("night", { name: "Night", extension: 500, extra: { list: ["b", "a"], on: 1 } } as yay.CallFlowArgs);\n';
    const whole = await patchedProgram(text, { changed: change({ list: ["a", "b", "d"], on: "1", off: 0 }) });
    expect(whole.text).toContain('new yay.CallFlow("night", { name: "Night", extension: 500 } as yay.CallFlowArgs);');
    const more = await patchedProgram(text, { changed: change({ list: ["a"], on: 1 }) });
    expect(more.patch).toBe("");
    expect(told(more.notEdited)).toEqual([
      expect.stringContaining("CallFlow night extra: says something within that is neither what the stack has nor what lives"),
    ]);
  });

  it("is told without a secret, which cannot be compared", async () => {
    const step = (more: string) =>
      `new yay.CallFlow("night", { name: "Night", extension: 500, flow: { room: { module: "conference", pin: "0420"${more} } } } as yay.CallFlowArgs);\n`;
    const room = { module: "conference", pin: "[secret]" };
    const changed = [{ kind: "CallFlow", name: "night", differences: [{ path: "flow.room", from: room }] }];
    expect((await patchedProgram(step(""), { changed })).text).not.toContain("0420");
    const { patch, notEdited } = await patchedProgram(step(", on_hold: 1"), { changed });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([expect.stringMatching(/flow\.room: says something within that is neither (?!.*0420)/)]);
  });

  it("is not taken out of the program if the stack had nothing there either", async () => {
    const text = 'new yay.CallFlow("night", { name: "Night", extension: 500, extra: { mine: 1 } } as yay.CallFlowArgs);\n';
    const differences = [{ path: "extra", from: { mine: "", old: 2 }, to: {} }];
    const { patch, notEdited } = await patchedProgram(text, { changed: [{ kind: "CallFlow", name: "night", differences }] });
    expect([patch, notEdited]).toEqual(["", []]);
  });
});

describe("the name of what is new in the program", () => {
  it("is none that a loop gives, whose resources the stack has", async () => {
    const text = `const acme = new yay.SubReseller("acme", { contactName: "Acme" });
export const users = ["alice", "bob"].map((name, index) => new yay.SipUser(name, { customer: acme.uuid, displayName: name, extension: 1001 + index }));
`;
    const args = { displayName: "Alice", extension: 1003 };
    const { declared, text: after } = await patchedProgram(text, { added: [{ kind: "SipUser", uuid: NEW, customer: ACME, args }] });
    expect(declared.map(({ name }) => name)).toEqual(["alice-2"]);
    expect(after).toContain('new yay.SipUser("alice-2", {');
  });
});

describe("what an export says behind a uuid", () => {
  const number = (to: string) => ({
    resources: [...resources, { kind: "PhoneNumber", name: "shop", uuid: SHOP }],
    changed: [{ kind: "PhoneNumber", name: "shop", differences: [{ path: "callFlow", from: OLD, to }] }],
  });
  const text = (comment: string) => `export const night = new yay.CallFlow("night", { extension: 500 } as yay.CallFlowArgs);
export const shop = new yay.PhoneNumber("shop", { number: "+441632960123", callFlow: "${OLD}"${comment}, name: "Shop" /* as it is */ });
`;

  it("goes with the uuid", async () => {
    const { text: after } = await patchedProgram(text(' /* CallFlow "Old", which is not in this program */'), number(NIGHT));
    expect(after).toContain('callFlow: night.uuid, name: "Shop" /* as it is */');
  });

  it("goes with it where another uuid comes, too, and no other comment goes", async () => {
    const { text: after } = await patchedProgram(text(" /* CallFlow */"), number(uuid(77)));
    expect(after).toContain(`callFlow: "${uuid(77)}", name: "Shop" /* as it is */`);
    const named = { kind: "PhoneNumber", name: "shop", differences: [{ path: "name", from: "Shop", to: "Store" }] };
    const { text: renamed } = await patchedProgram(text(" /* CallFlow */"), { changed: [named] });
    expect(renamed).toContain('/* CallFlow */, name: "Store" /* as it is */');
  });
});

describe("an item of a list with what an export says of it", () => {
  const text = `export const alice = new yay.SipUser("alice", { displayName: "Alice", extension: 1001 } as yay.SipUserArgs);
export const sales = new yay.HuntGroup("sales", { name: "Sales", extension: 601, members: ["${BOB}" /* Bob */, "${OLD}" /* gone */] });
`;
  const members = (to: readonly string[]) => ({
    changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", from: [BOB, OLD], to }] }],
  });

  it("leaves with that, and the other item keeps what is said of it", async () => {
    expect((await patchedProgram(text, members([BOB]))).text).toContain(`members: ["${BOB}" /* Bob */] }`);
    expect((await patchedProgram(text, members([OLD]))).text).toContain(`members: ["${OLD}" /* gone */] }`);
  });
});

describe("all the programs that patches have left", () => {
  it("pass the strictest compiler", () => {
    expect(compiled.length).toBeGreaterThan(6);
    expect(compilerFindings(compiled)).toBe("");
  });
});
