/** What the state of a resource records of answers that do not repeat what the program wrote. */
export interface Recorded {
  /** The platform's spelling of declared texts, by path. */
  readonly shownAs?: Readonly<Record<string, unknown>>;
  /** The paths of declared values that answers do not show. */
  readonly notShown?: readonly unknown[];
}

/** What a map is made of. An `AccountObject` of `pulumi-yay/objects` is one, wherever it comes from. */
export interface MapObject {
  /** The kind of the resource: `HuntGroup`. */
  readonly kind: string;
  /** The uuid; of what is not made yet, a text of its own that stands for it. */
  readonly uuid: string;
  /** The uuid of the customer; left out, the own account. */
  readonly customer?: string;
  /** The arguments by name, without secrets; references are uuids. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The name of the resource, if a program has it. */
  readonly resource?: string;
  /** Of a call flow: the uuid of each step by its name, as far as known. */
  readonly stepUuids?: Readonly<Record<string, string>>;
  /** The arguments whose value the API would choose, and that are invented here. They are neither shown nor compared. */
  readonly invented?: readonly string[];
  /** What the last run has recorded of answers: see `Recorded`. Left out, nothing. */
  readonly recorded?: Recorded;
  /** By argument, the uuids that stand in its parts that are not known yet. A preview knows them without knowing where they stand. */
  readonly links?: Readonly<Record<string, readonly string[]>>;
}

/** What a map has to know of a kind: `kindFacts` of `pulumi-yay/objects` says it. */
export interface MapFacts {
  /** Where uuids of other objects stand, and of which kinds they may be. In a path `*` stands for each entry. */
  readonly references: readonly { readonly path: string; readonly kinds: readonly string[] }[];
  /** Where secrets stand, in the same form of path. */
  readonly secrets: readonly string[];
  /** Whether each account has one from the start. Left out, it has any number. */
  readonly isOnlyOne?: boolean;
  /** The argument that tells an object from the others of its kind. Left out, what people call it. */
  readonly key?: string;
  /** Whether two values of an argument mean the same. */
  same(argument: string, a: unknown, b: unknown): boolean;
  /** What of a live value a program manages, in its spelling. Left out, all of it. */
  managed?(argument: string, beside: { readonly live: unknown; readonly declared: unknown; readonly recorded: Recorded }): unknown;
}

/** Returns what is known of a kind; undefined if nothing is. */
export type FactsOf = (kind: string) => MapFacts | undefined;

/** How a part of a map changed, if two accounts are compared. */
export type MapMark = "added" | "removed" | "changed";

/** One object in a box. */
export interface MapMember {
  readonly uuid: string;
  readonly name: string;
  /** The extension, or the number of a mailbox. */
  readonly extension?: string;
  readonly resource?: string;
}

/** A box of a map: one object, or several that are alike in what leads to them. */
export interface MapNode {
  /** An identifier that is valid in every format. */
  readonly id: string;
  /** The kind of all its objects; `OutsideNumber` for a number to which a flow forwards. */
  readonly kind: string;
  /** What is written in it: the name of the object, or how many there are. */
  readonly name: string;
  /** Further lines: hours, strategies, the first names of several. */
  readonly details: readonly string[];
  readonly members: readonly MapMember[];
  readonly mark?: MapMark;
  /** Set if it is referred to and is not among the objects. */
  readonly missing?: true;
}

/** A way between two boxes. */
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** What makes a call go this way, such as `key 2` or `closed`; empty if nothing is to be said. */
  readonly label: string;
  readonly mark?: MapMark;
  /** No call goes this way: the step that refers to the object is reached by none. */
  readonly dead?: true;
}

/** The map of one customer, or of the own account. */
export interface CustomerMap {
  /** The uuid of the customer; left out, the own account. */
  readonly uuid?: string;
  readonly name: string;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** The map of an account, by customer. */
export interface AccountMap {
  readonly customers: readonly CustomerMap[];
}
