import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSimulator } from "../../provider/simulator/index";
import { firstOf } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

/** A program of one file. A resource that is asked for in a line with the comment `@name` has to be noted there. */
interface Form {
  readonly file: string;
  readonly text: string;
  readonly packageJson?: Record<string, unknown>;
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * What every form of program makes: at the top, in a function, in a component, by subclasses, and looked up. It prints the stack of an error of
 * its own before and after.
 */
const body = (string: string, Recorded: string) => `
function fails()${string} {
  try {
    throw new Error("of the program"); // @thrown
  } catch (error) {
    return (error${Recorded}).stack;
  }
}
function stackOf()${string} {
  return JSON.stringify(fails());
}
class Implicit extends yay.SubReseller {}

class Explicit extends yay.SubReseller {
  constructor(name${string}) {
    super(name, { contactName: name });
  }
}

class Office extends pulumi.ComponentResource {
  constructor(name${string}) {
    super("test:index:Office", name);
    new yay.SubReseller("inside", { contactName: "Inside" }, { parent: this }); // @inside
  }
}
const inFunction = (name${string}) => {
  return new yay.SubReseller(name, { contactName: name }); // @function
};
const stacks = [0, 1].map((each) => {
  if (each === 1) {
    new yay.SubReseller("plain", { contactName: "Plain" }); // @plain
    inFunction("function");
    new Implicit("implicit", { contactName: "Implicit" }); // @implicit
    new Explicit("explicit"); // @explicit
    new Office("office");
    yay.SubReseller.get("looked-up", process.env["KNOWN"] ?? ""); // @looked-up
  }
  return stackOf();
});
console.log("STACKS " + JSON.stringify(stacks));
`;

const typescript = `interface Erased {\n  readonly here: string;\n}\n${body(": string", " as { stack: string }")}`;
const javascript = body("", "");

const imports = 'import * as pulumi from "@pulumi/pulumi";\nimport * as yay from "pulumi-yay";\n';
const requires = 'const pulumi = require("@pulumi/pulumi");\nconst yay = require("pulumi-yay");\n';

/** As tsx does it: the lines of the code that runs are others, and only Node's own source maps, switched on from within, know the program's. */
const loader = `
const { readFileSync } = require("node:fs");
const { Module } = require("node:module");
const { transpileModule } = require("typescript");
process.setSourceMapsEnabled(true);
Module._extensions[".ts"] = (module, fileName) => {
  const compilerOptions = { target: "es2022", module: "commonjs", inlineSourceMap: true, removeComments: true };
  const { outputText } = transpileModule(readFileSync(fileName, "utf8"), { fileName, compilerOptions });
  module._compile(outputText, fileName);
};
require("./program.ts");
`;

const forms: Record<string, Form> = {
  "a CommonJS module": { file: "index.js", text: requires + javascript },
  "a program of ts-node": { file: "index.ts", text: imports + typescript },
  "an ES module": { file: "index.js", text: imports + javascript, packageJson: { type: "module" } },
  "a program whose source maps Node has, as with tsx": {
    file: "program.ts",
    text: imports + typescript,
    others: { "index.js": loader },
  },
};

const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

async function open({ file, packageJson, others = {}, text }: Form): Promise<Stack> {
  const simulator = leaves(await startSimulator(), "positions are read, and nothing is destroyed");
  const known = simulator.portal.addCustomer({ name: "known", contact_name: "Known" }).uuid;
  const stack = await Stack.create("", { env: { ...settingsFor(simulator), KNOWN: known } });
  ended.push(
    () => stack.close(),
    () => simulator.close(),
  );
  const main = Object.keys(others)[0] ?? file;
  const files = {
    ...others,
    [file]: text,
    "package.json": JSON.stringify({ name: "program", private: true, main, ...packageJson }),
    "Pulumi.yaml": `name: test
runtime: nodejs
main: ${main}
`,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(stack.folder, "program", name), content);
  return stack;
}

/** The line of each mark in a program. */
function marksIn({ text }: Form): Record<string, number> {
  const lines = text.split("\n").map((line, index) => [/\/\/ @(\S+)$/.exec(line)?.[1], index + 1] as const);
  return Object.fromEntries(lines.flatMap(([name, line]) => (name === undefined ? [] : [[name, line]])));
}

/** The line that is noted for each resource by its name, and what is noted of frames beside it. */
async function notedIn(stack: Stack, { file }: Form) {
  const { resources } = await stack.checkpoint();
  const start = `project:///${file}#`;
  const place = (position = "") => (position.startsWith(start) ? Number(position.slice(start.length).split(",")[0]) : position);
  const frames = resources.map(({ type, stackTrace = [], sourcePosition }) => [
    stackTrace.map((frame) => frame.sourcePosition),
    type.startsWith("pulumi-nodejs:dynamic/yay:") ? [] : [sourcePosition],
  ]);
  return { lines: Object.fromEntries(resources.map(({ urn, sourcePosition }) => [urn.split("::").at(-1), place(sourcePosition)])), frames };
}

describe("a resource of the state", () => {
  it.each(firstOf(Object.entries(forms), 2))(
    "has the line of %s that asks for it, and no frame beside it, and the program's own errors are whole",
    async (_name, form) => {
      const stack = await open(form);
      const text = await stack.must("up", "--yes", "--skip-preview");
      const { thrown = 0, ...marks } = marksIn(form);
      const { lines, frames } = await notedIn(stack, form);
      expect(lines).toEqual(marks);
      for (const [trace, position] of frames) expect(trace).toEqual(position);
      const [before, after] = JSON.parse(/STACKS (.*)$/m.exec(text)?.[1] ?? "") as string[];
      expect(after).toEqual(before);
      if (form.others === undefined) expect(after).toMatch(new RegExp(`at fails \\(\\S*/${form.file}:${thrown}:`));
      expect(after?.match(/ at /g)).toHaveLength(10);
    },
  );
});
