import ts from "typescript";
import type { Program } from "./program.js";
import { keyText, unwrapped } from "./resources.js";
import { meaningOf, usesOf } from "./scope.js";
import type { Site } from "./source.js";

/** A constant, and what of it is read. */
interface Read {
  readonly constant: Site<ts.VariableDeclaration>;
  readonly keys: readonly string[];
}

/** What a name, or a member of what a name stands for, is: the expression that it was given, and how it was reached. */
export interface Resolved {
  readonly site: Site;
  /** The constants on the way: each stands for the next one, and the expression is of the last. */
  readonly chain: readonly Read[];
}

/** Follows names and members of constants to the expression that they stand for; undefined if only running the program shows it. */
export function resolve(program: Program, { source, node: wrapped }: Site, depth = 16): Resolved | undefined {
  const node = unwrapped(wrapped);
  if (depth === 0) return undefined;
  if (ts.isIdentifier(node)) {
    const meaning = meaningOf(program.sources, source, node);
    if (meaning.is !== "constant" || meaning.site.node.initializer === undefined) return undefined;
    return { site: { source: meaning.site.source, node: meaning.site.node.initializer }, chain: [{ constant: meaning.site, keys: [] }] };
  }
  const key = memberKey(node);
  if (key === undefined || !isMember(node)) return undefined;
  const inModule = ts.isIdentifier(node.expression) ? ofModule(program, { source, node: node.expression }, key) : undefined;
  if (inModule !== undefined) return inModule;
  const holder = resolve(program, { source, node: node.expression }, depth - 1);
  return holder === undefined ? undefined : memberOf(program, holder, key, depth);
}

function isMember(node: ts.Expression): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** The key of an expression such as `site.phone` or `site["phone"]`. */
export function memberKey(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function ofModule(program: Program, site: Site<ts.Identifier>, key: string): Resolved | undefined {
  const constant = program.constantOfModule(site, key);
  const initializer = constant?.node.initializer;
  return constant === undefined || initializer === undefined
    ? undefined
    : { site: { source: constant.source, node: initializer }, chain: [{ constant, keys: [] }] };
}

/** The value of a key in an object that is written out; undefined if something that is computed may stand over it. */
function memberOf(program: Program, { site, chain }: Resolved, key: string, depth: number): Resolved | undefined {
  const object = unwrapped(site.node);
  const further = chain.map(({ constant, keys }) => ({ constant, keys: [...keys, key] }));
  if (ts.isIdentifier(object)) {
    const other = resolve(program, { ...site, node: object }, depth - 1);
    const member = other === undefined ? undefined : memberOf(program, other, key, depth - 1);
    return member === undefined ? undefined : { ...member, chain: [...further, ...member.chain] };
  }
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  for (const property of object.properties.toReversed()) {
    if (ts.isSpreadAssignment(property)) return undefined;
    if (keyText(property.name) !== key) continue;
    const node = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    return node === undefined ? undefined : { site: { ...site, node }, chain: further };
  }
  return undefined;
}

/** How many places read what was reached, or a part of it, or something that it is a part of, by whichever of the names on the way most do. */
export function countUses(program: Program, { chain }: Resolved): number {
  return Math.max(...chain.map((read) => usesOfPart(program, read)));
}

function usesOfPart(program: Program, { constant, keys }: Read): number {
  return usesOf(program.sources, constant).filter(({ node }) => {
    const path = memberPath(node);
    return path.every((key, index) => index >= keys.length || key === keys[index]);
  }).length;
}

/** The members that are read of a name: `phone` and `digits` of `site.phone.digits`. */
function memberPath(identifier: ts.Identifier): string[] {
  const path: string[] = [];
  let node: ts.Expression = identifier;
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) node = node.parent;
  for (;;) {
    const { parent } = node as { readonly parent: ts.Node };
    if (!ts.isExpression(parent) || !isMember(parent) || parent.expression !== node) return path;
    const key = memberKey(parent);
    if (key === undefined) return path;
    path.push(key);
    node = parent;
  }
}
