import type { QueueNoticeArgs } from "../../kinds/queueNotice";
import { kindClass } from "./kindClass";

export type { QueueNoticeArgs, QueueNoticeAudio } from "../../kinds/queueNotice";

/** What callers in a queue hear while they wait. No source shows its path, so that it is a guess: see `yay:paths`. */
export class QueueNotice extends kindClass<"QueueNotice", QueueNoticeArgs>("QueueNotice") {}
