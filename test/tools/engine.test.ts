import { readdirSync } from "node:fs";
import { join } from "node:path";
import { program, standIn, temporaryFolder } from "./support";

const folder = temporaryFolder();

describe("finding an engine", () => {
  const find = () => import("../../tools/engine/find.mjs");

  it("takes a new enough one on PATH with its two helpers", async () => {
    const { engineOnPath } = await find();
    const bin = join(folder(), "bin");
    standIn(bin, "3.230.0");
    expect(await engineOnPath({ PATH: bin })).toEqual({ found: { bin, version: "3.230.0" } });
  });

  it("says why it does not take one", async () => {
    const { engineOnPath } = await find();
    const [old, lonely] = [join(folder(), "old"), join(folder(), "lonely")];
    standIn(old, "3.100.0");
    program(join(lonely, "pulumi"), "echo v3.259.0");
    expect((await engineOnPath({ PATH: old })).refused).toContain("is version 3.100.0");
    expect((await engineOnPath({ PATH: lonely })).refused).toContain("has no pulumi-language-nodejs");
    expect((await engineOnPath({ PATH: folder() })).refused).toBe("there is none");
  });

  it("passes by the pulumi of an npm package, which would download another engine", async () => {
    const { engineOnPath } = await find();
    standIn(join(folder(), "node_modules", ".bin"), "3.259.0");
    expect((await engineOnPath({ PATH: join(folder(), "node_modules", ".bin") })).found).toBeUndefined();
  });

  it("finds one that was installed before, and passes by incomplete and broken ones", async () => {
    const { engineInstalled } = await find();
    const bin = (version: string): string => join(folder(), "versions", version, "bin");
    expect(await engineInstalled(folder(), {})).toBeUndefined();
    program(join(bin("3.259.0"), "pulumi"), "echo v3.259.0");
    standIn(bin("3.400.0"), "3.400.0");
    program(join(bin("3.400.0"), "pulumi"), "exit 1");
    standIn(bin("3.240.0"), "3.240.0");
    expect(await engineInstalled(folder(), {})).toEqual({ bin: bin("3.240.0"), version: "3.240.0" });
  });
});

describe("engine", () => {
  const module = () => import("../../tools/engine/engine.mjs");

  it("puts the engine's folder first on PATH", async () => {
    const { engine } = await module();
    const bin = join(folder(), "versions", "3.259.0", "bin");
    standIn(bin, "3.259.0");
    const found = await engine({ environment: { PULUMI_HOME: folder(), PATH: "/nowhere:/elsewhere" } });
    expect(found.env["PATH"]).toBe(`${bin}:/nowhere:/elsewhere`);
    expect(found.version).toBe("3.259.0");
  });

  it("leaves the order of PATH alone for one that is there already, but for npm's own folders", async () => {
    const { engine } = await module();
    const [bin, npm] = [join(folder(), "bin"), join(folder(), "node_modules", ".bin")];
    standIn(bin, "3.259.0");
    const found = await engine({ environment: { PULUMI_HOME: folder(), PATH: `${npm}:/nowhere:${bin}` } });
    expect(found.env["PATH"]).toBe(`/nowhere:${bin}:${npm}`);
  });

  it("tries the ways in order, keeps what the first one that works gives, and does not ask twice", async () => {
    const { engine } = await module();
    const told: string[] = [];
    const ways = {
      download: () => Promise.reject(new Error("no network")),
      build: (staging: string) => {
        standIn(join(staging, "bin"), "3.259.0");
        return Promise.resolve(staging);
      },
    };
    const environment = { PULUMI_HOME: folder(), PATH: "" };
    const log = (line: string): number => told.push(line);
    const both = await Promise.all([engine({ environment, ways, log }), engine({ environment, ways, log })]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0].bin).toBe(join(folder(), "versions", "3.259.0", "bin"));
    expect(told.filter((line) => line.startsWith("The engine is kept"))).toHaveLength(1);
    expect(readdirSync(join(folder(), "versions"))).toEqual(["3.259.0"]);
  });

  it("names every way to get one where none works", async () => {
    const { engine } = await module();
    const { build } = await import("../../tools/engine/build.mjs");
    const ways = { download: () => Promise.reject(new Error("no network")), build };
    const none = engine({ environment: { PULUMI_HOME: folder(), PATH: folder() }, ways, log: () => undefined });
    await expect(none).rejects.toThrow(
      /on PATH: there is none[^]*download: no network[^]*build: Go is not installed[^]*Any one of these helps/,
    );
  });
});
