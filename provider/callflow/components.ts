/** Returns the steps that follow a step. */
export type Successors<T = string> = (step: T) => readonly T[];

/** Every step that can be reached from the given ones, including themselves. */
export function reachable<T>(from: Iterable<T>, successors: Successors<T>): Set<T> {
  const seen = new Set(from);
  for (const step of seen) for (const next of successors(step)) seen.add(next);
  return seen;
}

/** Reverses the edges: returns the steps before a step. */
export function predecessors<T>(steps: Iterable<T>, successors: Successors<T>): Successors<T> {
  const before = new Map<T, T[]>();
  for (const step of steps) {
    for (const next of successors(step)) {
      const list = before.get(next);
      if (list === undefined) before.set(next, [step]);
      else list.push(step);
    }
  }
  return (step) => before.get(step) ?? [];
}

/** Steps in the post-order of a depth-first walk. */
function leavingOrder<T>(steps: Iterable<T>, successors: Successors<T>): T[] {
  const seen = new Set<T>();
  const left: T[] = [];
  for (const root of steps) {
    const stack: { step: T; rest: T[] }[] = seen.has(root) ? [] : [{ step: root, rest: [...successors(root)] }];
    seen.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) left.push(stack.pop()?.step ?? top.step);
      else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ step: next, rest: [...successors(next)] });
      }
    }
  }
  return left;
}

/** The cycles of a graph: its strongly connected components, and single steps that lead to themselves (Kosaraju's algorithm). */
export function cycles<T>(steps: readonly T[], successors: Successors<T>): T[][] {
  const within = new Set(steps);
  const inside: Successors<T> = (step) => successors(step).filter((next) => within.has(next));
  const back = predecessors(steps, inside);
  const done = new Set<T>();
  const found: T[][] = [];
  for (const step of leavingOrder(steps, inside).reverse()) {
    if (done.has(step)) continue;
    const group = [...reachable([step], (name) => back(name).filter((before) => !done.has(before)))];
    for (const member of group) done.add(member);
    if (group.length > 1 || inside(step).includes(step)) found.push(group);
  }
  return found;
}
