import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audio, content } from "../../../provider/lifecycle/fields/index";
import { refusedContent } from "../../../provider/lifecycle/fields/content";
import { bringBytes, contentsFolder, findBytes, hashOf, keepBytes } from "../../../provider/lifecycle/run/contents";
import { UNKNOWN } from "../../../provider/common/values";
import { asked, decoded, laidOver, normalized, problems, projected, recorded } from "../../support/fields";

const field = content("it", { required: true, ...audio });
const track = Buffer.from("ID3 a track");
const hash = keepBytes(track);

describe("a file on the wire", () => {
  it("is the base64 of the bytes that the hash names, over whatever an answer shows", () => {
    for (const live of [undefined, "", "SUQz", "https://content.example/1"]) {
      expect(laidOver(field, live, hash)).toBe(track.toString("base64"));
      expect(normalized(field, live)).toStrictEqual({});
    }
  });

  it("is never read from an answer, so that the program's word stays", () => {
    expect(decoded(field, "SUQz")).toBeUndefined();
    expect(field.whole?.({ it: "SUQz" }, recorded(hash))).toBeUndefined();
    const keep = asked();
    expect(projected(field, "SUQz", hash, keep)).toBe(hash);
    expect(keep.questions).toEqual([]);
  });

  it("stops what would be sent if nobody has brought the bytes, and says where they are looked for", () => {
    const unknown = hashOf(Buffer.from("never brought"));
    expect(() => laidOver(field, undefined, unknown)).toThrow(
      `Cannot send it, and nothing was sent:\n  it: the bytes of ${unknown} are not at hand: the program brings them through ${contentsFolder()} while it runs.`,
    );
  });
});

it("a file makes a new object by other bytes alone, and is never seen again", () => {
  expect(field.facts).toEqual({ wire: "it", replaceOnChanges: true, writeOnly: true });
  expect(field.same(hash, hash)).toBe(true);
  expect(field.same(hash, hashOf(Buffer.from("ID3 other")))).toBe(false);
});

it("a declared file is a hash, or what the class says is wrong with it", () => {
  expect(problems(field, hash)).toEqual([]);
  for (const wrong of ["track.mp3", "sha256:9f86", hash.toUpperCase(), ""])
    expect(problems(field, wrong)).toEqual(["must be a path, bytes, or a FileAsset"]);
  expect(problems(field, refusedContent("does not exist"))).toEqual([]);
  expect(field.findings?.(refusedContent("does not exist"), "content")).toEqual([{ path: "content", reason: "does not exist" }]);
  for (const fine of [hash, UNKNOWN, undefined]) expect(field.findings?.(fine, "content")).toEqual([]);
});

describe("the first bytes of a file", () => {
  const bytes = (...values: (number | string)[]) =>
    Buffer.concat(values.map((value) => (typeof value === "string" ? Buffer.from(value, "latin1") : Buffer.from([value]))));

  it.each([
    ["a tag", bytes("ID3", 4, 0, 0)],
    ["a frame of MPEG 1", bytes(0xff, 0xfb, 0x90, 0x64)],
    ["a frame of MPEG 2 with a checksum", bytes(0xff, 0xf2, 0x40, 0xc0)],
    ["a frame of MPEG 2.5", bytes(0xff, 0xe3, 0x18, 0xc4)],
    ["a WAV", bytes("RIFF", 0x24, 0, 0, 0, "WAVEfmt ")],
    ["an Ogg", bytes("OggS", 0)],
    ["a FLAC", bytes("fLaC")],
    ["an AU", bytes(".snd", 0, 0, 0, 24)],
    ["an AIFF", bytes("FORM", 0, 0, 0, 8, "AIFF")],
    ["an M4A", bytes(0, 0, 0, 0x20, "ftypM4A ")],
    ["an M4A of another brand", bytes(0, 0, 0, 0x20, "ftypmp42", 0, 0, 0, 0, "mp42isom", "....hdlr", 0, 0, 0, 0, 0, 0, 0, 0, "soun")],
    ["an M4A of a recorder", bytes(0, 0, 0, 0x20, "ftypisom")],
    ["AAC", bytes(0xff, 0xf1, 0x50, 0x80)],
    ["AAC of MPEG 2 with a checksum", bytes(0xff, 0xf8, 0x4c, 0x80)],
    ["AAC of MPEG 2", bytes(0xff, 0xf9, 0x50, 0x80)],
  ])("are those of audio: %s", (_what, head) => {
    expect(audio.fault(head)).toBeUndefined();
  });

  it.each([
    ["a text", bytes("hello")],
    ["a page", bytes("<!DOCTYPE html>")],
    ["a film of QuickTime", bytes(0, 0, 0, 0x14, "ftypqt  ")],
    ["a picture in such a box", bytes(0, 0, 0, 0x18, "ftypheic")],
    ["a FORM that is no AIFF", bytes("FORM", 0, 0, 0, 8, "ILBM")],
    ["a picture in RIFF", bytes("RIFF", 0x24, 0, 0, 0, "WEBPVP8 ")],
    ["the mark of UTF-16", bytes(0xff, 0xfe, 0x41, 0x00)],
    ["AAC of a frequency that is none", bytes(0xff, 0xf1, 0x74, 0x80)],
    ["layer II", bytes(0xff, 0xfd, 0x90, 0x64)],
    ["a version that is none", bytes(0xff, 0xeb, 0x90, 0x64)],
    ["a rate that is none", bytes(0xff, 0xfb, 0xf0, 0x64)],
    ["a frequency that is none", bytes(0xff, 0xfb, 0x9c, 0x64)],
    ["one byte", bytes(0xff)],
  ])("are of no format that is known: %s", (_what, head) => {
    expect(audio.fault(head)).toBe(
      "is not an audio format that this package knows (MP3, WAV, Ogg, FLAC, AIFF, AU, AAC or M4A, by its first bytes); the documents show an MP3, and which other formats are taken is not known",
    );
  });

  it("do not tell a film from sound alone: the tracks do", () => {
    const track = (handler: string) => bytes("....hdlr", 0, 0, 0, 0, 0, 0, 0, 0, handler);
    const film = Buffer.concat([bytes(0, 0, 0, 0x20, "ftypisom"), track("soun"), track("vide")]);
    expect(audio.fault(film)).toBe("is a film: an MP4 with a track of pictures; write its sound alone, such as an MP3 or an M4A");
    expect(audio.fault(new Uint8Array(film.buffer, film.byteOffset, film.length - 10))).toBeUndefined();
  });
});

describe("bytes on the way from the program to the host", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-yay-contents-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const bytes = Buffer.from("ID3 on its way");

  it("are found by their hash until every resource that has them is there", () => {
    const [first, second] = [bringBytes(bytes, folder), bringBytes(bytes, folder)];
    expect(findBytes(hashOf(bytes), folder)).toEqual(bytes);
    first();
    expect(findBytes(hashOf(bytes), folder)).toEqual(bytes);
    second();
    expect([findBytes(hashOf(bytes), folder), readdirSync(folder)]).toEqual([undefined, []]);
  });

  it("are another run's, too, which this one does not take away", () => {
    const digits = hashOf(bytes).slice("sha256:".length);
    writeFileSync(join(folder, `${digits}.1`), bytes);
    bringBytes(bytes, folder)();
    expect(readdirSync(folder)).toEqual([`${digits}.1`]);
    expect(findBytes(hashOf(bytes), folder)).toEqual(bytes);
  });

  it("are not what a kill has cut short", () => {
    const digits = hashOf(bytes).slice("sha256:".length);
    writeFileSync(join(folder, `${digits}.1`), bytes.subarray(0, 5));
    expect(findBytes(hashOf(bytes), folder)).toBeUndefined();
    writeFileSync(join(folder, `${digits}.2`), bytes);
    expect(findBytes(hashOf(bytes), folder)).toEqual(bytes);
  });

  it("are removed by the next program after a day, if a kill has left them", () => {
    const [old, young] = [join(folder, "old.1"), join(folder, "young.1")];
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    for (const file of [old, young]) writeFileSync(file, "left");
    utimesSync(old, hours(25), hours(25));
    utimesSync(young, hours(23), hours(23));
    bringBytes(bytes, folder)();
    expect(readdirSync(folder)).toEqual(["young.1"]);
  });

  it("that cannot be brought are not found, and nothing else fails", () => {
    writeFileSync(join(folder, "a-file"), "");
    const nowhere = join(folder, "a-file", "contents");
    expect(bringBytes(bytes, nowhere)).not.toThrow();
    expect(findBytes(hashOf(bytes), nowhere)).toBeUndefined();
  });
});
