import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { anchors, ROOT, text } from "./support";

const isWritten = (page: string) => !text(page).startsWith("<!-- Made by");
const pages = [
  ...readdirSync(ROOT).filter((file) => file.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
].filter(isWritten);

const foldersOf = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => statSync(join(ROOT, folder, name)).isDirectory());
/** What a path of this repository begins with: from its root, or from the package's. */
const beginnings = new Set([...foldersOf("."), ...foldersOf("provider")]);

/** The paths that stand in a page as code, also within a command. Names with a part to fill in, such as `<kind>`, and patterns are none. */
const pathsIn = (page: string) =>
  [...page.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code = ""]) => code.split(/\s+/))
    .filter((word) => /^[\w.-]+(?:\/[\w.-]+)+\/?$/.test(word) && beginnings.has(word.split("/")[0] ?? ""));

const places = (path: string) =>
  ["", "provider"].flatMap((root) => ["", ".ts", ".test.ts"].map((end) => join(ROOT, root, `${path}${end}`)));

/** A changelog tells of what was. */
const ofToday = pages.filter((page) => page !== "CHANGELOG.md");

describe("the documents that are written by hand", () => {
  it("are found", () => {
    expect(pages).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "DESIGN.md", "docs/deletions.md"]));
  });

  it.each(ofToday)("%s names files and folders that exist", (page) => {
    expect(pathsIn(text(page)).filter((path) => !places(path).some(existsSync))).toEqual([]);
  });

  it.each(pages)("%s links to headings and files that exist", (page) => {
    const links = [...text(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
    const broken = links.filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? page : join(dirname(page), file);
      return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchors(text(target)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it("install the version that is packed", () => {
    const { version } = JSON.parse(text("provider/package.json")) as { version: string };
    const tarballs = [...text("README.md").matchAll(/pulumi-yay(?:-cli)?-(\d[\w.-]*)\.tgz/g)].map(([, named]) => named);
    expect([...new Set(tarballs)]).toEqual([version]);
  });
});
