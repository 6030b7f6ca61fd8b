import type { Id } from "../common/id";

export type { Id } from "../common/id";

/** Kinds of object that a step can refer to by uuid. */
export type IdKind = "sipuser" | "huntgroup" | "sound" | "playlist" | "mailbox" | "trunk";

/** uuid of a SIP user. */
export type SipUserId = Id<"sipuser">;
/** uuid of a hunt group. */
export type HuntGroupId = Id<"huntgroup">;
/** uuid of a sound. */
export type SoundId = Id<"sound">;
/** uuid of a playlist. */
export type PlaylistId = Id<"playlist">;
/** uuid of a mailbox. */
export type MailboxId = Id<"mailbox">;
/** uuid of a trunk. */
export type TrunkId = Id<"trunk">;
