declare const kind: unique symbol;

/** Kinds of object that a step can refer to by uuid. */
export type IdKind = "sipuser" | "huntgroup" | "sound" | "playlist" | "mailbox" | "trunk";

/**
 * The uuid of an object of one kind. An id of another kind does not compile here; a plain `string` does, so that ids from configuration or
 * elsewhere need no cast.
 */
export type Id<K extends string> = string & { readonly [kind]?: K };

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
