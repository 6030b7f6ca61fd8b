import { codes, type Code, type Finding } from "./codes";
import { pathOf } from "./values";

/** Says what is wrong, and where, below the flow. */
export type Report = (code: Code, at: readonly string[], message: string, hint?: string) => void;

/** A finding, and the step that it is about; undefined for the flow as a whole. */
export interface Found {
  step: string | undefined;
  finding: Finding;
}

/** Gathers findings, each once. */
export class Findings {
  readonly #root: string;
  readonly #found = new Map<string, Found>();

  /** @param root where the flow stands, the first part of every path. */
  constructor(root: string) {
    this.#root = root;
  }

  readonly report: Report = (code, at, message, hint = "") => {
    const path = pathOf(at, this.#root);
    const finding: Finding = { code, severity: codes[code].severity, path, message, hint };
    this.#found.set(`${code} ${path} ${message}`, { step: at[0], finding });
  };

  /** Findings on the whole flow first, then step by step; in each, in the order of the rules. */
  inOrderOf(steps: Iterable<string>): Found[] {
    const places = new Map<string | undefined, number>([...steps].map((step, index) => [step, index]));
    const place = (step: string | undefined): number => places.get(step) ?? -1;
    return [...this.#found.values()].sort((a, b) => place(a.step) - place(b.step));
  }
}

/** What a value is, in a word; the value itself may be a secret. */
export function kindOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a number that is no integer";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return value === "" ? "blank" : "text";
  return typeof value === "boolean" ? "true or false" : `a ${typeof value}`;
}
