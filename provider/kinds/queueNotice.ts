import { defineKind } from "../lifecycle/defineKind";
import { integer, references, text, valueList } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import { shaped } from "../lifecycle/fields/shaped";
import { isUuid } from "../common/values";
import type { CustomerArgs } from "../lifecycle/arguments";

/** What is played at one go, and how long it is waited for. */
export interface QueueNoticeAudio {
  /**
   * What is played, in its order: uuids of sounds, such as `thanks.uuid`, and the word `position` for the caller's place in the queue.
   * [documented; that their order is kept and that it is required is a guess]
   */
  files: Id<"Sound">[];
  /** The waiting time that goes with it, such as 30; seconds or another unit. [documented, without its meaning] */
  waitingTime?: number;
}

/** What a program writes for a notice that callers in a queue hear. */
export interface QueueNoticeArgs extends CustomerArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
  /** How often it is played, such as 20; seconds or another unit. [documented, without its meaning] */
  frequency?: number;
  /**
   * What is played, managed as a whole and in its order. If the API shows these or their files in an order of its own, each refresh shows a change and
   * each `up` sends them again, until the program has them in that order. [documented; that the order is kept is a guess]
   */
  audios?: QueueNoticeAudio[];
}

const files = shaped((z) =>
  z.array(
    z
      .string()
      .refine((file) => isUuid(file) || file === "position", 'must be the uuid of a Sound, or "position" for the place in the queue'),
  ),
);

/**
 * What callers in a queue hear while they wait: `/voip/queue-notice`. List and read are documented without their path, the other commands are inferred.
 *
 * No source shows its path, so that it is a guess: see `yay:paths`.
 */
export const queueNotice = defineKind<QueueNoticeArgs>({
  kind: "QueueNotice",
  documentation: "partial",
  scope: "customer",
  path: "/voip/queue-notice",
  guessedPath: "collection",
  args: {
    name: text("name", { required: true }),
    frequency: integer("frequency"),
    audios: valueList("audios", {
      ordered: true,
      fields: {
        files: references("files", "Sound", { required: true, ordered: true, shape: files }),
        waitingTime: integer("waiting_time"),
      },
    }),
  },
});
