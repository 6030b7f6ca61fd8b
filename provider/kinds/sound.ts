import { defineKind } from "../lifecycle/defineKind";
import { audio, content, forceDestroy, integer, text } from "../lifecycle/fields/index";
import type { Content } from "../lifecycle/fields/content";
import type { ReferredArgs } from "../lifecycle/arguments";

/** What a program writes for a sound. */
export interface SoundArgs extends ReferredArgs {
  /** The name, such as `"Track 1"`. [documented; that it is required is a guess] */
  name: string;
  /**
   * The file, audio such as an MP3 or a WAV of at most 50,000,000 bytes: its path from the folder of the program, its bytes, or a `pulumi.asset.FileAsset`. The state
   * has the hash of the bytes alone, so another path with the same bytes is no change. A hash such as `"sha256:9f86…"`, which the output of
   * the same name shows, stands for bytes that were sent before, where the file is not at hand.
   * [inferred from another client, which sends base64; that another format than an MP3 is taken is a guess, and the limit is this package's, because the documents name none]
   */
  content: Content;
  /** The name of the file, such as `"hold_track_1.mp3"`. [documented] */
  fileName?: string;
  /** A label of your own, such as `"Hold Music"`. [documented] */
  tag?: string;
  /** 1 in every example; what the numbers mean is not documented. [documented, without its meaning] */
  audioType?: number;
}

/**
 * What callers hear: `/voip/sound`. List and read are documented, create and delete are seen in another client; that there is an update, which takes
 * `content` again, is a guess. `shared`, which an answer shows and another client does not send, goes back as it came, because a PUT resets what is
 * left out: that the API alone sets it is a guess. The command for a temporary URL of the audio has no known path, so the audio of a living sound is
 * never compared, and one that is taken over keeps it until it is changed.
 */
export const sound = defineKind<SoundArgs>({
  kind: "Sound",
  documentation: "partial",
  scope: "customer",
  path: "/voip/sound",
  args: {
    name: text("name", { required: true }),
    content: content("content", { required: true, ...audio }),
    fileName: text("file_name"),
    tag: text("tag"),
    audioType: integer("audio_type"),
    forceDestroy: forceDestroy(),
  },
  mayBeReadOnly: ["shared"],
  explain: {
    update: ({ status }) =>
      status === 404 || status === 405
        ? "That a sound can be changed is a guess. If the API does not do it, pulumi up --replace <its URN> makes a new one and deletes the old one."
        : undefined,
  },
});
