/** The ways that a question looks at: the steps that follow a step. */
export type Successors = (step: string) => readonly string[];

/** Every step that can be come to from the given ones, themselves included. */
export function reachable(from: Iterable<string>, successors: Successors): Set<string> {
  const seen = new Set(from);
  for (const step of seen) for (const next of successors(step)) seen.add(next);
  return seen;
}

/** Turns the ways round. */
export function predecessors(steps: Iterable<string>, successors: Successors): Successors {
  const before = new Map<string, string[]>();
  for (const step of steps) {
    for (const next of successors(step)) {
      const list = before.get(next);
      if (list === undefined) before.set(next, [step]);
      else list.push(step);
    }
  }
  return (step) => before.get(step) ?? [];
}

/** Steps in the order in which a depth-first walk leaves them. */
function leavingOrder(steps: Iterable<string>, successors: Successors): string[] {
  const seen = new Set<string>();
  const left: string[] = [];
  for (const root of steps) {
    const stack: { step: string; rest: string[] }[] = seen.has(root) ? [] : [{ step: root, rest: [...successors(root)] }];
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

/** Groups of steps that lead to each other, and steps that lead to themselves (Kosaraju's algorithm). */
export function cycles(steps: readonly string[], successors: Successors): string[][] {
  const within = new Set(steps);
  const inside: Successors = (step) => successors(step).filter((next) => within.has(next));
  const back = predecessors(steps, inside);
  const done = new Set<string>();
  const found: string[][] = [];
  for (const step of leavingOrder(steps, inside).reverse()) {
    if (done.has(step)) continue;
    const group = [...reachable([step], (name) => back(name).filter((before) => !done.has(before)))];
    for (const member of group) done.add(member);
    if (group.length > 1 || inside(step).includes(step)) found.push(group);
  }
  return found;
}
