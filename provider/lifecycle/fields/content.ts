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

/** What the first bytes of a file may be, for errors. */
const FORMATS = "MP3, WAV, Ogg, FLAC, AIFF, AU, AAC or M4A";

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  Buffer.from(bytes.subarray(from, from + length)).toString("latin1");

/** What begins a file with a name of its own: an MP3 with a tag, an Ogg, a FLAC, an AU, a WAV and an AIFF. */
function isNamedAudio(bytes: Uint8Array): boolean {
  const [four, form] = [textAt(bytes, 0, 4), textAt(bytes, 8, 4)];
  if (four.startsWith("ID3") || ["OggS", "fLaC", ".snd"].includes(four)) return true;
  return (four === "RIFF" && form === "WAVE") || (four === "FORM" && ["AIFF", "AIFC"].includes(form));
}

/** The header of a frame of layer III, as in an MP3 without a tag, or of AAC in ADTS, with or without a checksum. */
function isFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  if (first !== 0xff) return false;
  if ((second & 0xf6) === 0xf0) return ((third >> 2) & 0x0f) <= 12;
  return (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
}

/** The brands of MP4 that say sound; a track of pictures beside it has those of its chapters. */
const SOUND_BRANDS = ["M4A ", "M4B "];

/** The brands that music players and phones write into files of sound alone, and that films have, too. */
const MP4_BRANDS = ["mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6", "3gp4", "3gp5", "3gp6", "dash"];

function isMp4(bytes: Uint8Array, brands: readonly string[]): boolean {
  return textAt(bytes, 4, 4) === "ftyp" && brands.includes(textAt(bytes, 8, 4));
}

/** Whether a track of an MP4 has pictures, which its handler says. */
function hasPictures(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf("hdlr"); at >= 0; at = file.indexOf("hdlr", at + 1)) if (textAt(bytes, at + 12, 4) === "vide") return true;
  return false;
}

function faultOfAudio(bytes: Uint8Array): string | undefined {
  if (isMp4(bytes, MP4_BRANDS) && hasPictures(bytes))
    return "is a film: an MP4 with a track of pictures; write its sound alone, such as an MP3 or an M4A";
  if (isNamedAudio(bytes) || isFrame(bytes) || isMp4(bytes, [...SOUND_BRANDS, ...MP4_BRANDS])) return undefined;
  return `is not an audio format that this package knows (${FORMATS}, by its first bytes); the documents show an MP3, and which other formats are taken is not known`;
}

/**
 * The rules of a content that is audio. The documents show an MP3 by its name; that another format is taken, and how large a file may be, is not
 * known. The limit is far above music on hold, half an hour of an MP3 at 220 kbit/s, and keeps a film by mistake out of the memory of a run.
 */
export const audio: ContentRules = { most: 50_000_000, fault: faultOfAudio };
