import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";
import { hashOf } from "../../provider/lifecycle/run/contents";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import { registry } from "../../provider/kinds/registry";

const track = Buffer.from("ID3 a track");
const seen = new Map<string, Record<string, unknown>>();
let folder: string;
const file = (name: string) => join(folder, name);

/** What the engine gets of a content. */
async function handedOver(content: unknown): Promise<unknown> {
  const made = new yay.Sound("it", { name: "it", content: content as string });
  await new Promise<void>((done) => void made.urn.apply(() => done()));
  return seen.get("it")?.["content"];
}

/** What the check says of a content. */
async function refusal(content: unknown): Promise<string[]> {
  const news = { seed: "urn:it", name: "it", content: await handedOver(content) };
  return checkInputs(registry.Sound, { news }).map(({ reason }) => reason);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-yay-staged-"));
  writeFileSync(file("track.mp3"), track);
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs, id }) => {
      seen.set(name, inputs as Record<string, unknown>);
      return { id: id ?? `${name}-id`, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the content of a sound", () => {
  const shared = new Uint8Array(Buffer.concat([Buffer.from("xx"), track, Buffer.from("yy")]));

  it.each<[string, () => unknown]>([
    ["a path", () => file("track.mp3")],
    ["a promise of a path", () => Promise.resolve(file("track.mp3"))],
    ["an output of a path", () => pulumi.output(file("track.mp3"))],
    ["bytes", () => readFileSync(file("track.mp3"))],
    ["a part of a buffer", () => shared.subarray(2, 2 + track.length)],
    ["a buffer of an array", () => Uint8Array.from(track).buffer],
    ["a promise of bytes", () => readFile(file("track.mp3"))],
    ["an asset", () => new pulumi.asset.FileAsset(file("track.mp3"))],
    ["a promise of an asset", () => Promise.resolve(new pulumi.asset.FileAsset(file("track.mp3")))],
    ["its hash", () => hashOf(track)],
  ])("is handed over as the hash of its bytes, given as %s", async (_what, content) => {
    expect(await handedOver(content())).toBe(hashOf(track));
  });

  it("is found from the folder of the program", async () => {
    const here = process.cwd();
    try {
      process.chdir(folder);
      expect(await handedOver("track.mp3")).toBe(hashOf(track));
    } finally {
      process.chdir(here);
    }
  });

  it("may have as many bytes as half an hour of music on hold", async () => {
    writeFileSync(file("half-hour.mp3"), track);
    truncateSync(file("half-hour.mp3"), 50_000_000);
    expect(await refusal(file("half-hour.mp3"))).toEqual([]);
  });

  it("that cannot be sent is refused by the check with its reason, and what is given is repeated nowhere", async () => {
    writeFileSync(file("page.mp3"), "<!DOCTYPE html>");
    writeFileSync(file("empty.mp3"), "");
    writeFileSync(file("large.mp3"), track);
    truncateSync(file("large.mp3"), 50_000_001);
    mkdirSync(file("folder"));
    const named = (name: string) => `content: the file ${JSON.stringify(file(name))}`;
    expect(await refusal(file("gone.mp3"))).toEqual([
      `${named("gone.mp3")} does not exist: it is looked for at ${file("gone.mp3")}. If its bytes were sent before and it is not on this machine, write their hash, which the output shows`,
    ]);
    expect(await refusal(file("folder"))).toEqual([expect.stringContaining(`${named("folder")} is no file`)]);
    expect(await refusal(file("empty.mp3"))).toEqual([`${named("empty.mp3")} is empty`]);
    expect(await refusal(file("page.mp3"))).toEqual([
      expect.stringContaining(`${named("page.mp3")} is not an audio format that this package knows`),
    ]);
    expect(await refusal(file("large.mp3"))).toEqual([
      `${named("large.mp3")} has 50,000,001 bytes, and at most 50,000,000 are sent: make it shorter, or an MP3 of a lower rate`,
    ]);
    expect(await refusal(Buffer.from("no audio"))).toEqual([
      expect.stringContaining("content: what is given is not an audio format that this package knows"),
    ]);
    expect(await refusal(new pulumi.asset.StringAsset("ID3 text"))).toEqual([
      "content: is a StringAsset, whose text would stand in the state: write the bytes themselves, Buffer.from(…), or the path of a file",
    ]);
    expect(await refusal(new pulumi.asset.RemoteAsset("https://example.com/a.mp3"))).toEqual([
      "content: is no file of this machine: download it, and write its path",
    ]);
    for (const neither of [[1, 2], { a: 1 }, 5, pulumi.output(Promise.resolve(track))])
      expect(await refusal(neither)).toEqual([
        expect.stringContaining("content: must be the path of a file, its bytes, or a pulumi.asset.FileAsset"),
      ]);
    expect(await refusal(undefined)).toEqual(["content: is required"]);
  });
});
