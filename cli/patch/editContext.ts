import type ts from "typescript";
import type { Program } from "./program.js";
import type { Edit, Site, Source } from "./source.js";
import { shortly, whyNotDeployed } from "./reasons.js";
import type { Segment } from "./types.js";
import type { Undeployed } from "./values.js";

/** What a part of the program should say instead of what it says. */
export interface TargetValue {
  /** The way from the expression to the part; empty if the expression itself is meant. */
  readonly path: readonly Segment[];
  /** What it says before the edit, as far as that shows; else what the state has. */
  readonly from: unknown;
  /** What it should say. `Undeployed` stands for what is to stay and to be named. */
  readonly to: unknown;
}

/** The same for an expression as a whole. */
export type WholeTarget = Omit<TargetValue, "path">;

/** Where a value is printed: the indentation of its line, and how much of that line other things take. */
export interface PrintSpace {
  readonly indent: string;
  readonly taken: number;
}

/** What the parts that edit share. A function that edits makes one edit and returns true; false if there is nothing to do, or no way. */
export interface EditContext {
  readonly program: Program;
  /** Makes the next edit that brings an expression nearer to a target. */
  change(site: Site, target: TargetValue): boolean;
  /** Makes edits that belong together. */
  edit(edits: readonly Edit[]): true;
  /** Notes that a part cannot be edited. */
  fail(site: Site<ts.Node>, reason: string): false;
  /** Notes something about an edit. */
  remark(site: Site<ts.Node>, reason: string): void;
  /** A value as source; references are the variables that hold them, imported if that is needed. */
  print(site: { readonly source: Source; readonly position: number }, value: unknown, space: PrintSpace): string;
  /** Whether a list in another order means what the target at hand says. */
  isTarget(list: readonly unknown[], to: readonly unknown[]): boolean;
}

/** Names an edit of the program that is not deployed. */
export function failUndeployed(context: EditContext, site: Site<ts.Node>, { now }: Undeployed): false {
  return context.fail(site, whyNotDeployed(typeof now === "object" ? undefined : shortly(site.node)));
}

/** Prints for a place at a node. */
export function printerAt(
  context: EditContext,
  { source, node }: Site<ts.Node>,
  value: unknown,
): (indent: string, taken: number) => string {
  const position = node.getStart(source.tree);
  return (indent, taken) => context.print({ source, position }, value, { indent, taken });
}
