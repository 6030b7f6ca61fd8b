declare const kind: unique symbol;

/**
 * The uuid of an object of one kind, or of one of several, in any letter case: `Id<"HuntGroup">`. The uuid of another kind does not compile
 * there; a plain `string` does, so that uuids from configuration or elsewhere need no cast.
 */
export type Id<K extends string> = string & { readonly [kind]?: Lowercase<K> };
