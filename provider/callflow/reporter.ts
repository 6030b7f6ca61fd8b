import { codes, type Code, type Finding } from "./codes";
import { pathOf } from "./values";

/** Adds a finding; `at` is the path below the flow. */
export type Report = (code: Code, at: readonly string[], message: string, hint?: string) => void;

/** A finding, and the step that it is about; undefined for the flow as a whole. */
export interface Found {
  step: string | undefined;
  finding: Finding;
}

/** Collects findings without duplicates. */
export class Findings {
  readonly #root: string;
  readonly #found = new Map<string, Found>();

  /** @param root the path of the flow, with which every path begins. */
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

/** Describes the type of a value, never the value itself, which may be a secret. */
export function kindOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a number that is no integer";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return value === "" ? "blank" : "text";
  return typeof value === "boolean" ? "true or false" : `a ${typeof value}`;
}
