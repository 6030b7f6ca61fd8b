import { programFiles } from "./support";

jest.setTimeout(60_000);

/** Files of which only the place counts. */
const empty = (...files: string[]) => Object.fromEntries(files.map((file) => [file, ""]));

describe("the files of a program", () => {
  it("are those that somebody wrote, and none of the compiler's folder, whichever tsconfig names it", async () => {
    const files = {
      ...empty("index.ts", "customers/alder.yaml", "lib/index.js", "lib/index.d.ts", "lib/customers/alder.yaml", "library/phones.js"),
      "base.json": '{ "compilerOptions": { "outDir": "lib/" } }',
      "tsconfig.json": '{\n  // As it came.\n  "extends": "./base.json",\n  "files": ["index.ts"],\n}\n',
    };
    expect(await programFiles(files)).toEqual(["customers/alder.yaml", "index.ts", "library/phones.js"]);
  });

  it("have no JavaScript of which the TypeScript stands beside it or above bin, if no tsconfig names a folder", async () => {
    const files = empty("index.ts", "index.js", "sites/york.mts", "bin/index.js", "bin/sites/york.mjs", "bin/own.js");
    expect(await programFiles(files)).toEqual(["bin/own.js", "index.ts", "sites/york.mts"]);
  });

  it("have those of a folder that the compiler writes to and that has sources, too", async () => {
    const files = {
      ...empty("src/index.ts", "src/index.js", "src/phones.js"),
      "tsconfig.json": '{ "compilerOptions": { "outDir": "src" } }',
    };
    expect(await programFiles(files)).toEqual(["src/index.ts", "src/phones.js"]);
  });
});
