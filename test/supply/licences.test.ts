import { LOCKED, text, tree } from "./support";

const licences = () => import("../../tools/supply/licences.mjs");

describe("the licences of what users get", () => {
  it("are allowed, each of them", async () => {
    const { licenceFindings, needlessExceptions } = await licences();
    const { published, readLock, runtimeTree } = await tree();
    const trees = Object.values(published).map((workspace) => runtimeTree(readLock().packages, workspace));
    expect(trees.flatMap(licenceFindings)).toEqual([]);
    expect(needlessExceptions(trees)).toEqual([]);
  });

  it("let the provider itself have no exception", async () => {
    const { permissive } = await licences();
    const { readLock, runtimeTree } = await tree();
    const others = Object.values(runtimeTree(readLock().packages, "provider")).filter(({ license = "" }) => !permissive.includes(license));
    expect(others).toEqual([]);
  });

  it("are checked: copyleft, a missing licence, and an exception for another package or licence are found", async () => {
    const { licenceFindings } = await licences();
    const { version } = LOCKED["node_modules/a"];
    const found = licenceFindings({
      "node_modules/fine": { version, license: "MIT" },
      "node_modules/copyleft": { version, license: "GPL-3.0-only" },
      "node_modules/silent": { version },
      "node_modules/other": { version, license: "EPL-2.0 OR GPL-3.0-or-later" },
      "node_modules/elkjs": { version, license: "AGPL-3.0-only" },
      "node_modules/x/node_modules/elkjs": { version, license: "EPL-2.0 OR GPL-3.0-or-later" },
    });
    expect(found).toEqual([
      "copyleft: GPL-3.0-only is not among the allowed licences",
      "silent: names no licence",
      "other: EPL-2.0 OR GPL-3.0-or-later is not among the allowed licences",
      "elkjs: AGPL-3.0-only is not among the allowed licences",
    ]);
  });

  it("have an exception only while it is needed", async () => {
    const { needlessExceptions } = await licences();
    expect(needlessExceptions([{ "node_modules/elkjs": { license: "MIT" } }])).toEqual(["elkjs"]);
  });

  it("go along: every package of ours carries the text", () => {
    for (const folder of ["provider", "cli"]) expect(text(`${folder}/LICENSE`)).toBe(text("LICENSE"));
  });
});
