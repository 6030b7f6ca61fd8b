import { readdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder, write } from "./support";

const dependencies = () => import("../../tools/setup/dependencies.mjs");
const npm = () => import("../../tools/setup/npm.mjs");
const build = () => import("../../tools/setup/build.mjs");
const environment = () => import("../../tools/test-run/environment.mjs");
const folder = temporaryFolder();

const INSTALLED = {
  "node_modules/zod": { version: "4.0.0", integrity: "sha512-a" },
  "node_modules/pulumi-yay": { resolved: "provider", link: true },
};
const LOCKED = {
  "": { version: "1.0.0" },
  ...INSTALLED,
  "node_modules/other-platform": { version: "1.0.0", integrity: "sha512-b", optional: true },
};

describe("whether the npm packages have to be installed", () => {
  it("is answered by contents: optional packages may be missing, nothing else may differ", async () => {
    const { isSatisfied } = await dependencies();
    expect(isSatisfied(LOCKED, INSTALLED)).toBe(true);
    expect(isSatisfied(LOCKED, { ...INSTALLED, "node_modules/zod": { version: "4.0.1", integrity: "sha512-c" } })).toBe(false);
    expect(isSatisfied(LOCKED, { ...INSTALLED, "node_modules/pulumi-yay": { version: "1.0.0" } })).toBe(false);
    expect(isSatisfied(LOCKED, { "node_modules/pulumi-yay": INSTALLED["node_modules/pulumi-yay"] })).toBe(false);
  });

  it("looks at the folders too, which somebody may have deleted", async () => {
    const { isInstalled } = await dependencies();
    write(join(folder(), "package-lock.json"), JSON.stringify({ packages: LOCKED }));
    expect(await isInstalled(folder())).toBe(false);
    write(join(folder(), "node_modules", ".package-lock.json"), JSON.stringify({ packages: INSTALLED }));
    expect(await isInstalled(folder())).toBe(false);
    write(join(folder(), "node_modules/zod/package.json"), "{}");
    write(join(folder(), "node_modules/pulumi-yay/package.json"), "{}");
    expect(await isInstalled(folder())).toBe(true);
  });
});

describe("an npm that runs inside of a script of npm", () => {
  it("sees the user's settings, and not what the outer npm was asked to do", async () => {
    const { withoutOuterNpm } = await npm();
    const users = { PATH: "/bin", npm_config_registry: "https://npm.example", npm_config_cache: "/c", npm_config_ignore_scripts: "true" };
    const outer = {
      npm_command: "test",
      npm_lifecycle_event: "test",
      npm_config_workspace: "cli",
      npm_config_loglevel: "silent",
      INIT_CWD: "/",
    };
    expect(withoutOuterNpm({ ...users, ...outer })).toEqual(users);
  });
});

describe("the compiled form of a source", () => {
  it("stands in dist", async () => {
    const { compiled } = await build();
    expect(["provider/a/b.ts", "cli/main.mts", "provider/x.d.ts", "cli/package.json"].map(compiled)).toEqual([
      "provider/dist/a/b.js",
      "cli/dist/main.mjs",
      "provider/x.d.ts",
      "cli/package.json",
    ]);
  });

  it("goes when its source goes, and nothing else does", async () => {
    const { removeOrphans } = await build();
    for (const file of ["a.ts", "b/c.ts", "dist/a.js", "dist/a.d.ts", "dist/b/c.js", "dist/b/old.js", "dist/gone.d.ts", "dist/kept.txt"])
      write(join(folder(), "provider", file), "");
    await removeOrphans(folder());
    const left = readdirSync(join(folder(), "provider/dist"), { recursive: true, encoding: "utf8" });
    expect(left.sort()).toEqual(["a.d.ts", "a.js", "b", join("b", "c.js"), "kept.txt"]);
  });
});

describe("the environment of the tests", () => {
  it("has the engine, and nothing of the developer's own accounts and stacks", async () => {
    const { testEnvironment } = await environment();
    const own = {
      HOME: "/h",
      PULUMI_HOME: "/p",
      YAY_PASSWORD: "s",
      PULUMI_ACCESS_TOKEN: "t",
      PULUMI_STACK: "prod",
      npm_lifecycle_event: "test",
    };
    const engine = { bin: "/e/bin", version: "3.259.0", env: { PATH: "/e/bin:/bin", PULUMI_SKIP_UPDATE_CHECK: "true" } };
    expect(testEnvironment({ ...own, PATH: "/bin", NODE_OPTIONS: "--enable-source-maps" }, engine)).toEqual({
      HOME: "/h",
      PULUMI_HOME: "/p",
      PATH: "/e/bin:/bin",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_YAY_ENGINE_BIN: "/e/bin",
      PULUMI_YAY_ENGINE_VERSION: "3.259.0",
      NODE_OPTIONS: "--enable-source-maps --experimental-vm-modules --disable-warning=ExperimentalWarning",
    });
  });
});

describe("run", () => {
  const module = () => import("../../tools/lib/run.mjs");

  it("gives what was printed, and everything of it where the command fails", async () => {
    const { run } = await module();
    expect((await run("sh", ["-c", "echo out; echo err >&2"])).stdout).toBe("out\n");
    const failing = run("sh", ["-c", "echo out; echo err >&2; exit 3"]);
    await expect(failing).rejects.toMatchObject({ name: "CommandFailed", message: "sh -c ended with 3" });
    await expect(failing).rejects.toHaveProperty("output", expect.stringMatching(/out|err/));
  });

  it("stops a command at its time limit", async () => {
    const { run } = await module();
    await expect(run("sleep", ["30"], { timeoutMs: 100 })).rejects.toThrow("sleep was stopped after 0:00");
  });

  it("tries once more after a failure of the network, and only then", async () => {
    const { run, withOneRetry } = await module();
    let tries = 0;
    const failing = (words: string) => () => {
      tries++;
      return run("sh", ["-c", `echo '${words}'; exit 1`]);
    };
    await expect(withOneRetry(() => undefined, failing("npm error code ECONNRESET"))).rejects.toThrow();
    expect(tries).toBe(2);
    await expect(withOneRetry(() => undefined, failing("npm error code EUSAGE"))).rejects.toThrow();
    expect(tries).toBe(3);
  });

  it("tells times in minutes and seconds", async () => {
    const { elapsed } = await module();
    expect([0, 59_400, 60_000, 247_000].map(elapsed)).toEqual(["0:00", "0:59", "1:00", "4:07"]);
  });
});
