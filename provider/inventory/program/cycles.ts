/** The groups of nodes that lead to each other, and single nodes that lead to themselves (Tarjan's strongly connected components). */
export function cyclesAmong<T>(nodes: readonly T[], leadsTo: (node: T) => readonly T[]): ReadonlySet<T>[] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const stack: T[] = [];
  const open = new Set<T>();
  const cycles: ReadonlySet<T>[] = [];
  const visit = (node: T): void => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    open.add(node);
    for (const next of leadsTo(node)) {
      if (!index.has(next)) visit(next);
      if (open.has(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = new Set(stack.splice(stack.indexOf(node)));
    for (const each of group) open.delete(each);
    if (group.size > 1 || leadsTo(node).includes(node)) cycles.push(group);
  };
  for (const node of nodes) if (!index.has(node)) visit(node);
  return cycles;
}

/** Nodes in an order in which each comes after what it leads to, and the ways that this is not possible for. */
export interface Order<T> {
  readonly nodes: readonly T[];
  readonly cut: ReadonlyMap<T, ReadonlySet<T>>;
}

/** Orders nodes so that each comes after what it leads to; otherwise as they are given. */
export function ordered<T>(nodes: readonly T[], leadsTo: (node: T) => readonly T[]): Order<T> {
  const done = new Set<T>();
  const begun = new Set<T>();
  const cut = new Map<T, Set<T>>();
  const visit = (node: T): void => {
    begun.add(node);
    for (const next of leadsTo(node)) {
      if (!begun.has(next)) visit(next);
      else if (!done.has(next)) cut.set(node, (cut.get(node) ?? new Set<T>()).add(next));
    }
    done.add(node);
  };
  for (const node of nodes) if (!begun.has(node)) visit(node);
  return { nodes: [...done], cut };
}
