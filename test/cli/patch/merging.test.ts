import { compilerFindings, type Files, patched, told, uuid } from "./support";

jest.setTimeout(60_000);

const [ACME, ALICE, BOB, CARA, DAN] = [uuid(1), uuid(11), uuid(12), uuid(13), uuid(14)];

const resources = [
  { kind: "SubReseller", name: "acme", uuid: ACME },
  ...["alice", "bob", "cara", "dan"].map((name, index) => ({ kind: "SipUser", name, uuid: [ALICE, BOB, CARA, DAN][index] ?? "" })),
];

const compiled: Files[] = [];

async function patchedProgram(text: string, changed: NonNullable<Parameters<typeof patched>[1]["changed"]>) {
  const users = ["alice", "bob", "cara", "dan"]
    .map((name, index) => `const ${name} = new yay.SipUser("${name}", { displayName: "${name}", extension: ${1001 + index} });\n`)
    .join("");
  const imports = `import * as yay from "pulumi-yay";\nimport { menu, voicemail } from "pulumi-yay/callflow";\n\n`;
  const used = "void [alice, bob, cara, dan, menu, voicemail];\n";
  const result = await patched({ "index.ts": imports + users + used + text }, { resources, changed });
  compiled.push(result.after);
  return { ...result, text: result.after["index.ts"] ?? "" };
}

const CONFLICT = "which is neither what the stack has nor what lives: run pulumi up first, or take the program's change back";
const CONFLICT_WITHIN = CONFLICT.replace("which is", "says something within that is");
const TAKEN_OUT =
  "has no longer an item that the stack has, and of which something else lives: run pulumi up first, or put the item back into the program";

const day = (startDay: string, startTime = "09:00:00") => ({ startDay, startTime, endDay: startDay, endTime: "17:00:00" });
const written = (days: readonly object[]) => `[${days.map((one) => JSON.stringify(one)).join(", ")}]`;

describe("a list of objects that nothing but their content tells apart", () => {
  const [mon, tue, wed, sat] = [day("monday"), day("tuesday"), day("wednesday"), day("saturday")];
  const diary = (now: readonly object[], from: readonly object[], to: readonly object[]) =>
    patchedProgram(`new yay.ApiObject("hours", { path: "/voip/hours", body: { elements: ${written(now)} }, free: true });\n`, [
      { kind: "ApiObject", name: "hours", differences: [{ path: "body", from: { elements: from }, to: { elements: to } }] },
    ]);
  const late = day("monday", "10:00:00");

  it.each([
    ["keeps what the program has added at the end", [mon, tue, sat], [mon, tue], [late, tue], [late, tue, sat]],
    ["and at the beginning", [sat, mon, tue], [mon, tue], [late, tue], [sat, late, tue]],
    ["and between what both have", [mon, sat, tue], [mon, tue], [late, tue, wed], [late, sat, tue, wed]],
    ["and what it has added where the portal took something out", [mon, tue, sat], [mon, tue], [mon], [mon, sat]],
    ["and what it has taken out stays out", [mon], [mon, tue], [late, tue], [late]],
    ["and its order, where the portal only changed an item", [tue, mon], [mon, tue], [mon, tue, wed], [tue, wed, mon]],
    ["and is given once what both have added", [mon, sat], [mon], [late, sat], [late, sat]],
    ["becomes what lives where the program has changed nothing", [mon, tue], [mon, tue], [tue, late], [tue, late]],
  ])("%s", async (_words, now, from, to, after) => {
    const { text, notEdited } = await diary(now, from, to);
    expect(notEdited).toEqual([]);
    const [, elements = ""] = /elements: (\[[^\]]*\])/s.exec(text) ?? [];
    expect((0, eval)(elements)).toEqual(after);
  });

  it("keeps, and names, an item that both have changed or that one has changed and the other taken out", async () => {
    const early = day("monday", "08:00:00");
    const both = await diary([early, tue], [mon, tue], [late, tue]);
    expect([both.patch, told(both.notEdited)]).toEqual(["", [`index.ts:9 ApiObject hours body: ${CONFLICT_WITHIN}`]]);
    const gone = await diary([early, tue], [mon, tue], [tue]);
    expect([gone.patch, told(gone.notEdited)]).toEqual(["", [`index.ts:9 ApiObject hours body: ${CONFLICT_WITHIN}`]]);
    const takenOut = await diary([tue], [mon, tue], [late, tue, wed]);
    expect(takenOut.notEdited.map(({ reason }) => reason)).toEqual([TAKEN_OUT]);
    expect(takenOut.text).toContain("wednesday");
    expect(takenOut.text).not.toContain("monday");
  });
});

describe("a list within a flow", () => {
  const whom = (id: string) => ({ type: "sipuser", uuid: id });
  const flow = (step: string, from: object, to: object) =>
    patchedProgram(`new yay.CallFlow("main", { name: "Main", extension: 500, flow: { step: ${step} } });\n`, [
      { kind: "CallFlow", name: "main", differences: [{ path: "flow", from: { step: from }, to: { step: to } }] },
    ]);
  const ringing = (...ids: string[]) => ({ module: "extension", extensions: ids.map(whom) });
  const leaving = (...ids: number[]) => ({ module: "voicemail", mailboxes: ids.map(uuid) });
  const listed = (...names: string[]) => names.map((name) => `{ type: "sipuser", uuid: ${name}.uuid }`).join(", ");
  const rings = (...names: string[]) => `{ module: "extension", extensions: [${listed(...names)}] }`;

  it("keeps whom the program has added beside whom the portal has", async () => {
    const { text, notEdited } = await flow(rings("alice", "bob"), ringing(ALICE), ringing(ALICE, CARA));
    expect(notEdited).toEqual([]);
    expect(text.replace(/\s+/g, " ")).toContain(listed("alice", "cara", "bob"));
  });

  it("and whom the program has in another's place, where the portal took that one out", async () => {
    const { text, notEdited } = await flow(rings("bob", "dan"), ringing(ALICE, DAN), ringing(CARA, DAN));
    expect(notEdited).toEqual([]);
    expect(text.replace(/\s+/g, " ")).toContain(listed("cara", "bob", "dan"));
  });

  it("and mailboxes", async () => {
    const { text, notEdited } = await flow(`voicemail("${uuid(31)}", "${uuid(32)}")`, leaving(31), leaving(31, 33));
    expect(notEdited).toEqual([]);
    expect(text.replace(/\s+/g, " ")).toContain(`"${uuid(31)}", "${uuid(33)}", "${uuid(32)}"`);
  });

  it("names a key of a known one that both have changed, and makes the rest", async () => {
    const rung = (duration: number, delay: number) => ({
      module: "extension",
      extensions: [{ ...whom(ALICE), extra: { duration, delay } }],
    });
    const step = '{ module: "extension", extensions: [{ type: "sipuser", uuid: alice.uuid, extra: { duration: 20, delay: 0 } }] }';
    const { text, notEdited } = await flow(step, rung(10, 0), rung(30, 5));
    expect(told(notEdited)).toEqual([`index.ts:9 CallFlow main flow: says 20, ${CONFLICT}`]);
    expect(text).toContain("uuid: alice.uuid, extra: { duration: 20, delay: 5 } }");
  });
});

describe("a key that the stack did not have", () => {
  it("stays, and is named, where the portal has added it with something else", async () => {
    const menu = (next: object) => ({ menu: { module: "pressextension", next } });
    const text = 'new yay.CallFlow("main", { name: "Main", extension: 500, flow: { menu: menu({ 1: "a", 3: "c" }) } });\n';
    const change = (to: object) => [
      { kind: "CallFlow", name: "main", differences: [{ path: "flow", from: menu({ 1: "a" }), to: menu(to) }] },
    ];
    const { text: after, notEdited } = await patchedProgram(text, change({ 1: "b", 3: "d" }));
    expect(told(notEdited)).toEqual([`index.ts:9 CallFlow main flow: says "c", ${CONFLICT}`]);
    expect(after).toContain('menu({ 1: "b", 3: "c" })');
    const same = await patchedProgram(text, change({ 1: "a", 3: "c" }));
    expect([same.patch, same.notEdited]).toEqual(["", []]);
  });

  it("stays, too, as an argument and as one under a name in a list", async () => {
    const text =
      'new yay.SubReseller("acme", { contactName: "Acme", phone: "+441632960123", users: [{ name: "web", email: "a@acme.example", roleId: 1 }] });\n';
    const { patch, notEdited } = await patchedProgram(text, [
      {
        kind: "SubReseller",
        name: "acme",
        differences: [
          { path: "phone", to: "+441632960999" },
          { path: "users", from: {}, to: { web: { email: "b@acme.example", roleId: 1 } } },
          { path: ["users", "web"], to: { email: "c@acme.example", roleId: 1 } },
        ],
      },
    ]);
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      `index.ts:9 SubReseller acme phone: says "+441632960123", ${CONFLICT}`,
      `index.ts:9 SubReseller acme users: says "a@acme.example", ${CONFLICT}`,
    ]);
  });
});

describe("a key that the program has taken out", () => {
  it("comes back where the portal has changed it, and is named", async () => {
    const text = 'new yay.CallFlow("main", { name: "Main", extension: 500, extra: { 1: "a" } } as yay.CallFlowArgs);\n';
    const change = (to: string) => [
      { kind: "CallFlow", name: "main", differences: [{ path: "extra", from: { 1: "a", 3: "c" }, to: { 1: "b", 3: to } }] },
    ];
    const { text: after, remarks, notEdited } = await patchedProgram(text, change("d"));
    expect(after).toContain('extra: { 1: "b", 3: "d" }');
    expect(notEdited).toEqual([]);
    expect(told(remarks)).toEqual([
      "index.ts:12 CallFlow main extra: 3 is in the stack and was not in the program: it is written as it lives",
    ]);
    const same = await patchedProgram(text, change("c"));
    expect(same.text).toContain('extra: { 1: "b" }');
    expect(same.remarks).toEqual([]);
  });
});

describe("a position in a list that something has come to", () => {
  it("is not that of what the program has added there", async () => {
    const text = 'new yay.HuntGroup("sales", { name: "Sales", extension: 600, members: [alice.uuid, bob.uuid] });\n';
    const { text: after, notEdited } = await patchedProgram(text, [
      { kind: "HuntGroup", name: "sales", differences: [{ path: "members[1]", to: CARA }] },
    ]);
    expect(notEdited).toEqual([]);
    expect(after).toContain("members: [alice.uuid, bob.uuid, cara.uuid]");
  });
});

describe("a value that several places share", () => {
  const change = (from: string, to: string) => [{ kind: "SipUser", name: "one", differences: [{ path: "timezone", from, to }] }];
  const text = (both: string) => `const timezone = "Europe/Rome";
const everywhere = { timezone };
new yay.SipUser("one", { ${both}, displayName: "One", extension: 1101 });
new yay.SipUser("two", { ${both}, displayName: "Two", extension: 1102 });
void everywhere;
`;

  it.each([
    ["by shorthand", "timezone", "timezone"],
    ["by a spread", "...everywhere", '"Europe/Rome"'],
    ["by its name", "timezone: timezone", "timezone"],
  ])("%s stays, and is named, where the program has changed it itself", async (_words, both, said) => {
    const { patch, notEdited } = await patchedProgram(text(both), change("Europe/London", "Europe/Paris"));
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([`index.ts:11 SipUser one timezone: says ${said}, ${CONFLICT}`]);
    const deployed = await patchedProgram(text(both), change("Europe/Rome", "Europe/Paris"));
    expect(deployed.text).toContain('timezone: "Europe/Paris"');
  });

  it("is not written out with parts that both have changed", async () => {
    const shared = `const extra = { a: 1, b: 2 };
new yay.CallFlow("main", { name: "Main", extension: 500, extra } as yay.CallFlowArgs);
void extra;
`;
    const { patch, notEdited } = await patchedProgram(shared, [
      { kind: "CallFlow", name: "main", differences: [{ path: "extra", from: { a: 1, b: 1 }, to: { a: 5, b: 3 } }] },
    ]);
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([`index.ts:10 CallFlow main extra: ${CONFLICT_WITHIN}`]);
  });
});

describe("all the programs that patches have left", () => {
  it("pass the strictest compiler", () => {
    expect(compiled.length).toBeGreaterThan(10);
    expect(compilerFindings(compiled)).toBe("");
  });
});
