import type { SoundArgs } from "../../kinds/sound";
import { kindClass, type StateOf } from "./kindClass";

export type { SoundArgs } from "../../kinds/sound";

/** What a program reads of a sound: what it declares, and of the file the hash. */
export interface SoundState extends StateOf<SoundArgs> {
  /** The hash of the bytes, such as `"sha256:9f86…"`. [this package] */
  content: string;
}

/**
 * What callers hear: an announcement, or music that a playlist has. Other bytes make a new sound, and then the old one is deleted. List and read are
 * documented, create and delete are seen in another client. That there is an update is a guess, which the switch `soundUpdate` of the simulator turns
 * round: if your API has none, `pulumi up --replace <its URN>` makes a new sound and deletes the old one.
 */
export class Sound extends kindClass<"Sound", SoundArgs, SoundState>("Sound") {}
