import { json, LOCKED, text, tree } from "./support";

const lockfile = () => import("../../tools/supply/lockfile.mjs");
const CHECKSUM = `sha512-${"a".repeat(86)}==`;

describe("package-lock.json", () => {
  it("has a checksum for every package, and names no registry but the public one", async () => {
    const { lockfileFindings } = await lockfile();
    const { readLock } = await tree();
    expect(lockfileFindings(readLock())).toEqual([]);
  });

  it("is checked: each way of being wrong is found, and workspaces are let be", async () => {
    const { lockfileFindings } = await lockfile();
    const packages = {
      provider: { version: "1.0.0" },
      "node_modules/pulumi-yay": { resolved: "provider", link: true },
      "node_modules/good": { integrity: CHECKSUM, resolved: "https://registry.npmjs.org/good/-/good-1.0.0.tgz" },
      "node_modules/bare": { integrity: CHECKSUM },
      "node_modules/unchecked": {},
      "node_modules/weak": { integrity: "sha1-aaaa" },
      "node_modules/mirror": { integrity: CHECKSUM, resolved: "https://npm.example.com/mirror/-/mirror-1.0.0.tgz" },
      "node_modules/lookalike": { integrity: CHECKSUM, resolved: "https://registry.npmjs.org.example.com/a.tgz" },
      "cli/node_modules/git": { integrity: CHECKSUM, resolved: "git+ssh://git@example.com/a.git#1" },
    };
    expect(lockfileFindings({ lockfileVersion: 2, packages })).toEqual([
      "lockfileVersion 2: 3 is meant, which npm 7 and later write",
      "node_modules/unchecked: no SHA-512 checksum",
      "node_modules/weak: no SHA-512 checksum",
      "node_modules/mirror: comes from https://npm.example.com/mirror/-/mirror-1.0.0.tgz, not from the public registry",
      "node_modules/lookalike: comes from https://registry.npmjs.org.example.com/a.tgz, not from the public registry",
      "cli/node_modules/git: comes from git+ssh://git@example.com/a.git#1, not from the public registry",
    ]);
  });

  it("is what the manifests ask for", async () => {
    const { readLock } = await tree();
    const { packages } = readLock();
    for (const folder of ["", "provider", "cli"]) {
      const { dependencies, devDependencies, peerDependencies } = json(`${folder || "."}/package.json`) as Record<string, unknown>;
      expect(packages[folder]).toMatchObject(JSON.parse(JSON.stringify({ dependencies, devDependencies, peerDependencies })) as object);
    }
  });
});

describe("the packages that users get", () => {
  it("are found as Node finds them, through links and circles, without peers and tools", async () => {
    const { runtimeTree } = await tree();
    expect(Object.keys(runtimeTree(LOCKED, "app")).sort()).toEqual([
      "node_modules/a",
      "node_modules/a/node_modules/b",
      "node_modules/c",
      "node_modules/lib",
    ]);
  });

  it("prefer the copy in the package's own folder", async () => {
    const { runtimeTree } = await tree();
    const app = { version: "1.0.0", dependencies: { b: "^1.0.0" } };
    expect(Object.keys(runtimeTree({ ...LOCKED, app }, "app"))).toEqual(["app/node_modules/b"]);
  });

  it("run nothing when they are installed", async () => {
    const { published, readLock, runtimeTree } = await tree();
    const { packages } = readLock();
    for (const workspace of Object.values(published)) {
      const all = runtimeTree(packages, workspace);
      expect(Object.keys(all).length).toBeGreaterThan(3);
      expect(Object.entries(all).filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
    }
  });

  it("of ours have no script that npm would run at a user's", () => {
    for (const folder of ["provider", "cli"]) {
      const { scripts } = json(`${folder}/package.json`) as { scripts: Record<string, string> };
      expect(Object.keys(scripts)).toEqual(["prepack"]);
    }
  });
});

describe("a clone", () => {
  it("runs no package's script at its installation", () => {
    expect(text(".npmrc").split("\n")).toContain("ignore-scripts=true");
  });

  it("has no script that this would leave out: none runs before or after another", () => {
    const { scripts } = json("package.json") as { scripts: Record<string, string> };
    const names = Object.keys(scripts);
    const hooks = ["install", "prepare", "prepublishOnly", ...names.flatMap((name) => [`pre${name}`, `post${name}`])];
    expect(names.filter((name) => [...hooks, "preinstall", "postinstall", "prepack", "postpack"].includes(name))).toEqual([]);
  });
});
