import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
/** The simulator takes nothing of ours, so that it cannot share a misreading. */
const sources = ["provider", "cli"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/(^|\/)(dist|node_modules|simulator)\//.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), "utf8") })),
);
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe("what everybody needs stands in one file", () => {
  it.each([
    ["the pattern of a uuid", /0-9a-f\]\{8\}/, "provider/common/uuid.ts"],
    ["the sign of a value that is not known", /04da6b54-80e4-46f7-96ec-b56ff0331ba9/, "provider/common/values.ts"],
    ["how far a mistyped word may be off", /function (?:editD|d)istance\(/, "provider/common/nearest.ts"],
    ["what sounds like a secret", /credential\|/, "provider/common/secretNames.ts"],
    ["the mark of a secret", /const \w+ = "\[secret\]"/, "provider/common/hidden.ts"],
  ])("%s", (_what, pattern, file) => {
    expect(filesWith(pattern)).toContain(file);
    expect(filesWith(pattern).filter((found) => found !== file)).toEqual([]);
  });
});
