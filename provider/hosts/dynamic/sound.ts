import type { SoundArgs } from "../../kinds/sound";
import { kindClass, type StateOf } from "./kindClass";

export type { SoundArgs } from "../../kinds/sound";

/** What a program reads of a sound: what it declares, and of the file the hash. */
export interface SoundState extends StateOf<SoundArgs> {
  /** The hash of the bytes, such as `"sha256:9f86…"`. */
  content: string;
}

/** What callers hear: an announcement, or music that a playlist has. Other bytes make a new sound, and then the old one is deleted. */
export class Sound extends kindClass<"Sound", SoundArgs, SoundState>("Sound") {}
