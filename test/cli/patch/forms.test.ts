import fc from "fast-check";
import ts from "typescript";
import { type Files, patched, told, uuid } from "./support";

jest.setTimeout(120_000);

const rename = { changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "name", from: "Sales", to: "Sales team" }] }] };

async function after(text: string, changes: Parameters<typeof patched>[1], file = "index.ts"): Promise<string> {
  const { after: files, notEdited } = await patched({ [file]: text }, changes);
  expect(notEdited).toEqual([]);
  return files[file] ?? "";
}

describe("a resource is found", () => {
  it.each([
    [
      "by the package under a name",
      `import * as telephony from "pulumi-yay";\nnew telephony.HuntGroup("sales", { name: "Sales", extension: 600 });\n`,
    ],
    ["by its class", `import { HuntGroup } from "pulumi-yay";\nnew HuntGroup("sales", { name: "Sales", extension: 600 });\n`],
    [
      "by its class under another name",
      `import { HuntGroup as Group } from "pulumi-yay";\nnew Group("sales", { name: "Sales", extension: 600 });\n`,
    ],
    ["by the default of the package", `import yay from "pulumi-yay";\nnew yay.HuntGroup("sales", { name: "Sales", extension: 600 });\n`],
    ["by require", `const yay = require("pulumi-yay");\nnew yay.HuntGroup("sales", { name: "Sales", extension: 600 });\n`],
    [
      "by a class that is taken from require",
      `const { HuntGroup } = require("pulumi-yay");\nnew HuntGroup("sales", { name: "Sales", extension: 600 });\n`,
    ],
    [
      "with arguments that stand before it",
      `import { HuntGroup } from "pulumi-yay";\nconst args = { name: "Sales", extension: 600 } satisfies object;\nnew HuntGroup("sales", args);\n`,
    ],
    [
      "in a function",
      `import * as yay from "pulumi-yay";\nexport function make() {\n  return new yay.HuntGroup("sales", { name: "Sales", extension: 600 });\n}\n`,
    ],
    [
      "with what types and brackets add",
      `import * as yay from "pulumi-yay";\nnew yay.HuntGroup("sales", ({ name: ("Sales" as string), extension: 600 }) as const);\n`,
    ],
  ])("%s", async (_words, text) => {
    expect(await after(text, rename)).toBe(text.replace(`"Sales"`, `"Sales team"`));
  });

  it.each([
    ["of another package", `import * as yay from "pulumi-nay";\nnew yay.HuntGroup("sales", { name: "Sales" });\n`],
    [
      "of a class of the program's own",
      `import * as pay from "pulumi-yay";\nclass HuntGroup { constructor(_name: string, _args: object) {} }\nnew HuntGroup("sales", { name: "Sales" });\n`,
    ],
    [
      "where another thing has the package's name",
      `import * as yay from "pulumi-yay";\nexport function make(yay: any) {\n  return new yay.HuntGroup("sales", { name: "Sales" });\n}\n`,
    ],
    ["of another kind", `import * as yay from "pulumi-yay";\nnew yay.QueueGroup("sales", { name: "Sales" });\n`],
  ])("but not one %s", async (_words, text) => {
    const { patch, notEdited } = await patched({ "index.ts": text }, rename);
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual(["HuntGroup sales: is nowhere in the program by this name"]);
  });
});

describe("what is written looks like the rest", () => {
  const members = { changed: [{ kind: "HuntGroup", name: "sales", differences: [{ path: "members", to: ["a", 'b "c"'] }] }] };

  it("in its quotes, without semicolons, with tabs", async () => {
    const text = "import * as yay from 'pulumi-yay'\n\nnew yay.HuntGroup('sales', {\n\tname: 'Sales',\n\textension: 600\n})\n";
    expect(await after(text, members)).toBe(
      "import * as yay from 'pulumi-yay'\n\nnew yay.HuntGroup('sales', {\n\tname: 'Sales',\n\textension: 600,\n\tmembers: ['a', 'b \"c\"']\n})\n",
    );
  });

  it("with the ends of its lines, and without one at the end", async () => {
    const text = `import * as yay from "pulumi-yay";\r\n\r\nnew yay.HuntGroup("sales", {\r\n  name: "Sales",\r\n  extension: 600,\r\n});`;
    expect(await after(text, members)).toBe(text.replace("600,\r\n", `600,\r\n  members: ["a", 'b "c"'],\r\n`));
  });

  it("and nothing in it is invisible or turns the order of signs round", async () => {
    const text = `import * as yay from "pulumi-yay";\nnew yay.HuntGroup("sales", { name: "Sales", extension: 600 });\n`;
    const name = 'a\u202Eb\u200B"\n\\';
    const changed = [{ kind: "HuntGroup", name: "sales", differences: [{ path: "name", from: "Sales", to: name }] }];
    expect(await after(text, { changed })).toContain(String.raw`{ name: 'a\u202eb\u200b"\n\\', extension: 600 }`);
  });
});

describe("functions that make steps", () => {
  const text = `import * as yay from "pulumi-yay";
import { busy, menu, number, ring, start, voicemail } from "pulumi-yay/callflow";

new yay.CallFlow("main", {
  name: "Main line",
  extension: 500,
  flow: {
    start: start("menu"),
    menu: menu({ 1: "office", timeout: "closed" }, { duration: 5 }),
    office: ring([number("+441632960124")]),
    message: voicemail("${uuid(41)}"),
    closed: busy(),
  },
});
`;
  const flow = (differences: { path: string; from?: unknown; to?: unknown }[]) => ({
    changed: [{ kind: "CallFlow", name: "main", differences }],
  });

  it("are edited by their arguments", async () => {
    const text2 = await after(
      text,
      flow([
        { path: "flow.start.next", from: "menu", to: "office" },
        { path: "flow.menu.next.1", from: "office", to: "message" },
        { path: "flow.menu.duration", from: 5, to: 8 },
        {
          path: "flow.office.extensions",
          from: [{ type: "forward", number: "+441632960124" }],
          to: [{ type: "forward", number: "+441632960125" }],
        },
        { path: "flow.office.noanswer", to: "closed" },
        { path: "flow.message.mailboxes", from: [uuid(41)], to: [uuid(42), uuid(41)] },
        { path: "flow.closed.duration", to: 6 },
      ]),
    );
    expect(text2).toBe(
      text
        .replace(`start("menu")`, `start("office")`)
        .replace(`1: "office"`, `1: "message"`)
        .replace("duration: 5", "duration: 8")
        .replace(`ring([number("+441632960124")])`, `ring([number("+441632960125")], { noanswer: "closed" })`)
        .replace(`voicemail("${uuid(41)}")`, `voicemail(\n      "${uuid(42)}",\n      "${uuid(41)}",\n    )`)
        .replace("busy()", "busy(6)"),
    );
  });

  it("are written out where they cannot say what lives", async () => {
    const text2 = await after(
      text,
      flow([
        { path: "flow.closed.module", from: "busy", to: "fax" },
        { path: "flow.start.extra", to: { new: 1 } },
      ]),
    );
    expect(text2).toContain(`closed: { module: "fax" },`);
    expect(text2).toContain(`start: { module: "start", next: "menu", extra: { new: 1 } },`);
    expect(text2).toContain(`import { menu, number, ring, voicemail } from "pulumi-yay/callflow";`);
  });
});

/** What a program hands over, found by running it. */
function argumentsIn(text: string): unknown {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const found: unknown[] = [];
  const Made = function (_name: string, args: unknown) {
    found.push(args);
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function("require", "exports", outputText)(() => ({ ApiObject: Made }), {});
  return JSON.parse(JSON.stringify(found[0]));
}

const word = fc.constantFrom("a", "b", "next", "1", "2", "two-words", "größe", "class", "__x", "a.b");
const scalar = fc.oneof(
  fc.string({ maxLength: 12 }).filter((text) => text !== ""),
  fc.integer({ min: 1, max: 99_999 }),
  fc.boolean(),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("value"), { maxLength: 4, minLength: 1 }),
    fc.dictionary(word, tie("value"), { maxKeys: 4, minKeys: 1 }),
  ),
})).value;

/** Values as programs write them: on one line, or a line for each key, at random. */
function written(data: unknown, dice: () => boolean, indent = "  "): string {
  if (typeof data !== "object" || data === null) return JSON.stringify(data);
  const isList = Array.isArray(data);
  const inner = `${indent}  `;
  const items = Object.entries(data).map(([key, item]) => `${isList ? "" : `${JSON.stringify(key)}: `}${written(item, dice, inner)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  return dice()
    ? `${open}\n${items.map((item) => `${inner}${item},${dice() ? " // why" : ""}\n`).join("")}${indent}${close}`
    : `${open} ${items.join(", ")} ${close}`;
}

describe("any program of literals", () => {
  it("says after the patch what lives, whatever it said before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(word, value, { minKeys: 1 }),
        fc.dictionary(word, value, { minKeys: 1 }),
        fc.infiniteStream(fc.boolean()),
        async (from, to, stream) => {
          const dice = () => stream.next().value === true;
          const text = `import { ApiObject } from "pulumi-yay";\n\nnew ApiObject("one", {\n  body: ${written(from, dice)},\n});\n`;
          const files: Files = { "index.ts": text };
          const { patchFor } = await import("../../../cli/dist/patch/index.js");
          const changes = { resources: [], changed: [{ kind: "ApiObject", name: "one", differences: [{ path: "body", from, to }] }] };
          const result = patchFor({ folder: ".", files }, changes);
          expect(result.notEdited).toEqual([]);
          expect(argumentsIn(result.files["index.ts"] ?? text)).toEqual({ body: to });
        },
      ),
      { numRuns: 150 },
    );
  });
});
