import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { hashOf } from "../../provider/lifecycle/run/contents";
import { settingsFor, Stack } from "../support/engine";

jest.setTimeout(240_000);

/** Two files that begin as an MP3 and as a WAV do, long enough to be recognised wherever they should not stand. */
const [track, other] = [Buffer.from(`ID3\x04 one track ${"la ".repeat(200)}`), Buffer.from(`RIFF\x24\0\0\0WAVE other ${"do ".repeat(200)}`, "latin1")];
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
  const sounds = () => [...simulator.state.objects.values()].filter(({ kind }) => kind === "sound");

  beforeAll(async () => {
    simulator = await startSimulator();
    stack = await Stack.create(program(ways), { env: settingsFor(simulator) });
    await writeFile(file("track.mp3"), track);
  });
  afterAll(async () => {
    await stack.must("destroy", "--yes");
    await stack.close();
    await simulator.close();
  });

  it("are uploaded from a path, bytes, a promise or an asset, and the bytes stay nowhere else", async () => {
    const preview = await stack.must("preview", "--diff");
    expect([preview.split(`content: "${hash}"`).length - 1, simulator.requests.length, await brought()]).toEqual([5, 0, []]);
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
    const [first, ...rest] = Object.values(ways).map((way) => way.replaceAll('"track.mp3"', 'join(__dirname, "elsewhere", "renamed.bin")'));
    await stack.write(program(Object.fromEntries(Object.keys(ways).map((name, index) => [name, [...rest, first][index] ?? ""]))));
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview", "--expect-no-changes"))).toEqual([]);
    await stack.must("refresh", "--yes", "--expect-no-changes");
  });

  it("are made anew with other bytes, and what names them is changed before the old one goes", async () => {
    await writeFile(file("other.wav"), other);
    await stack.write(program({ ...ways, path: '"other.wav"' }));
    const [before] = sounds().map(({ record }) => record["uuid"]);
    expect(await stack.must("preview", "--diff")).toContain(`content: "${hash}" => "${hashOf(other)}"`);
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview"))).toEqual(["POST sound", "PUT playlist", "DELETE sound"]);
    const list = [...simulator.state.objects.values()].find(({ kind }) => kind === "playlist");
    const [now] = list?.record["sounds"] as string[];
    expect(now).not.toBe(before);
    expect(simulator.portal.find(now ?? "")?.record["content"]).toBe(base64(other));
  });

  it("that cannot be sent are refused by a preview, each with its reason, and nothing is sent", async () => {
    await writeFile(file("page.mp3"), "<!DOCTYPE html>");
    await writeFile(file("empty.mp3"), "");
    await writeFile(file("large.mp3"), Buffer.concat([track, Buffer.alloc(5_000_000)]));
    const wrong: Readonly<Record<string, readonly [content: string, reason: string]>> = {
      path: ['"gone.mp3"', `content: the file "gone.mp3" does not exist: it is looked for at ${file("gone.mp3")}.`],
      bytes: ['"page.mp3"', 'content: the file "page.mp3" is neither an MP3 nor a WAV, by its first bytes;'],
      promise: ['new pulumi.asset.StringAsset("ID3 text")', "content: is a StringAsset, whose text would stand in the state"],
      asset: ['new pulumi.asset.FileAsset("large.mp3")', `content: the file "large.mp3" has 5,000,${track.length} bytes, and at most 5,000,000 are sent`],
      later: ['new pulumi.asset.RemoteAsset("https://example.com/a.mp3")', "content: is no file of this machine: download it"],
      empty: ['Promise.resolve("empty.mp3")', 'content: the file "empty.mp3" is empty'],
      folder: ['"elsewhere"', 'content: the file "elsewhere" is no file'],
      list: ["[1, 2]", "content: must be the path of a file, its bytes, or a pulumi.asset.FileAsset"],
      nothing: ["pulumi.output(undefined)", "content has no value"],
    };
    await stack.write(program(Object.fromEntries(Object.entries(wrong).map(([name, [content]]) => [name, content]))));
    const from = simulator.requests.length;
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(Object.values(wrong).filter(([, reason]) => !text.includes(reason))).toEqual([]);
    expect([simulator.requests.length - from, text.includes("ID3 text")]).toEqual([0, false]);
  });

  it("are known by their hash on a machine that does not have the file, where they are refreshed, renamed in the portal and repaired, and looked up", async () => {
    await Promise.all(["track.mp3", "other.wav"].map((name) => rm(file(name))));
    const hashes = Object.fromEntries(Object.keys(ways).map((name, index) => [name, JSON.stringify(index === 0 ? hashOf(other) : hash)]));
    const looked = (id: string) => `\nexports.found = yay.Sound.get("found", "${id}").name;`;
    const [, { record } = { record: {} as Record<string, unknown> }] = sounds();
    await stack.write(program(hashes) + looked(String(record["uuid"])));
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview"))).toEqual([]);
    expect(await stack.must("stack", "output", "found")).toContain("bytes");
    simulator.portal.edit(String(record["uuid"]), { name: "Edited" });
    const { code, text } = await stack.run("up", "--yes", "--skip-preview", "--refresh");
    expect({ isRefused: code !== 0, text }).toEqual({ isRefused: true, text });
    expect(text).toContain(`content: the bytes of ${hash} are not at hand`);
    await writeFile(file("track.mp3"), track);
    await stack.write(program({ ...hashes, bytes: '"track.mp3"' }) + looked(String(record["uuid"])));
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview", "--refresh"))).toEqual(["PUT sound"]);
    expect(simulator.portal.find(String(record["uuid"]))?.record).toMatchObject({ name: "bytes", content: base64(track) });
    expect(simulator.violations).toEqual([]);
  });

  it("that live are taken over without being sent", async () => {
    const { uuid } = simulator.portal.addObject("sound", { name: "taken", content: base64(track) });
    const hashes = Object.fromEntries(Object.keys(ways).map((name, index) => [name, JSON.stringify(index === 0 ? hashOf(other) : hash)]));
    await stack.write(`${program(hashes)}\nnew yay.Sound("taken", { name: "taken", content: "track.mp3", adopt: "${uuid}" });`);
    expect(await writes(() => stack.must("up", "--yes", "--skip-preview"))).toEqual([]);
    expect(await brought()).toEqual([]);
  });
});
