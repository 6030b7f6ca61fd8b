import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { anchors, facts, ROOT, runners, text } from "./support";

jest.setTimeout(60_000);

let generated: Promise<Map<string, string>> | undefined;
/** Every page as it is made now; made once, because that takes seconds. */
const pages = () => (generated ??= import("../../tools/docs/generate.mjs").then(async ({ generate }) => generate(await facts())));
const shown = async () => {
  const { creditProgram, examples, openingHours, simulatorProgram, withMocks } = await import("../../tools/docs/examples.mjs");
  const hours = [openingHours.hours, openingHours.program, openingHours.test];
  return { examples, all: [...Object.values(examples), simulatorProgram, withMocks.program, withMocks.test, ...hours, ...creditProgram] };
};

describe("the pages of docs/", () => {
  it("are what `npm run docs` writes now", async () => {
    const made = await pages();
    const stale = [...made].filter(([path, page]) => !existsSync(join(ROOT, path)) || text(path) !== page).map(([path]) => path);
    expect(stale).toEqual([]);
  });

  it("are those of the kinds that are registered and of transfers, and of no other", async () => {
    const { registry } = await facts();
    const { transferKind } = await import("../../tools/docs/transfer.mjs");
    expect(readdirSync(join(ROOT, "docs/resources")).sort()).toEqual(
      [...Object.keys(registry), transferKind].map((kind) => `${kind}.md`).sort(),
    );
  });

  it("link to headings and files that exist", async () => {
    const made = await pages();
    const broken = [...made].flatMap(([path, page]) =>
      [...page.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
        const [file = "", anchor] = link.split("#");
        const target = file === "" ? path : join(dirname(path), file);
        if (!existsSync(join(ROOT, target))) return [`${path}: ${link}`];
        return anchor === undefined || anchors(made.get(target) ?? text(target)).includes(anchor) ? [] : [`${path}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it("leave no cell for a meaning blank", async () => {
    const blank = [...(await pages())].flatMap(([path, page]) =>
      page
        .split("\n")
        .filter((line) => /^\| `[^|]*\|.*\|\s+\|$/.test(line) && !path.includes("resources"))
        .map((line) => `${path}: ${line}`),
    );
    expect(blank).toEqual([]);
  });
});

describe("the templates of the pages", () => {
  it("stand on a page each", async () => {
    const { templates } = await import("../../tools/docs/template.mjs");
    const together = [...(await pages()).values()].join("\n");
    const files = readdirSync(join(ROOT, templates), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
    expect(files).toContain(join("parts", "steps.md"));
    expect(files.filter((name) => !together.includes(longestPiece(text(join(templates, name)))))).toEqual([]);
  });

  it("are named by the pages that they make, so that a reader knows what to edit", async () => {
    const { templates } = await import("../../tools/docs/template.mjs");
    const made = [...(await pages())].filter(([path]) => path.endsWith(".md"));
    const named = made.map(([path, page]) => [path, new RegExp(`^<!-- .*\`(${templates}/[\\w-]+\\.md)\``).exec(page)?.[1] ?? ""]);
    expect(named.filter(([, name = ""]) => name === "" || !text(name).startsWith("# "))).toEqual([]);
  });
});

describe("the programs that pages show", () => {
  it("are there for every kind, which stands in its own", async () => {
    const { examples } = await shown();
    const { registry } = await facts();
    const without = Object.keys(registry).filter((kind) => !text(examples[kind] ?? "README.md").includes(`new yay.${kind}(`));
    expect(without).toEqual([]);
    expect(Object.keys(examples).filter((kind) => !Object.hasOwn(registry, kind))).toEqual([]);
  });

  it("are shown word for word", async () => {
    const together = [...(await pages()).values()].join("\n");
    const altered = (await shown()).all.filter((file) => !together.includes(text(file).replace("// @ts-check\n", "")));
    expect(altered).toEqual([]);
  });

  it("are run by a test", async () => {
    const untested = (await shown()).all.filter((file) => {
      const test = runners[dirname(file)];
      return test === undefined || !text(test).includes(dirname(file));
    });
    expect(untested).toEqual([]);
  });
});

test("the README of the credit example links to files that exist", () => {
  const links = [...text("examples/credit/README.md").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => join("examples/credit", link));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});

/** The settings that a page's table names, each with its variable. */
const settingsIn = (page: string) =>
  [...text(page).matchAll(/^\| `yay:(\w+)`\s+\| `(\w+)`/gm)].map(([, name, variable]) => ({ name, variable }));

test("docs/settings.md has every setting of the code, and README five of them, among them those that are required", async () => {
  const settings = (await facts()).settings.map(({ name, variable, required }) => ({ row: { name, variable }, required }));
  const rows = settings.map(({ row }) => row);
  expect(settingsIn("docs/settings.md")).toEqual(rows);
  const some = settingsIn("README.md");
  expect(some).toHaveLength(5);
  expect(rows).toEqual(expect.arrayContaining(some));
  expect(some).toEqual(expect.arrayContaining(settings.filter(({ required }) => required).map(({ row }) => row)));
});

/** The longest text of a template between its slots, cells and line breaks. */
function longestPiece(page: string): string {
  const pieces = page.split(/\{\{[^}]*\}\}|\n|\|/).map((piece) => piece.trim());
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}
