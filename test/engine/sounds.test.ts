import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { hashOf } from "../../provider/lifecycle/run/contents";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

/** Two files that begin as an MP3 and as a WAV do, long enough to be recognised wherever they should not stand. */
const [track, other] = [
  Buffer.from(`ID3\x04 one track ${"la ".repeat(200)}`),
  Buffer.from(`RIFF\x24\0\0\0WAVE other ${"do ".repeat(200)}`, "latin1"),
];
const base64 = (bytes: Buffer) => bytes.toString("base64");

/** Sounds by name, each with its content as a program writes it, and a playlist of the first. */
const program = (contents: Readonly<Record<string, string>>) => `
const { readFileSync } = require("node:fs");
const { readFile } = require("node:fs/promises");
const { join } = require("node:path");
const sounds = [
${Object.entries(contents)
  .map(([name, content]) => `  new yay.Sound("${name}", { name: "${name}", content: ${content} }),`)
  .join("\n")}
];
new yay.Playlist("list", { name: "List", sounds: [sounds[0].uuid] });
exports.hash = sounds[0].content;`;

/** Every way to give the same bytes. */
const ways = {
  path: '"track.mp3"',
  bytes: 'readFileSync("track.mp3")',
  promise: 'readFile("track.mp3")',
  asset: 'new pulumi.asset.FileAsset("track.mp3")',
  later: 'pulumi.output(Promise.resolve("track.mp3"))',
};

describe("sounds on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  const file = (name: string) => join(stack.folder, "program", name);
  const hash = hashOf(track);
  /** The methods and paths of the writes of a command. */
  const writes = async (action: () => Promise<unknown>) => {
    const from = simulator.requests.length;
    await action();
    return simulator.requests
      .slice(from)
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path.split("/")[2] ?? ""}`);
  };
  const brought = async () => {
    const folder = join(stack.folder, "home", "yay", "contents");
    return existsSync(folder) ? readdir(folder) : [];
  };
  const removeFiles = () => Promise.all(["track.mp3", "other.wav"].map((name) => rm(file(name), { force: true })));
  const sounds = () => [...simulator.state.objects.values()].filter(({ kind }) => kind === "sound");

  beforeAll(async () => {
    simulator = leaves(await startSimulator(), "its end is not looked at");
    stack = await Stack.create(program(ways), { env: settingsFor(simulator) });
    await writeFile(file("track.mp3"), track);
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("are uploaded from a path, bytes, a promise or an asset, and the bytes stay nowhere else", async () => {
    const preview = await stack.must("preview", "--diff");
    const shown = preview.match(new RegExp(`content *: "${hash}"`, "g"));
    expect([shown?.length, simulator.requests.length, await brought()]).toEqual([5, 0, []]);
    const { code, text } = await stack.up();
    expect({ code, text }).toEqual({ code: 0, text });
    expect(sounds().map(({ record }) => record["content"])).toEqual(Object.keys(ways).map(() => base64(track)));
    expect(await brought()).toEqual([]);
    const state = await stack.must("stack", "export", "--show-secrets");
    expect(state).toContain(hash);
    for (const kept of [preview, text, state, await stack.stateText(), await stack.notesText()])
      expect([kept.includes("one track"), kept.includes(base64(track).slice(0, 24))]).toEqual([false, false]);
  });

  it("do not change by another path or another way with the same bytes, from another folder", async () => {
    await mkdir(file("elsewhere"));
    await writeFile(file("elsewhere/renamed.bin"), track);
    const turned = [...Object.values(ways).slice(1), ways.path].map((way) =>
      way.replaceAll('"track.mp3"', 'join(__dirname, "elsewhere", "renamed.bin")'),
    );
    await stack.write(program(Object.fromEntries(Object.keys(ways).map((name, index) => [name, turned[index] ?? ""]))));
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes"))).toEqual([]);
  });

  it("are made anew with other bytes, and what names them is changed before the old one goes", async () => {
    await writeFile(file("other.wav"), other);
    await stack.write(program({ ...ways, path: '"other.wav"' }));
    const [before] = sounds().map(({ record }) => record["uuid"]);
    let text = "";
    const up = async () => (text = await stack.must("up", "--yes", "--skip-preview", "--diff"));
    expect(await writes(up)).toEqual(["POST sound", "PUT playlist", "DELETE sound"]);
    expect(text).toMatch(new RegExp(`content *: "${hash}" => "${hashOf(other)}"`));
    const list = [...simulator.state.objects.values()].find(({ kind }) => kind === "playlist");
    const [now] = list?.record["sounds"] as string[];
    expect(now).not.toBe(before);
    expect(simulator.portal.find(now ?? "")?.record["content"]).toBe(base64(other));
  });

  itInAll("whose file is gone are refused by a preview, and nothing is sent", async () => {
    await removeFiles();
    const from = simulator.requests.length;
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(text).toContain(
      `content: the file "other.wav" does not exist: it is looked for at ${file("other.wav")}. If its bytes were sent before`,
    );
    expect(simulator.requests.length).toBe(from);
  });

  it("are known by their hash there, refreshed, repaired where the bytes are at hand, looked up, and taken over without being sent", async () => {
    await removeFiles();
    const { uuid: taken } = simulator.portal.addObject("sound", { name: "taken", content: base64(track) });
    const named = sounds().find(({ record }) => record["name"] === "bytes")?.record["uuid"];
    simulator.portal.edit(String(named), { name: "Edited" });
    const hashes = Object.fromEntries(Object.keys(ways).map((name, index) => [name, JSON.stringify(index === 0 ? hashOf(other) : hash)]));
    await stack.write(`${program({ ...hashes, bytes: 'join(__dirname, "elsewhere", "renamed.bin")' })}
new yay.Sound("taken", { name: "taken", content: "${hash}", adopt: "${taken}" });
exports.found = yay.Sound.get("found", "${taken}").name;`);
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview", "--refresh"))).toEqual(["PUT sound"]);
    expect(simulator.portal.find(String(named))?.record).toMatchObject({ name: "bytes", content: base64(track) });
    expect(await stack.must("stack", "output", "found")).toContain("taken");
    expect(await brought()).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });
});
