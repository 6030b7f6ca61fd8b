import { moduleEntry } from "../callflow/modules";
import type { Picture, PictureEdge, PictureNode } from "../callflow/picture";
import type { CallStep, NumberCall, NumberEnding } from "./types";
import { clockOf, endingInWords } from "./words";

/** Endings in which a caller gets lost. */
const BAD: ReadonlySet<NumberEnding> = new Set(["lost", "endless", "nowhere"]);

const OPEN: ReadonlySet<NumberEnding> = new Set(["undocumented", "unsaid", "unknown", "missing"]);

/**
 * The way of a call as a picture, from the number to its end, with the time at each step. `drawMermaid` and `drawSvg` of `pulumi-yay/callflow` draw it. A step
 * that the call passes again is drawn once.
 */
export function callPicture(call: NumberCall): Picture {
  // That a number goes on after its diary is said by the way out of the diary.
  const steps = call.steps.filter(({ kind }, index) => kind !== "number" || index === 0);
  const keys = steps.map(({ kind, flow = "", name }) => [kind, flow, name].join("\n"));
  const ids = new Map([...new Set(keys)].map((key, index) => [key, `n${index}`]));
  const nodes = [...ids].map(([key, id]) =>
    nodeOf(
      id,
      steps.filter((_, index) => keys[index] === key),
    ),
  );
  const end = { ...endOf(call), id: `n${ids.size}` };
  const edges = new Map<string, PictureEdge>();
  steps.forEach((step, index) => {
    const [from = "", to = end.id] = [ids.get(keys[index] ?? ""), ids.get(keys[index + 1] ?? "")];
    const label = labelOf(step);
    edges.set([from, to, label].join("\n"), { from, to, label, error: to === end.id && end.errors.length > 0, mark: undefined });
  });
  return { nodes: [...nodes, end], edges: [...edges.values()] };
}

function nodeOf(id: string, steps: readonly CallStep[]): PictureNode {
  const [first] = steps;
  const rings = [...new Set(steps.flatMap((step) => step.rings.map(({ name }) => name)))];
  const times = [...new Set(steps.map(({ after }) => clockOf(after)))];
  return {
    id,
    name: first?.name ?? "",
    title: titleOf(first),
    details: [...rings, `at ${times.join(", ")}`],
    role: roleOf(first),
    errors: [],
    mark: undefined,
  };
}

function titleOf(step: CallStep | undefined): string {
  if (step === undefined) return "";
  if (step.kind !== "step") return step.kind === "number" ? "Phone number" : "Time diary";
  return [step.flow, moduleEntry(step.module)?.title ?? step.module].filter((part) => part !== undefined).join(": ");
}

function roleOf(step: CallStep | undefined): PictureNode["role"] {
  if (step?.kind === "number") return "start";
  if (step?.kind === "diary" || step?.module === "pressextension" || step?.module === "dialbyextension") return "menu";
  return moduleEntry(step?.module) === undefined ? "undocumented" : "step";
}

function endOf(call: NumberCall): Omit<PictureNode, "id"> {
  const words = endingInWords(call);
  const isBad = BAD.has(call.ending);
  return {
    name: words,
    title: call.waited > 0 ? `after ${clockOf(call.waited)}` : "The call ends",
    details: [],
    role: OPEN.has(call.ending) ? "undocumented" : "end",
    errors: isBad ? [`The call ends ${words}.`] : [],
    mark: undefined,
  };
}

/** What led on: a way out of a step, what the diary said, or nothing that needs a word. */
function labelOf({ kind, via }: CallStep): string {
  if (via === undefined || kind === "number") return "";
  const label = via.split(".").at(-1) ?? "";
  return label === "next" ? "" : label;
}
