import type { CallPackArgs } from "../../kinds/callPack";
import { kindClass } from "./kindClass";

export type { CallPackArgs } from "../../kinds/callPack";

/** A pack of call minutes of a customer. It is bought, and no command changes or ends it. */
export class CallPack extends kindClass<"CallPack", CallPackArgs>("CallPack") {}
