import { isRecord, own } from "../../common/values";

interface Node {
  readonly shape?: Record<string, unknown>;
  readonly def?: {
    readonly type?: string;
    readonly innerType?: unknown;
    readonly element?: unknown;
    readonly valueType?: unknown;
    readonly options?: readonly unknown[];
    readonly values?: readonly unknown[];
  };
}

/** The part of a schema at a path, through optional, list and map layers; empty if the schema has nothing there. */
function nodeAt(schema: unknown, path: readonly string[]): Node {
  const node = schema as Node;
  const [key, ...rest] = path;
  if (key === undefined) return node;
  if (node.def?.innerType !== undefined) return nodeAt(node.def.innerType, path);
  if (node.shape !== undefined) return nodeAt(own(node.shape, key) ?? {}, rest);
  return nodeAt(node.def?.valueType ?? node.def?.element ?? {}, rest);
}

/** The alternatives of a node: one, or those of a union. */
function forms(node: Node): Node[] {
  if (node.def?.innerType !== undefined) return forms(node.def.innerType as Node);
  return node.def?.options === undefined ? [node] : node.def.options.flatMap((option) => forms(option as Node));
}

function takes(form: Node, type: "number" | "boolean"): boolean {
  return form.def?.type === type || (form.def?.type === "literal" && form.def.values?.some((value) => typeof value === type) === true);
}

/** The keys that a schema allows at a path. */
export function keysAt(schema: unknown, path: readonly string[]): string[] {
  return forms(nodeAt(schema, path)).flatMap(({ shape }) => Object.keys(shape ?? {}));
}

/** Whether a schema allows only plain values at a path. */
export function isScalarAt(schema: unknown, path: readonly string[]): boolean {
  return forms(nodeAt(schema, path)).every(({ def }) => ["string", "number", "boolean", "literal", "enum"].includes(def?.type ?? ""));
}

/** Whether a value at a path may be left out; true if the schema has nothing there. */
export function isOptionalAt(schema: unknown, path: readonly string[]): boolean {
  return ["optional", "unknown"].includes(nodeAt(schema, path).def?.type ?? "unknown");
}

/** A text in place of a number or a boolean. */
export interface Textual {
  readonly path: readonly string[];
  readonly wanted: "number" | "boolean";
  /** Whether the text can be read as one. */
  readonly reads: boolean;
  /** Whether a text is allowed there too, such as a uuid. */
  readonly mayBeText: boolean;
}

/** Finds such texts, at any depth, in a value that a schema refused at a path. */
export function textualIn(schema: unknown, path: readonly string[], value: unknown): Textual[] {
  return textualAmong(forms(nodeAt(schema, path)), path, value);
}

function textualAmong(all: readonly Node[], path: readonly string[], value: unknown): Textual[] {
  if (typeof value === "string") {
    const types = (["number", "boolean"] as const).filter((type) => all.some((form) => takes(form, type)));
    const mayBeText = all.some(({ def }) => def?.type === "string");
    const wanted = types.find((type) => reads[type](value)) ?? types.find((type) => !mayBeText || seems[type](value));
    return wanted === undefined ? [] : [{ path, wanted, reads: reads[wanted](value), mayBeText }];
  }
  if (!isRecord(value)) return [];
  return all.flatMap(({ shape = {} }) =>
    Object.keys(shape).flatMap((key) => textualAmong(forms(own(shape, key) as Node), [...path, key], own(value, key))),
  );
}

/** If texts are allowed too: whether a text was probably meant as a number or a boolean. */
const seems = {
  number: (text: string) => /^\s*\d/.test(text) || /^\s*(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\s*$/i.test(text),
  boolean: (text: string) => /^\s*(?:yes|no|on|off|y|n|1|0)\s*$/i.test(text),
};

const reads = {
  number: (text: string) => text.trim() !== "" && Number.isFinite(Number(text)),
  boolean: (text: string) => /^\s*(?:true|false)\s*$/i.test(text),
};
