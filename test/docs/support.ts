import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");

export const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The tables that pages are made from, as the sources have them now, so that no build has to be up to date. */
export async function facts() {
  const { gather } = await import("../../tools/docs/facts.mjs");
  return gather(
    (module: string) => jest.requireActual(join(ROOT, "provider", module)),
    (folder: string, module: string) => jest.requireActual(join(ROOT, folder, module)),
  );
}

/** Folders of programs that pages show, each with the file of the test that runs it. */
export const runners: Readonly<Record<string, string>> = {
  "examples/quickstart": "test/docs/quickstart.test.ts",
  "examples/with-mocks": "test/docs/programs.test.ts",
  "examples/whole-call": "test/docs/programs.test.ts",
  "examples/new-customer": "test/docs/programs.test.ts",
  "examples/call-flow": "test/docs/programs.test.ts",
  "examples/opening-hours": "test/docs/programs.test.ts",
  "examples/look-ups": "test/docs/quickstart.test.ts",
  "examples/credit": "test/docs/programs.test.ts",
  "examples/whole-account": "test/docs/wholeAccount.test.ts",
  "tools/docs/snippets": "test/docs/programs.test.ts",
};

/** The anchors that a Markdown viewer makes of a page's headings. */
export function anchors(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}
