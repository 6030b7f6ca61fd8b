import { type Alias, type Document, isAlias, type Node, Scalar, visit } from "yaml";

/** Stands for a part that cannot be read. As the uuid of what lives it is a reference that nothing is found wrong with. */
export const SOMETHING_THAT_LIVES = "00000000-0000-4000-8000-000000000000";

/** A place whose value cannot be known, and why. */
export interface Hole {
  readonly offset: number;
  readonly reason: string;
}

/** What the aliases of a document mean. */
export interface Aliases {
  /** The node that an alias means; of any other node itself. */
  readonly meant: (node: Node | null) => Node | null;
  /** Why the value of a node is none that anybody has written; by the nodes that stand in the document in place of aliases. */
  readonly holes: ReadonlyMap<Node, Hole>;
}

/** Follows the aliases of a document, and puts a text in the place of each that means nothing, or what it stands in: what is left has an end. */
export function resolveAliases(document: Document): Aliases {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const holes = new Map<Node, Hole>();
  const hollow = (alias: Alias, reason: string): Node => {
    const hole = new Scalar(SOMETHING_THAT_LIVES);
    holes.set(hole, { offset: alias.range?.[0] ?? 0, reason });
    return hole;
  };
  const note = (node: Node & { readonly anchor?: string | undefined }): undefined => {
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
  };
  visit(document, {
    Scalar: (_key, node) => note(node),
    Collection: (_key, node) => note(node),
    Alias: (_key, node, above) => {
      const target = anchors.get(node.source);
      if (target === undefined) return hollow(node, NOTHING_NAMED);
      if (above.includes(target)) return hollow(node, `*${node.source} stands within &${node.source}, which it means; take it out`);
      targets.set(node, target);
      return undefined;
    },
  });
  return { meant: (node) => (isAlias(node) ? (targets.get(node) ?? null) : node), holes };
}

/** It names neither: a password that begins with * or & and stands without quotation marks is taken for one. */
const NOTHING_NAMED = "is an alias (*) of an anchor (&) that no line before it has; a text that begins with * needs quotation marks";
