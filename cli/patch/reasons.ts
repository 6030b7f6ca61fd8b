import ts from "typescript";
import type { Program } from "./program.js";
import { unwrapped } from "./resources.js";
import { meaningOf } from "./scope.js";
import type { Site } from "./source.js";

/** Says why an expression cannot be edited, in words that name what it is. */
export function whyComputed(program: Program, { source, node: wrapped }: Site): string {
  const node = unwrapped(wrapped);
  if (ts.isTemplateExpression(node)) return "is a template with parts that are computed";
  if (ts.isTaggedTemplateExpression(node)) return `is computed by ${shortly(node.tag)}`;
  if (ts.isCallExpression(node)) return whyCalled(node);
  if (ts.isConditionalExpression(node)) return "depends on a condition";
  if (ts.isSpreadElement(node)) return "is spread from something that is computed";
  if (ts.isNewExpression(node)) return `is made by new ${shortly(node.expression)}`;
  if (!ts.isIdentifier(node)) return `is computed: ${shortly(node)}`;
  const meaning = meaningOf(program.sources, source, node);
  if (meaning.is === "other" && meaning.node !== undefined && isParameter(meaning.node))
    return `is the parameter ${node.text} of a function`;
  if (meaning.is === "other" && meaning.node !== undefined && isOfLoop(meaning.node)) return `is ${node.text} of a loop`;
  return meaning.is === "package" ? `is ${node.text} from ${meaning.module}` : `is computed: ${node.text}`;
}

/**
 * Says of a part that it is an edit that is not deployed.
 * @param text what it says; left out of a part with parts of its own, of which one may be a secret
 */
export function whyNotDeployed(text?: string, edit = "the program's change"): string {
  const said = text === undefined ? "says something within that is" : `says ${text}, which is`;
  return `${said} neither what the stack has nor what lives: run pulumi up first, or take ${edit} back`;
}

/** Says the same of a list without an item that the stack has, and that was changed where it lives. */
export const TAKEN_OUT =
  "has no longer an item that the stack has, and of which something else lives: run pulumi up first, or put the item back into the program";

/** Says of a key that a patch brings back that the program may have taken it out on purpose. */
export function broughtBack(key: string): string {
  return `${key} is in the stack and was not in the program: it is written as it lives`;
}

function whyCalled({ expression }: ts.CallExpression): string {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
  const isConfiguration = /^(?:get|require)(?:Secret)?(?:Number|Boolean|Object)?$/.test(name);
  if (isConfiguration) return `comes from the configuration by ${shortly(expression)}`;
  return `is computed by ${shortly(expression)}`;
}

function isParameter(node: ts.Node): boolean {
  return ts.isParameter(node) || (ts.isBindingElement(node) && ts.isParameter(node.parent.parent));
}

function isOfLoop(node: ts.Node): boolean {
  for (let inner = node; !ts.isStatement(inner); inner = inner.parent) {
    if (ts.isForOfStatement(inner.parent) || ts.isForInStatement(inner.parent) || ts.isForStatement(inner.parent)) return true;
  }
  return false;
}

const LONGEST = 60;

/** The source of an expression in one line. */
export function shortly(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
