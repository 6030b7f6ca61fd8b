import { cycles, predecessors, reachable, type Successors } from "./components";
import type { Edge, Graph, Node } from "./graph";
import { checkDeadWays } from "./deadWays";
import { SIPUSER_VOICEMAIL, WAY_KEYS } from "./modules";
import type { Report } from "./reporter";
import { suggestion } from "./suggest";
import { isAbsent, isRecord, own, stringsWithin, UNKNOWN } from "./values";

const PASSING: ReadonlySet<string> = new Set(["start", "recording", "play", "musiconhold", "calleridmatch"]);
const MENUS: ReadonlySet<string> = new Set(["pressextension", "dialbyextension"]);

const isMenu = (node: Node | undefined): boolean => node?.module !== undefined && MENUS.has(node.module);

function checkStarts(graph: Graph, report: Report): void {
  const starts = [...graph.values()].filter(({ module }) => module === "start");
  const couldBeStart = [...graph.values()].some(({ step }) => step === UNKNOWN || (isRecord(step) && own(step, "module") === UNKNOWN));
  if (starts.length === 0 && !couldBeStart)
    report("start-missing", [], "The flow has no step of module start.", 'Add start: { module: "start", next: … }.');
  if (starts.length < 2) return;
  const names = starts.map(({ name }) => `"${name}"`).join(", ");
  for (const { name } of starts.slice(1)) report("start-several", [name], `The flow has several starts: ${names}.`, "Keep one.");
}

function labelled({ label, at }: Edge): string {
  return at[0] === "next" && at.length > 1 && !["invalid", "timeout"].includes(label) ? `key ${label}` : label;
}

function checkTargets(graph: Graph, report: Report): void {
  const names = [...graph.keys()];
  for (const { edges } of graph.values()) {
    for (const edge of edges) {
      if (graph.has(edge.to)) continue;
      const hint =
        edge.to === SIPUSER_VOICEMAIL
          ? `Only noanswer of a dialbyextension step can be ${SIPUSER_VOICEMAIL}.`
          : suggestion(edge.to, names, "The flow's steps");
      report(
        "target-missing",
        [edge.from, ...edge.at],
        `Step "${edge.from}": ${labelled(edge)} goes to "${edge.to}", which does not exist.`,
        hint,
      );
    }
  }
}

function checkVerbatim(graph: Graph, report: Report): void {
  for (const { name, step, module, entry, edges } of graph.values()) {
    if (!isRecord(step) || module === undefined || entry?.terminal === true) continue;
    const found = entry === undefined ? stringsWithin(step) : stringsWithin(own(step, "extra"), ["extra"]);
    for (const { text, at } of found) {
      if (!WAY_KEYS.has(at.at(-1) ?? "") || !graph.has(text) || edges.some((edge) => edge.at.join(".") === at.join("."))) continue;
      const message =
        entry === undefined
          ? `The module "${module}" of step "${name}" is not a documented one: "${text}" is sent as it is, and no name of a step is resolved there.`
          : `Step "${name}" says "${text}" in an undocumented part, where names of steps are not resolved.`;
      report("target-verbatim", [name, ...at], message, `Key the step "${text}" by its uuid, and write that uuid here.`);
    }
  }
}

function checkFax(graph: Graph, report: Report): void {
  const others = [...graph.values()].filter(({ module, step }) => module !== "start" && module !== "fax" && step !== UNKNOWN);
  const beside = others.filter(({ step }) => !isRecord(step) || own(step, "module") !== UNKNOWN).map(({ name }) => `"${name}"`);
  if (beside.length === 0) return;
  const listed = `${beside.slice(0, 5).join(", ")}${beside.length > 5 ? " …" : ""}`;
  for (const { name, module } of graph.values()) {
    if (module !== "fax") continue;
    report(
      "fax-alone",
      [name],
      `Step "${name}" receives faxes, and the flow has other steps beside start: ${listed}.`,
      "Give faxes a flow of their own.",
    );
  }
}

function checkReach(graph: Graph, report: Report): void {
  const starts = [...graph.values()].filter(({ module }) => module === "start").map(({ name }) => name);
  const ways = (name: string): readonly Edge[] => graph.get(name)?.edges ?? [];
  const onward = (name: string) => ways(name).flatMap(({ to, dead }) => (dead ? [] : [to]));
  const led = reachable(starts, onward);
  const strays = [...led].some((name) => graph.get(name)?.strays === true);
  const anyStep = strays ? [...graph.values()].flatMap(({ name, identified }) => (identified ? [] : [name])) : [];
  const reached = reachable([...starts, ...anyStep], onward);
  if (starts.length === 0 || [...reached].some((name) => graph.get(name)?.open === true)) return;
  const others = [...graph.keys()].filter((name) => !reached.has(name));
  if (others.length === 0) return;
  const seeminglyReached = reachable(starts, (name) => ways(name).map(({ to }) => to));
  for (const name of others) {
    const message = seeminglyReached.has(name)
      ? `Step "${name}" is reached by no call: every path from start to it goes on behind a step that ends the call.`
      : `No path leads from start to step "${name}".`;
    report("step-unreachable", [name], message, "Lead to it, or remove it.");
  }
}

/** The edges by which a call goes on by itself; undefined if it may leave the loop there: it waits, rings, ends, or is not known. */
type Onward = (node: Node) => readonly Edge[] | undefined;

const passes: Onward = ({ module, edges }) => (module !== undefined && PASSING.has(module) ? edges : undefined);
const onlyBy =
  (label: string): Onward =>
  (node) =>
    isMenu(node) ? node.edges.filter(({ at }) => at[0] === "next" && at[1] === label) : passes(node);

/** Groups of steps that a call cannot leave if it always goes on by `onward`. */
function traps(graph: Graph, onward: Onward): string[][] {
  const ways = new Map<string, readonly string[]>();
  for (const node of graph.values()) {
    const edges = node.open || node.strays ? undefined : onward(node);
    if (edges !== undefined && edges.length > 0 && edges.every(({ to }) => graph.has(to)))
      ways.set(
        node.name,
        edges.map(({ to }) => to),
      );
  }
  const successors: Successors = (name) => ways.get(name) ?? [];
  const exits = [...graph.keys()].filter((name) => !ways.has(name));
  const free = reachable(exits, predecessors(graph.keys(), successors));
  return cycles(
    [...graph.keys()].filter((name) => !free.has(name)),
    successors,
  );
}

/** Whether any way leads back to a step. Takes steps away that lead on no more, one after the other; what is left then goes in circles. */
function hasLoop(graph: Graph): boolean {
  const waysOf = new Map<string, number>();
  const before = new Map<string, string[]>();
  for (const { name, edges } of graph.values()) {
    let ways = 0;
    for (const { to } of edges) {
      if (!graph.has(to)) continue;
      ways += 1;
      const list = before.get(to);
      if (list === undefined) before.set(to, [name]);
      else list.push(name);
    }
    waysOf.set(name, ways);
  }
  const ends = [...graph.keys()].filter((name) => waysOf.get(name) === 0);
  for (const end of ends) {
    for (const name of before.get(end) ?? []) {
      const left = (waysOf.get(name) ?? 0) - 1;
      waysOf.set(name, left);
      if (left === 0) ends.push(name);
    }
  }
  return ends.length < graph.size;
}

function checkLoops(graph: Graph, report: Report): void {
  if (!hasLoop(graph)) return;
  for (const loop of traps(graph, passes)) {
    const names = [...graph.keys()].filter((name) => loop.includes(name));
    const listed = [...names, names[0] ?? ""].map((name) => `"${name}"`).slice(0, 8);
    const message =
      names.length === 1 ? `Step ${listed[0] ?? ""} leads to itself for ever.` : `A call cannot leave these steps: ${listed.join(", ")}.`;
    report("loop-endless", [names[0] ?? ""], message, "Lead one of them to a menu, to somebody who answers, or to an end.");
  }
  const endless = [
    ["timeout", "menu-timeout-loop", "who presses nothing", "Lead timeout to a step that ends the call or rings somebody."],
    ["invalid", "menu-invalid-loop", "who keeps pressing wrong keys", "Lead invalid to a second menu, and its invalid to an end."],
  ] as const;
  for (const [label, code, who, hint] of endless) {
    for (const name of traps(graph, onlyBy(label)).flat()) {
      if (isMenu(graph.get(name))) report(code, [name, "next", label], `A caller ${who} returns to step "${name}" for ever.`, hint);
    }
  }
}

function checkBranches(graph: Graph, report: Report): void {
  for (const node of graph.values()) {
    const { name, step, module } = node;
    if (!isRecord(step)) continue;
    const next = own(step, "next");
    if (isMenu(node) && isRecord(next)) {
      if (isAbsent(own(next, "timeout"))) {
        report(
          "menu-without-timeout",
          [name, "next", "timeout"],
          `Step "${name}" does not say where a caller goes who presses nothing.`,
          "Add next.timeout.",
        );
      }
      if (isAbsent(own(next, "invalid"))) {
        report(
          "menu-without-invalid",
          [name, "next", "invalid"],
          `Step "${name}" does not say where a wrong key leads.`,
          "Add next.invalid.",
        );
      }
    }
    if ((module === "extension" || module === "dialbyextension") && isAbsent(own(step, "noanswer"))) {
      report(
        "ring-without-noanswer",
        [name, "noanswer"],
        `Step "${name}" does not say where a caller goes whom nobody answers.`,
        "Add noanswer.",
      );
    }
  }
}

/** Runs all rules on the flow as a whole. */
export function checkRoutes(graph: Graph, report: Report): void {
  for (const rule of [checkStarts, checkTargets, checkVerbatim, checkDeadWays, checkFax, checkReach, checkLoops, checkBranches])
    rule(graph, report);
}
