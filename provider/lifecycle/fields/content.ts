import { ArgumentsError } from "../errors";
import type { Field } from "../kind";
import { shaped } from "./shaped";
import { contentsFolder, findBytes, isHash } from "../run/contents";
import { define, sameValue } from "../../common/values";

/**
 * Bytes, as a program writes them: the path of a file, from the folder of the program; the bytes themselves; a `pulumi.asset.FileAsset`; or the hash
 * of bytes that are there already.
 */
export type Content = string | Uint8Array | FileOnDisk;

/** A `pulumi.asset.FileAsset`. */
export interface FileOnDisk {
  readonly path: Promise<string>;
}

/** What is asked of the bytes of a content, where they are: in the program. */
export interface ContentRules {
  /** The most bytes that are sent. */
  readonly most: number;
  /** What is wrong with the bytes; undefined if nothing is. */
  readonly fault: (bytes: Uint8Array) => string | undefined;
}

/** What a kind can say of a content. */
export interface ContentOptions<Required extends boolean> extends ContentRules {
  readonly required?: Required;
}

const REFUSED = "yay/refused-content/1f0c3d5a-93c1-4f0e-8a57-6c1de0b7a2f4/";

/** What the class puts in the place of a content that cannot be sent; the check makes a finding of it. */
export function refusedContent(reason: string): string {
  return REFUSED + reason;
}

const isRefused = (value: unknown): value is string => typeof value === "string" && value.startsWith(REFUSED);

/**
 * A file. The state has the hash of its bytes alone, so another path with the same bytes is no change, and other bytes make a new object: no answer
 * shows them, and that a PUT takes them is not known. They go with every PUT all the same, because that resets what it does not have.
 */
export function content<R extends boolean = false>(wire: string, { required, most, fault }: ContentOptions<R>): Field<NoInfer<R>> {
  return {
    facts: { wire, replaceOnChanges: true, writeOnly: true },
    isRequired: (required ?? false) as R,
    shape: shaped((z) => z.string().refine((value) => isHash(value) || isRefused(value), "must be a path, bytes, or a FileAsset")),
    file: { most, fault },
    decode: () => undefined,
    encode: (body, value, { argument }) => define(body, wire, base64Of(String(value), argument)),
    normalize: (body) => void Reflect.deleteProperty(body, wire),
    same: sameValue,
    project: (_live, declared) => declared,
    whole: () => undefined,
    findings: (value, path) => (isRefused(value) ? [{ path, reason: value.slice(REFUSED.length) }] : []),
  };
}

function base64Of(hash: string, argument: string): string {
  const bytes = findBytes(hash);
  if (bytes !== undefined) return bytes.toString("base64");
  throw new ArgumentsError(`Cannot send ${argument}`, [
    {
      path: argument,
      reason: `the bytes of ${hash} are not at hand: the program brings them through ${contentsFolder()} while it runs. Write a path or bytes instead of the hash, and see that the program can write there`,
    },
  ]);
}

/** What begins an MP3: a tag, or the header of a frame of layer III; and a WAV, an Ogg, a FLAC, an AIFF, an AU and an M4A. */
function isAudio(bytes: Uint8Array): boolean {
  const at = (from: number, text: string) => Buffer.from(bytes.subarray(from, from + text.length)).toString("latin1") === text;
  const [first = 0, second = 0, third = 0] = bytes;
  const isFrame = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
  const isNamed = ["ID3", "OggS", "fLaC", ".snd"].some((name) => at(0, name)) || ["M4A ", "M4B "].some((brand) => at(4, `ftyp${brand}`));
  return isNamed || isFrame || (at(0, "RIFF") && at(8, "WAVE")) || (at(0, "FORM") && (at(8, "AIFF") || at(8, "AIFC")));
}

/**
 * The rules of a content that is audio. The documents show an MP3 by its name; that a WAV is taken, and how large a file may be, is not known.
 * The limit is far above music on hold, half an hour of an MP3 at 220 kbit/s, and keeps a film by mistake out of the memory of a run.
 */
export const audio: ContentRules = {
  most: 50_000_000,
  fault: (bytes) =>
    isAudio(bytes)
      ? undefined
      : "is no audio, by its first bytes: no MP3, WAV, Ogg, FLAC, AIFF, AU or M4A; the documents show an MP3, and which other formats are taken is not known",
};
