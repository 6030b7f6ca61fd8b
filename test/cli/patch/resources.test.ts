import { compilerFindings, type Files, patched, told, uuid } from "./support";

jest.setTimeout(60_000);

const [ACME, OAK, ANNA, BEN, SALES, BOX, CARA] = [uuid(1), uuid(2), uuid(11), uuid(12), uuid(21), uuid(31), uuid(13)];

const resources = [
  { kind: "SubReseller", name: "acme", uuid: ACME },
  { kind: "SubReseller", name: "oak", uuid: OAK },
  { kind: "SipUser", name: "anna", uuid: ANNA },
  { kind: "SipUser", name: "ben", uuid: BEN },
  { kind: "Mailbox", name: "box", uuid: BOX },
  { kind: "HuntGroup", name: "sales", uuid: SALES },
];

const files: Files = {
  "customers.ts": `import * as yay from "pulumi-yay";

export const acme = new yay.SubReseller("acme", { contactName: "Acme Ltd" });
export const oak = new yay.SubReseller("oak", { contactName: "Oak Ltd" });
`,
  "phones.ts": `import * as yay from "pulumi-yay";
import { acme } from "./customers";

/** Where messages go. */
export const box = new yay.Mailbox("box", { customer: acme.uuid, name: "Messages" });

const everywhere = { customer: acme.uuid, countryCode: "GB" };

/** The front desk. */
export const anna = new yay.SipUser("anna", { ...everywhere, displayName: "Anna", extension: 1001 });

/** The back office. */
export const ben = new yay.SipUser("ben", { ...everywhere, displayName: "Ben", extension: 1002 });
`,
  "groups.ts": `import * as yay from "pulumi-yay";
import { acme } from "./customers";
import { anna, ben } from "./phones";

export const sales = new yay.HuntGroup("sales", {
  customer: acme.uuid,
  name: "Sales",
  extension: 600,
  members: [anna.uuid, ben.uuid],
});
`,
  "index.ts": `import { oak } from "./customers";
import { sales } from "./groups";
import { anna, ben } from "./phones";

export const groups = [sales.uuid];
export const phones = [anna.uuid, ben.uuid];
export const other = oak.uuid;
`,
};

const compiled: Files[] = [];

async function patchedProgram(changes: Parameters<typeof patched>[1], program = files) {
  const result = await patched(program, { resources, ...changes });
  compiled.push(result.after);
  return result;
}

const cara = {
  kind: "SipUser",
  uuid: CARA,
  customer: ACME,
  args: { displayName: "Cara O'Neill", extension: 1003, countryCode: "GB", personalMailbox: BOX, areaCode: "", macAddresses: [] },
};

describe("an object that somebody made in the portal", () => {
  it("becomes code behind the last of its kind and customer, and a reference where it was put", async () => {
    const { after, declared, notEdited, remarks, edited } = await patchedProgram({
      added: [cara],
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", from: [ANNA, BEN], to: [ANNA, BEN, CARA] }] }],
    });
    expect(after["phones.ts"]).toBe(
      `${files["phones.ts"] ?? ""}
export const caraONeill = new yay.SipUser("cara-o-neill", {
  customer: acme.uuid,
  displayName: "Cara O'Neill",
  extension: 1003,
  countryCode: "GB",
  personalMailbox: box.uuid,
});
`,
    );
    expect(after["groups.ts"]).toContain(`import { anna, ben, caraONeill } from "./phones";`);
    expect(after["groups.ts"]).toContain("members: [anna.uuid, ben.uuid, caraONeill.uuid],");
    expect(declared).toEqual([{ kind: "SipUser", name: "cara-o-neill", uuid: CARA, customer: ACME, file: "phones.ts" }]);
    expect(edited.map(({ what }) => what)).toEqual(["declared", "changed"]);
    expect([notEdited, remarks]).toEqual([[], []]);
  });

  it("stands before what refers to it in the same file", async () => {
    const program = {
      "index.ts": `import * as yay from "pulumi-yay";

const anna = new yay.SipUser("anna", { displayName: "Anna", extension: 1001 });

// All who sell.
new yay.HuntGroup("sales", { name: "Sales", extension: 600, members: [anna.uuid] });

export const ben = new yay.SipUser("ben", { displayName: "Ben", extension: 1002 });
`,
    };
    const { after, remarks } = await patchedProgram(
      {
        added: [{ kind: "SipUser", uuid: CARA, args: { displayName: "class", extension: 1003 } }],
        changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", from: [ANNA], to: [ANNA, CARA] }] }],
      },
      program,
    );
    expect(after["index.ts"]).toContain(`const anna = new yay.SipUser("anna", { displayName: "Anna", extension: 1001 });

const class2 = new yay.SipUser("class", { displayName: "class", extension: 1003 });

// All who sell.
new yay.HuntGroup("sales", { name: "Sales", extension: 600, members: [anna.uuid, class2.uuid] });
`);
    expect(remarks).toEqual([]);
  });

  it("of a kind that the program does not have stands with its customer, and with each other in order", async () => {
    const [flow, diary] = [uuid(51), uuid(52)];
    const { after, declared } = await patchedProgram({
      added: [
        { kind: "PhoneBook", uuid: diary, customer: OAK, args: { name: "Oak's book" } },
        { kind: "Department", uuid: flow, customer: ACME, args: { name: "Front", users: [CARA] } },
        cara,
      ],
    });
    expect(declared.map(({ name, file }) => [name, file])).toEqual([
      ["oak-s-book", "customers.ts"],
      ["cara-o-neill", "phones.ts"],
      ["front", "groups.ts"],
    ]);
    expect(after["customers.ts"]).toContain(
      `export const oakSBook = new yay.PhoneBook("oak-s-book", {\n  customer: oak.uuid,\n  name: "Oak's book",\n});`,
    );
    expect(after["groups.ts"]).toContain("users: [caraONeill.uuid]");
  });

  it.each([
    [
      "takes by require, before what takes the rest",
      "const { HuntGroup, ...others } = require('pulumi-yay')",
      "const { HuntGroup, SipUser, ...others } = require('pulumi-yay')",
      "SipUser",
    ],
    [
      "has as a type",
      "import { HuntGroup, type SipUser } from 'pulumi-yay'",
      "import { HuntGroup, type SipUser, SipUser as SipUser2 } from 'pulumi-yay'",
      "SipUser2",
    ],
    [
      "imports as a type",
      "import type { SipUser } from 'pulumi-yay'\nimport { HuntGroup } from 'pulumi-yay'",
      "import type { SipUser } from 'pulumi-yay'\nimport { HuntGroup, SipUser as SipUser2 } from 'pulumi-yay'",
      "SipUser2",
    ],
  ])("is made by a class that its file %s", async (_words, imports, after, made) => {
    const rest = "\n\nexport let last: SipUser | undefined\n";
    const group = (members: string) => `new HuntGroup('sales', { name: 'Sales', extension: 600${members} })\n`;
    const isTyped = imports.includes("import");
    const { after: files } = await patchedProgram(
      {
        added: [{ kind: "SipUser", uuid: CARA, args: { displayName: "Cara", extension: 1003 } }],
        changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", to: [CARA] }] }],
      },
      { [isTyped ? "index.ts" : "index.js"]: `${imports}${isTyped ? rest : "\n"}\n${group("")}` },
    );
    expect(Object.values(files)).toEqual([
      `${after}${isTyped ? rest : "\n"}
const cara = new ${made}('cara', { displayName: 'Cara', extension: 1003 })

${group(", members: [cara.uuid]")}`,
    ]);
  });

  it("is no reference by a name that its file imports as a type alone", async () => {
    const program = {
      "phones.ts": `import * as yay from "pulumi-yay";

export const ben = new yay.SipUser("ben", { displayName: "Ben", extension: 1002 });
`,
      "groups.ts": `import * as yay from "pulumi-yay";
import type { ben } from "./phones";

export type Ben = typeof ben;
export const sales = new yay.HuntGroup("sales", { name: "Sales", extension: 600 });
`,
    };
    const changed = [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", to: [BEN] }] }];
    const { after } = await patchedProgram({ changed }, program);
    expect(after["groups.ts"]).toContain('import type { ben } from "./phones";\nimport { ben as ben2 } from "./phones";\n');
    expect(after["groups.ts"]).toContain("members: [ben2.uuid]");
  });

  it("is exported by no file that has no exports, and for none that cannot import", async () => {
    const required = 'const yay = require("pulumi-yay");\n';
    const ben = '\nnew yay.SipUser("ben", { displayName: "Ben", extension: 1002 });\n';
    const groups = `${required}require("./phones");\n\nnew yay.HuntGroup("sales", { name: "Sales", extension: 600 });\n`;
    for (const phones of [required, 'import * as yay from "pulumi-yay";\n']) {
      const { after, remarks } = await patchedProgram(
        {
          added: [{ kind: "SipUser", uuid: CARA, args: { displayName: "Cara", extension: 1003 } }],
          changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", to: [BEN, CARA] }] }],
        },
        { "phones.js": phones + ben, "groups.js": groups },
      );
      expect(after["phones.js"]).toBe(`${phones}${ben}\nnew yay.SipUser("cara", { displayName: "Cara", extension: 1003 });\n`);
      expect(after["groups.js"]).toContain(`members: ["${BEN}", "${CARA}"]`);
      const why = (uuid: string, name: string) =>
        expect.stringContaining(`${uuid} is the uuid of SipUser "${name}", which no constant of its file holds: it stays a uuid`);
      expect(told(remarks)).toEqual([why(BEN, "ben"), why(CARA, "cara")]);
    }
  });

  it("of a customer whom the program does not have is named", async () => {
    const { patch, notEdited } = await patchedProgram({ added: [{ ...cara, customer: uuid(77) }] });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      `SipUser cara-o-neill: lives (${CARA}), and the program declares nothing of its customer that it could stand beside`,
    ]);
  });
});

describe("an object that somebody deleted in the portal", () => {
  it("leaves the program, with its comment, its places in lists and the imports", async () => {
    const { after, notEdited, edited } = await patchedProgram({ gone: [{ kind: "SipUser", name: "ben" }] });
    expect(after["phones.ts"]).toBe((files["phones.ts"] ?? "").split("\n/** The back office. */")[0]);
    expect(after["groups.ts"]).toContain(`import { anna } from "./phones";`);
    expect(after["groups.ts"]).toContain("members: [anna.uuid],");
    expect(after["index.ts"]).toContain("export const phones = [anna.uuid];");
    expect(edited).toEqual([{ kind: "SipUser", name: "ben", what: "removed" }]);
    expect(notEdited).toEqual([]);
  });

  it("leaves together with what refers to it and is gone too", async () => {
    const { after } = await patchedProgram({
      gone: [
        { kind: "SipUser", name: "anna" },
        { kind: "SipUser", name: "ben" },
        { kind: "HuntGroup", name: "sales" },
      ],
    });
    expect(after["groups.ts"]).not.toContain("import");
    expect(after["index.ts"]).toContain("export const groups = [];");
    expect(after["phones.ts"]).not.toContain("everywhere");
  });

  it("stays where something else than a list refers to it, and is named with the places", async () => {
    const { patch, notEdited } = await patchedProgram({ gone: [{ kind: "SubReseller", name: "oak" }] });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual(["customers.ts:4 SubReseller oak: does not live any more, and is still referred to: index.ts:7"]);
  });

  it("stays in a list of which the positions mean something, and leaves one that is only gone through", async () => {
    const program = (use: string) => ({
      "index.ts": `import * as pulumi from "@pulumi/pulumi";
import * as yay from "pulumi-yay";

export const anna = new yay.SipUser("anna", { displayName: "Anna", extension: 1001 });
const ben = new yay.SipUser("ben", { displayName: "Ben", extension: 1002 });
export const words = pulumi.output("all");
${use}
`,
    });
    const gone = [{ kind: "SipUser", name: "ben" }];
    for (const use of [
      "export const both = pulumi.all([anna.uuid, ben.uuid]).apply(([first, second]) => first + second);",
      "export const [first, second] = [anna.uuid, ben.uuid] as const;",
      "export const some = new Set([anna.uuid, ben.uuid]);",
      "export const last = [anna, ben][1];",
    ]) {
      const { patch, notEdited } = await patchedProgram({ gone }, program(use));
      expect([use, patch]).toEqual([use, ""]);
      expect(told(notEdited)).toEqual(["index.ts:5 SipUser ben: does not live any more, and is still referred to: index.ts:7"]);
    }
    const { after } = await patchedProgram({ gone }, program("export const all = [anna, ben].map(({ uuid }) => uuid);"));
    expect(after["index.ts"]).toContain("export const all = [anna].map(({ uuid }) => uuid);");
  });

  it("stays where its statement is not one in a row, or shares its lines, because others would go or change their meaning with it", async () => {
    const ben = 'new yay.SipUser("ben", { displayName: "Ben", extension: 1002 });';
    const sales = 'new yay.HuntGroup("sales", { name: "Sales", extension: 600 });';
    const program = (text: string) => ({
      "index.ts": `import * as yay from "pulumi-yay";\n\nexport const isLate = Date.now() > 1;\n${text}\n`,
    });
    const gone = [{ kind: "SipUser", name: "ben" }];
    for (const [line, text] of [
      [5, `if (isLate)\n  ${ben}\n${sales}`],
      [4, `if (isLate) { ${ben} }\n${sales}`],
      [4, `${ben} ${sales}`],
      [4, `${sales} ${ben} // The second.`],
    ] as const) {
      const { patch, notEdited } = await patchedProgram({ gone }, program(text));
      expect([text, patch]).toEqual([text, ""]);
      expect(told(notEdited)).toEqual([
        `index.ts:${line} SipUser ben: does not live any more, and is declared within something else, which no patch can take out`,
      ]);
    }
    for (const text of [
      `if (isLate) {\n  ${ben} // The first.\n  ${sales}\n}`,
      `switch (isLate) {\n  default:\n    /* The first. */ ${ben}\n    ${sales}\n}`,
    ]) {
      const { after } = await patchedProgram({ gone }, program(text));
      expect(after).toEqual(program(text.replace(/.*"ben".*\n/, "")));
    }
  });

  it("leaves the program with its import alone, where others stand on the line of that", async () => {
    const program = {
      "phones.ts": `import * as yay from "pulumi-yay";

export const anna = new yay.SipUser("anna", { displayName: "Anna", extension: 1001 });
export const ben = new yay.SipUser("ben", { displayName: "Ben", extension: 1002 });
`,
      "index.ts": `import * as yay from "pulumi-yay"; import { ben } from "./phones";
import { ben as backOffice } from "./phones"; export * from "./phones";

new yay.HuntGroup("sales", { name: "Sales", extension: 600, members: [ben.uuid, backOffice.uuid] });
`,
    };
    const { after } = await patchedProgram({ gone: [{ kind: "SipUser", name: "ben" }] }, program);
    expect(after["index.ts"]).toBe(`import * as yay from "pulumi-yay";
export * from "./phones";

new yay.HuntGroup("sales", { name: "Sales", extension: 600, members: [] });
`);
  });

  it("is no reference for what still names its uuid", async () => {
    const { after, remarks } = await patchedProgram({
      gone: [{ kind: "SipUser", name: "ben" }],
      changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", from: [ANNA, BEN], to: [BEN] }] }],
    });
    expect(after["groups.ts"]).toContain("members: [],");
    expect(remarks).toEqual([]);
  });
});

describe("all the programs that patches have left", () => {
  it("pass the strictest compiler", () => {
    expect(compiled.length).toBeGreaterThan(6);
    expect(compilerFindings(compiled)).toBe("");
  });
});
