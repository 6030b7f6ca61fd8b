import type { QueueGroupArgs } from "../../kinds/queueGroup";
import { kindClass } from "./kindClass";

export type { QueueGroupArgs } from "../../kinds/queueGroup";

/** Hunt groups that callers wait for in a queue. */
export class QueueGroup extends kindClass<"QueueGroup", QueueGroupArgs>("QueueGroup") {}
