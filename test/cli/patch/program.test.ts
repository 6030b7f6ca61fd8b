import { compilerFindings, type Files, patched, told, uuid } from "./support";

jest.setTimeout(60_000);

const ACME = uuid(1);
const [ANNA, BEN, SALES] = [uuid(11), uuid(12), uuid(21)];

const resources = [
  { kind: "SubReseller", name: "acme", uuid: ACME },
  { kind: "SipUser", name: "anna", uuid: ANNA },
  { kind: "SipUser", name: "ben", uuid: BEN },
  { kind: "HuntGroup", name: "sales", uuid: SALES },
];

const program: Files = {
  "index.ts": `import * as yay from "pulumi-yay";
import { anna } from "./users";

/** The customer. */
export const acme = new yay.SubReseller("acme", { contactName: "Acme Ltd", phone: "+441632960123" });

export const sales = new yay.HuntGroup("sales", {
  customer: acme.uuid,
  name: "Sales", // as on the phones
  extension: 600,
  members: [anna.uuid],
});

export const main = new yay.CallFlow("main", {
  customer: acme.uuid,
  name: "Main line",
  extension: 500,
  flow: {
    start: { module: "start", next: "menu" },
    // The menu.
    menu: { module: "pressextension", next: { 1: "office", 2: "closed", invalid: "office", timeout: "office" } },
    office: { module: "extension", extensions: [{ type: "huntgroup", uuid: sales.uuid }], noanswer: "closed" },
    closed: { module: "busy" },
  },
});
`,
  "users.ts": `import * as yay from "pulumi-yay";

export const customer = ${JSON.stringify(ACME)};

export const anna = new yay.SipUser("anna", { customer, displayName: "Anna", extension: 1001 });
export const ben = new yay.SipUser("ben", { customer, displayName: "Ben", extension: 1002 });
`,
};

const compiled: Files[] = [];

async function patchedProgram(files: Files, changes: Parameters<typeof patched>[1]) {
  const result = await patched(files, { resources, ...changes });
  compiled.push(result.after);
  return result;
}

/** The lines of a patch that add or remove. */
const edits = (patch: string): string[] => patch.split("\n").filter((line) => /^[+-](?![+-]{2} )/.test(line));

describe("a literal", () => {
  it("is changed where it stands, and nothing else is", async () => {
    const { patch, notEdited, edited } = await patchedProgram(program, {
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "name", from: "Sales", to: 'The "new" sales' }] }],
    });
    expect(edits(patch)).toEqual([`-  name: "Sales", // as on the phones`, `+  name: 'The "new" sales', // as on the phones`]);
    expect(notEdited).toEqual([]);
    expect(edited).toEqual([{ kind: "HuntGroup", name: "sales", path: "name", what: "changed" }]);
  });

  it("is found by a path of any depth", async () => {
    const { patch } = await patchedProgram(program, {
      changed: [
        {
          kind: "CallFlow",
          name: "main",
          differences: [
            { path: "flow.menu.next.2", from: "closed", to: "office" },
            { path: "extension", from: 500, to: 510 },
          ],
        },
      ],
    });
    expect(edits(patch)).toEqual([
      "-  extension: 500,",
      "+  extension: 510,",
      `-    menu: { module: "pressextension", next: { 1: "office", 2: "closed", invalid: "office", timeout: "office" } },`,
      `+    menu: { module: "pressextension", next: { 1: "office", 2: "office", invalid: "office", timeout: "office" } },`,
    ]);
  });

  it("that says already what lives is no edit", async () => {
    const { patch, edited, notEdited } = await patchedProgram(program, {
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "extension", from: 601, to: "600" }] }],
    });
    expect([patch, edited, notEdited]).toEqual(["", [], []]);
  });

  it("that the program has changed itself since is left alone, and named", async () => {
    const { patch, notEdited } = await patchedProgram(program, {
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "extension", from: 610, to: 620 }] }],
    });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      "index.ts:10 HuntGroup sales extension: says 600, which is neither what the stack has nor what lives: run pulumi up first, or take the program's change back",
    ]);
  });

  it("may be a part of the whole argument that differs", async () => {
    const flow = (office: object) => ({
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next: { 1: "office", 2: "closed", invalid: "office", timeout: "office" } },
      office: { module: "extension", extensions: [{ type: "huntgroup", uuid: SALES }], ...office },
      closed: { module: "busy" },
    });
    const { patch } = await patchedProgram(program, {
      changed: [
        { kind: "CallFlow", name: "main", differences: [{ path: "flow", from: flow({ noanswer: "closed" }), to: flow({ duration: 20 }) }] },
      ],
    });
    expect(edits(patch)).toEqual([
      `-    office: { module: "extension", extensions: [{ type: "huntgroup", uuid: sales.uuid }], noanswer: "closed" },`,
      `+    office: { module: "extension", extensions: [{ type: "huntgroup", uuid: sales.uuid }], duration: 20 },`,
    ]);
  });
});

describe("keys and steps", () => {
  it("come and go with their lines and comments", async () => {
    const { patch } = await patchedProgram(program, {
      changed: [
        {
          kind: "CallFlow",
          name: "main",
          differences: [
            { path: "flow.start.next", from: "menu", to: "office" },
            {
              path: "flow.menu",
              from: { module: "pressextension", next: { 1: "office", 2: "closed", invalid: "office", timeout: "office" } },
            },
            { path: "flow.voicemail-3fa8", to: { module: "voicemail", mailboxes: [uuid(99)] } },
            { path: "flow.closed.duration", to: 5 },
          ],
        },
      ],
    });
    expect(edits(patch)).toEqual([
      `-    start: { module: "start", next: "menu" },`,
      "-    // The menu.",
      `-    menu: { module: "pressextension", next: { 1: "office", 2: "closed", invalid: "office", timeout: "office" } },`,
      `+    start: { module: "start", next: "office" },`,
      `-    closed: { module: "busy" },`,
      `+    closed: { module: "busy", duration: 5 },`,
      `+    "voicemail-3fa8": { module: "voicemail", mailboxes: ["${uuid(99)}"] },`,
    ]);
  });

  it("that become too long for a line stand on several", async () => {
    const { after } = await patchedProgram(program, {
      changed: [
        {
          kind: "SubReseller",
          name: "acme",
          differences: [
            {
              path: "addresses",
              to: [{ streetOne: "4 Kiln Yard, behind the old exchange", city: "Leeds", zip: "LS9 7AB", countryCode: "GB" }],
            },
          ],
        },
      ],
    });
    expect(after["index.ts"]).toContain(`export const acme = new yay.SubReseller("acme", {
  contactName: "Acme Ltd",
  phone: "+441632960123",
  addresses: [
    { streetOne: "4 Kiln Yard, behind the old exchange", city: "Leeds", zip: "LS9 7AB", countryCode: "GB" },
  ],
});
`);
  });
});

describe("lists", () => {
  it("get a reference to what another file declares, with its import", async () => {
    const { patch, remarks } = await patchedProgram(program, {
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", from: [ANNA], to: [ANNA, BEN.toUpperCase()] }] }],
    });
    expect(edits(patch)).toEqual([
      `-import { anna } from "./users";`,
      `+import { anna, ben } from "./users";`,
      "-  members: [anna.uuid],",
      "+  members: [anna.uuid, ben.uuid],",
    ]);
    expect(remarks).toEqual([]);
  });

  it("lose what does not live there any more, and the import with it", async () => {
    const { after } = await patchedProgram(program, {
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members[0]", from: ANNA, to: BEN }] }],
    });
    expect(after["index.ts"]).toContain(`import { ben } from "./users";`);
    expect(after["index.ts"]).toContain("members: [ben.uuid],");
  });

  it("keep the program's order where order means nothing", async () => {
    const two = {
      ...program,
      "index.ts": program["index.ts"]!.replace("{ anna }", "{ anna, ben }").replace("[anna.uuid]", "[anna.uuid, ben.uuid]"),
    };
    const isSame = (kind: string, argument: string, a: unknown, b: unknown) =>
      `${kind}.${argument}` === "HuntGroup.members" &&
      JSON.stringify([...(a as string[])].sort()) === JSON.stringify([...(b as string[])].sort());
    const difference = { path: "members", from: [ANNA, BEN], to: [uuid(98), BEN, ANNA] };
    const changed = [{ kind: "HuntGroup", name: "sales", differences: [difference] }];
    const { after } = await patchedProgram(two, { changed, isSame });
    expect(after["index.ts"]).toContain(`members: [anna.uuid, ben.uuid, "${uuid(98)}"],`);
    const ordered = await patchedProgram(two, { changed });
    expect(ordered.after["index.ts"]).toContain(`members: ["${uuid(98)}", ben.uuid, anna.uuid],`);
  });

  it("of objects are told apart by their names, as the engine has them", async () => {
    const users = {
      "index.ts": `import * as yay from "pulumi-yay";

export const acme = new yay.SubReseller("acme", {
  contactName: "Acme Ltd",
  users: [
    { name: "acme.web", email: "web@acme.example", roleId: 1 },
    // For the API.
    { name: "acme.api", email: "api@acme.example", roleId: 1 },
  ],
});
`,
    };
    const { after } = await patchedProgram(users, {
      changed: [
        {
          kind: "SubReseller",
          name: "acme",
          differences: [
            { path: `users["acme.api"].email`, from: "api@acme.example", to: "it@acme.example" },
            { path: `users["acme.web"]`, from: { email: "web@acme.example", roleId: 1 } },
            { path: ["users", "acme.shop"], to: { email: "shop@acme.example", roleId: 1 } },
          ],
        },
      ],
    });
    expect(after["index.ts"]).toContain(`  users: [
    // For the API.
    { name: "acme.api", email: "it@acme.example", roleId: 1 },
    { name: "acme.shop", email: "shop@acme.example", roleId: 1 },
  ],
`);
  });

  it("say by position what differs, and the shortest edit is made of it", async () => {
    const hours = (days: readonly string[]) => days.map((day) => ({ startDay: day, startTime: "00:00:00" }));
    const files = {
      "index.ts": `import * as yay from "pulumi-yay";

export const hours = new yay.ApiObject("hours", {
  path: "/voip/hours",
  body: {
    times: [
      // Closed.
      { startDay: "mon", startTime: "00:00:00" },
      // Open late.
      { startDay: "tue", startTime: "00:00:00" },
      { startDay: "wed", startTime: "00:00:00" },
    ],
  },
  free: true,
});
`,
    };
    const [mon, tue, wed] = hours(["mon", "tue", "wed"]);
    const { patch } = await patchedProgram(files, {
      changed: [
        {
          kind: "ApiObject",
          name: "hours",
          differences: [
            { path: "body.times.0", from: mon, to: tue },
            { path: "body.times.1", from: tue, to: wed },
            { path: "body.times.2", from: wed },
          ],
        },
      ],
    });
    expect(edits(patch)).toEqual(["-      // Closed.", `-      { startDay: "mon", startTime: "00:00:00" },`]);
  });
});

describe("constants", () => {
  const files = (text: string): Files => ({ "index.ts": `import * as yay from "pulumi-yay";\n\n${text}` });
  const change = (path: string, from: unknown, to: unknown, name = "one") => ({
    changed: [{ kind: "SipUser", name, differences: [{ path, from, to }] }],
  });

  it("that one place reads are edited where they stand, also in another file", async () => {
    const { patch } = await patchedProgram(
      {
        "index.ts": `import * as yay from "pulumi-yay";
import { site, shared } from "./site";

export const one = new yay.SipUser("one", { ...shared, displayName: site.names.one, extension: 1001 });
`,
        "site.ts": `export const shared = { countryCode: "GB", timezone: "Europe/London" };\nexport const site = { names: { one: "One" } } as const;\n`,
      },
      {
        changed: [
          {
            kind: "SipUser",
            name: "one",
            differences: [
              { path: "displayName", from: "One", to: "Uno" },
              { path: "timezone", from: "Europe/London", to: "Europe/Rome" },
            ],
          },
        ],
      },
    );
    expect(edits(patch)).toEqual([
      `-export const shared = { countryCode: "GB", timezone: "Europe/London" };`,
      `-export const site = { names: { one: "One" } } as const;`,
      `+export const shared = { countryCode: "GB", timezone: "Europe/Rome" };`,
      `+export const site = { names: { one: "Uno" } } as const;`,
    ]);
  });

  it("that stand for another one count with all who read them, and not with those who read another part", async () => {
    const user = (name: string, timezone: string) =>
      `export const ${name} = new yay.SipUser("${name}", { displayName: "${name}", extension: 1001, timezone: ${timezone} });\n`;
    const one = 'export const london = { timezone: "Europe/London" };\nexport const site = london;\n\n';
    const all = files(one + user("one", "site.timezone") + user("two", "site.timezone"));
    const { patch, remarks } = await patchedProgram(all, change("timezone", "Europe/London", "Europe/Rome"));
    const [line = ""] = user("one", "site.timezone").split("\n");
    expect(edits(patch)).toEqual([`-${line}`, `+${line.replace("site.timezone", '"Europe/Rome"')}`]);
    expect(told(remarks)).toEqual([expect.stringContaining("site.timezone is read in 2 places: this one has its own value now")]);
    const two = `${one}const sites = { york: site, hull: { timezone: "Europe/London" } };\n`;
    const parts = files(two + user("one", "sites.york.timezone") + user("two", "sites.hull.timezone"));
    const alone = await patchedProgram(parts, change("timezone", "Europe/London", "Europe/Rome"));
    expect(edits(alone.patch)).toEqual([
      '-export const london = { timezone: "Europe/London" };',
      '+export const london = { timezone: "Europe/Rome" };',
    ]);
  });

  const shared = files(`const everywhere = { countryCode: "GB", timezone: "Europe/London" };
const ringDuration = 20;
const length = 15;

export const one = new yay.SipUser("one", { ...everywhere, displayName: "One", extension: 1001, ringDuration });
export const two = new yay.SipUser("two", { ...everywhere, displayName: "Two", extension: 1002, ringDuration });
export const three = new yay.SipUser("three", { displayName: "Three", extension: 1003, ringDuration: length });
export const four = new yay.SipUser("four", { displayName: "Four", extension: 1004, ringDuration: length });
`);

  it("that several places read stay: the one that differs gets its own value, and that is told", async () => {
    const { patch, remarks, notEdited } = await patchedProgram(shared, {
      changed: [
        {
          kind: "SipUser",
          name: "one",
          differences: [
            { path: "timezone", from: "Europe/London", to: "Europe/Rome" },
            { path: "ringDuration", from: 20, to: 30 },
          ],
        },
        { kind: "SipUser", name: "four", differences: [{ path: "ringDuration", from: 15, to: 10 }] },
      ],
    });
    expect(edits(patch).filter((line) => line.startsWith("+"))).toEqual([
      `+export const one = new yay.SipUser("one", {`,
      "+  ...everywhere,",
      `+  displayName: "One",`,
      "+  extension: 1001,",
      "+  ringDuration: 30,",
      `+  timezone: "Europe/Rome",`,
      "+});",
      `+export const four = new yay.SipUser("four", { displayName: "Four", extension: 1004, ringDuration: 10 });`,
    ]);
    expect(told(remarks)).toEqual([
      expect.stringContaining("timezone comes from ...everywhere, which stands in 2 places: this one has its own now"),
      expect.stringContaining("ringDuration is read in 2 places: this one has its own value now"),
      expect.stringContaining("length is read in 2 places: this one has its own value now"),
    ]);
    expect(notEdited).toEqual([]);
  });

  it("that several places read cannot lose a key for one of them", async () => {
    const { patch, notEdited } = await patchedProgram(shared, change("timezone", "Europe/London", undefined));
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      "index.ts:7 SipUser one timezone: timezone comes from ...everywhere, which stands in 2 places, of which one alone has changed",
    ]);
  });
});

describe("what is computed", () => {
  const text = `import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";

const config = new pulumi.Config();
const isLate = config.getBoolean("late") ?? false;
const site = config.require("site");

export const desk = new yay.SipUser("desk", {
  displayName: config.require("deskName"),
  extension: isLate ? 1001 : 1002,
  relatedProduct: \`0\${site}\`,
  ...config.getObject<{ timezone: string }>("where"),
});

export const phones = ["a", "b"].map((name, index) => new yay.SipUser(\`phone-\${name}\`, { displayName: name, extension: 1100 + index }));

const phone = (displayName: string) => new yay.SipUser("door", { displayName, extension: 1200 });
export const door = phone("Door");
`;

  it("is named with file, line and reason, and no patch has it", async () => {
    const { patch, notEdited } = await patchedProgram(
      { "index.ts": text },
      {
        changed: [
          {
            kind: "SipUser",
            name: "desk",
            differences: [
              { path: "displayName", from: "Desk", to: "Front desk" },
              { path: "extension", from: 1002, to: 1003 },
              { path: "relatedProduct", from: "01", to: "02" },
              { path: "timezone", from: "Europe/London", to: "Europe/Rome" },
            ],
          },
          { kind: "SipUser", name: "phone-a", differences: [{ path: "displayName", from: "a", to: "A" }] },
          { kind: "SipUser", name: "door", differences: [{ path: "displayName", from: "Door", to: "Gate" }] },
          { kind: "SipUser", name: "nobody", differences: [{ path: "displayName", from: "x", to: "y" }] },
        ],
      },
    );
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      expect.stringMatching(/^index\.ts:12 SipUser desk displayName: displayName may come from \.\.\.config\.getObject/),
      expect.stringMatching(/^index\.ts:12 SipUser desk extension: /),
      expect.stringMatching(/^index\.ts:12 SipUser desk relatedProduct: /),
      expect.stringMatching(
        /^index\.ts:12 SipUser desk timezone: timezone may come from .*, which comes from the configuration by config\.getObject$/,
      ),
      "index.ts:15 SipUser phone-a: has a name that is computed, as in a loop or a function: one edit would change several",
      "index.ts:17 SipUser door displayName: is the parameter displayName of a function",
      expect.stringMatching(/SipUser nobody: has a name that is computed/),
    ]);
  });

  it("is told apart: configuration, conditions, templates, functions", async () => {
    const plain = text.replace(/ {2}\.\.\.config.*\n/, "");
    const { notEdited } = await patchedProgram(
      { "index.ts": plain },
      {
        changed: [
          {
            kind: "SipUser",
            name: "desk",
            differences: [
              { path: "displayName", from: "Desk", to: "Front desk" },
              { path: "extension", from: 1002, to: 1003 },
              { path: "relatedProduct", from: "01", to: "02" },
              { path: "timezone", to: "Europe/Rome" },
            ],
          },
        ],
      },
    );
    expect(told(notEdited)).toEqual([
      "index.ts:9 SipUser desk displayName: comes from the configuration by config.require",
      "index.ts:10 SipUser desk extension: depends on a condition",
      "index.ts:11 SipUser desk relatedProduct: is a template with parts that are computed",
    ]);
  });

  it("stays as it is beside what changes in the same list or object", async () => {
    const files = {
      "index.ts": `import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";

const config = new pulumi.Config();

export const acme = new yay.SubReseller("acme", {
  contactName: "Acme Ltd",
  users: [{ name: "acme.api", email: "api@acme.example", roleId: 1, password: config.requireSecret("password") }],
});
`,
    };
    const from = { "acme.api": { email: "api@acme.example", roleId: 1, password: "[secret]" } };
    const to = { "acme.api": { email: "it@acme.example", roleId: 1, password: "[secret]" } };
    const { patch, notEdited } = await patchedProgram(files, {
      changed: [{ kind: "SubReseller", name: "acme", differences: [{ path: "users", from, to }] }],
    });
    expect(edits(patch).at(-1)).toBe(
      `+  users: [{ name: "acme.api", email: "it@acme.example", roleId: 1, password: config.requireSecret("password") }],`,
    );
    expect(notEdited).toEqual([]);
  });
});

describe("secrets", () => {
  it("that the program has as text are neither touched nor told, changed or not", async () => {
    const files = {
      "index.ts": `import * as yay from "pulumi-yay";

export const acme = new yay.SubReseller("acme", {
  contactName: "Acme Ltd",
  users: [{ name: "acme.api", email: "api@acme.example", roleId: 1, password: "in-the-program" }],
});
`,
    };
    const user = (email: string, password?: string) => ({ "acme.api": { email, roleId: 1, ...(password && { password }) } });
    const same = { path: "users", from: user("api@acme.example", "[secret]"), to: user("it@acme.example", "[secret]") };
    const { after, notEdited } = await patchedProgram(files, { changed: [{ kind: "SubReseller", name: "acme", differences: [same] }] });
    expect(after["index.ts"]).toContain(`{ name: "acme.api", email: "it@acme.example", roleId: 1, password: "in-the-program" }`);
    expect(notEdited).toEqual([]);
    const other = { path: ["users", "acme.api", "password"], to: "[secret]" };
    const second = await patchedProgram(files, { changed: [{ kind: "SubReseller", name: "acme", differences: [other] }] });
    expect(second.patch).toBe("");
    expect(told(second.notEdited)).toEqual(["index.ts:5 SubReseller acme users: is a secret, which no patch has"]);
  });

  it("are never written, whatever form they have", async () => {
    const { patch, notEdited } = await patchedProgram(program, {
      changed: [
        {
          kind: "SipUser",
          name: "anna",
          differences: [
            { path: "userPassword", to: "[secret]" },
            {
              path: "displayName",
              from: "Anna",
              to: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" },
            },
          ],
        },
      ],
    });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      "SipUser anna userPassword: is a secret, which no patch has: set it in the configuration that the program takes it from",
      "users.ts:5 SipUser anna displayName: is a secret, which no patch has",
    ]);
  });
});

describe("a uuid that stays one", () => {
  it("is told of: what the program does not have, what no file exports, what is declared further down", async () => {
    const files = {
      "index.ts": `import * as yay from "pulumi-yay";
import { hidden } from "./hidden";

export const first = new yay.HuntGroup("first", { name: "First", extension: 600, members: [hidden] });
export const late = new yay.SipUser("late", { displayName: "Late", extension: 1001 });
`,
      "hidden.ts": `import * as yay from "pulumi-yay";

const secretive = new yay.SipUser("secretive", { displayName: "Secretive", extension: 1002 });
export const hidden = secretive.uuid;
`,
    };
    const known = [
      { kind: "SipUser", name: "late", uuid: uuid(31) },
      { kind: "SipUser", name: "secretive", uuid: uuid(32) },
    ];
    const { after, remarks } = await patchedProgram(files, {
      resources: known,
      changed: [
        { kind: "HuntGroup", name: "first", differences: [{ path: "members", from: [uuid(32)], to: [uuid(32), uuid(31), uuid(33)] }] },
        { kind: "SipUser", name: "late", differences: [{ path: "personalMailbox", to: uuid(32) }] },
      ],
    });
    expect(after["index.ts"]).toContain(`export const first = new yay.HuntGroup("first", {
  name: "First",
  extension: 600,
  members: [hidden, "${uuid(31)}", "${uuid(33)}"],
});
`);
    expect(told(remarks)).toEqual([
      `index.ts:7 HuntGroup first members: ${uuid(31)} is the uuid of SipUser "late", which is declared further down in this file: it stays a uuid`,
      `index.ts:7 HuntGroup first members: ${uuid(33)} names an object that the program does not have: it stays a uuid`,
      `index.ts:12 SipUser late personalMailbox: ${uuid(32)} is the uuid of SipUser "secretive", which hidden.ts does not export: it stays a uuid`,
    ]);
  });

  it("is none if the resource only lacks a constant: it gets one", async () => {
    const files = {
      "index.ts": `import * as yay from "pulumi-yay";

new yay.SipUser("front-desk", { displayName: "Desk", extension: 1001 });
new yay.HuntGroup("first", { name: "First", extension: 600 });
`,
    };
    const { after } = await patchedProgram(files, {
      resources: [{ kind: "SipUser", name: "front-desk", uuid: uuid(31) }],
      changed: [{ kind: "HuntGroup", name: "first", differences: [{ path: "members", to: [uuid(31)] }] }],
    });
    expect(after["index.ts"]).toContain(`const frontDesk = new yay.SipUser("front-desk"`);
    expect(after["index.ts"]).toContain("members: [frontDesk.uuid] }");
  });
});

describe("all the programs that patches have left", () => {
  it("pass the strictest compiler", () => {
    expect(compiled.length).toBeGreaterThan(10);
    expect(compilerFindings(compiled)).toBe("");
  });
});
