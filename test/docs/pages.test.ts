import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { facts, ROOT, runners, text } from "./support";

jest.setTimeout(60_000);

const pages = async () => {
  const { generate } = await import("../../tools/docs/generate.mjs");
  return generate(await facts());
};
const shown = async () => {
  const { creditProgram, examples, simulatorProgram, withMocks } = await import("../../tools/docs/examples.mjs");
  return { examples, all: [...Object.values(examples), simulatorProgram, withMocks.program, withMocks.test, ...creditProgram] };
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

test("README's settings are those of the code", async () => {
  const { settings } = await facts();
  const rows = [...text("README.md").matchAll(/^\| `yay:(\w+)`\s+\| `(\w+)`/gm)].map(([, name, variable]) => ({ name, variable }));
  expect(rows).toEqual(settings.map(({ name, variable }) => ({ name, variable })));
});

/** The anchors that a Markdown viewer makes of a page's headings. */
function anchors(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
