import ts from "typescript";
import { partsOf } from "./builders.js";
import type { Program } from "./program.js";
import { memberKey, resolve } from "./resolve.js";
import { type Declaration, keyText, unwrapped } from "./resources.js";
import type { Site } from "./source.js";
import { Computed, isRecord } from "./values.js";

/** The value that an expression has without running the program; what only running it shows is `Computed`. References are uuids. */
export function evaluate(program: Program, { source, node: wrapped }: Site, depth = 32): unknown {
  const node = unwrapped(wrapped);
  if (depth === 0) return computed(node);
  const inner = (expression: ts.Expression): unknown => evaluate(program, { source, node: expression }, depth - 1);
  if (ts.isStringLiteralLike(node)) return node.text;
  const number = numberOf(node);
  if (number !== undefined) return number;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return node.kind === ts.SyntaxKind.TrueKeyword;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node) && node.text === "undefined") return undefined;
  if (ts.isArrayLiteralExpression(node)) return listOf(node.elements, inner);
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, inner);
  if (ts.isCallExpression(node)) return stepOf(program, { source, node }, inner) ?? computed(node);
  const uuid = referencedUuid(program, { source, node });
  if (uuid !== undefined) return uuid;
  const resolved = resolve(program, { source, node });
  return resolved === undefined ? computed(node) : evaluate(program, resolved.site, depth - 1);
}

function computed(node: ts.Node): Computed {
  return new Computed(node.getText());
}

function numberOf(node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  const isNegative = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken;
  return isNegative && ts.isNumericLiteral(node.operand) ? -Number(node.operand.text) : undefined;
}

function listOf(elements: readonly ts.Expression[], inner: (node: ts.Expression) => unknown): unknown[] {
  return elements.flatMap((element) => {
    if (!ts.isSpreadElement(element)) return [inner(element)];
    const value = inner(element.expression);
    return Array.isArray(value) ? (value as unknown[]) : [computed(element)];
  });
}

/** An object; what is spread into it and computed stands there under its own source, and makes what stands before it computed. */
function objectOf({ properties }: ts.ObjectLiteralExpression, inner: (node: ts.Expression) => unknown): Record<string, unknown> {
  let entries: (readonly [string, unknown])[] = [];
  for (const property of properties) {
    const key = property.name === undefined ? undefined : keyText(property.name);
    const value = ts.isSpreadAssignment(property) ? inner(property.expression) : undefined;
    if (isRecord(value)) entries.push(...Object.entries(value));
    else if (key === undefined)
      entries = [...entries.map(([name]) => [name, computed(property)] as const), [property.getText(), computed(property)]];
    else if (ts.isPropertyAssignment(property)) entries.push([key, inner(property.initializer)]);
    else entries.push([key, ts.isShorthandPropertyAssignment(property) ? inner(property.name) : computed(property)]);
  }
  return Object.fromEntries(entries);
}

function stepOf(program: Program, site: Site<ts.CallExpression>, inner: (node: ts.Expression) => unknown): unknown {
  const parts = partsOf(program, site);
  if (parts === undefined) return undefined;
  const entries: (readonly [string, unknown])[] = Object.entries(parts.fixed);
  for (const [key, part] of parts.named) entries.push([key, part.is === "rest" ? listOf(part.nodes, inner) : inner(part.node)]);
  const others = parts.others === undefined ? {} : inner(parts.others);
  return isRecord(others) ? Object.fromEntries([...entries, ...Object.entries(others)]) : undefined;
}

/** The uuid that an expression such as `sales.uuid` stands for. */
export function referencedUuid(program: Program, site: Site): string | undefined {
  const declaration = referencedBy(program, site);
  return declaration === undefined ? undefined : program.uuidOf(declaration);
}

/** The resource whose uuid an expression such as `sales.uuid` or `sales.id` is. */
export function referencedBy(program: Program, { source, node: wrapped }: Site): Declaration | undefined {
  const node = unwrapped(wrapped);
  const isUuid = ["uuid", "id"].includes(memberKey(node) ?? "");
  if (!isUuid || !(ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))) return undefined;
  const holder = resolve(program, { source, node: node.expression });
  return holder === undefined ? undefined : program.declarations.at({ ...holder.site, node: unwrapped(holder.site.node) });
}
