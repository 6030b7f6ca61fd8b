import ts from "typescript";
import { evaluate } from "./evaluate.js";
import { including, listIn, without } from "./lists.js";
import { indexOf } from "./path.js";
import { printKey } from "./print.js";
import { broughtBack, shortly, whyComputed, whyNotDeployed } from "./reasons.js";
import { countUses, resolve, type Resolved } from "./resolve.js";
import { keyText, unwrapped } from "./resources.js";
import type { Site } from "./source.js";
import { styleOf } from "./style.js";
import type { Segment } from "./types.js";
import { Computed, equal, holdsUndeployed, isBlank, isRecord, own, Undeployed } from "./values.js";
import { failUndeployed, printerAt, type WholeTarget, type TargetValue, type EditContext } from "./editContext.js";

type ObjectSite = Site<ts.ObjectLiteralExpression>;

/** Brings an object that is written out nearer to what it should be. */
export function changeObject(
  context: EditContext,
  site: ObjectSite,
  { from, to }: { readonly from: unknown; readonly to: Readonly<Record<string, unknown>> },
): boolean {
  const was = isRecord(from) ? from : {};
  const now = asRecord(evaluate(context.program, site));
  return Object.keys({ ...was, ...to }).some((key) => {
    const target = { path: [], from: own(was, key), to: own(to, key) };
    if (!changeProperty(context, site, key, target)) return false;
    if (own(now, key) === undefined && !isBlank(target.from)) context.remark(site, broughtBack(key));
    return true;
  });
}

/** Where the value of a key comes from. */
type Origin =
  | { readonly is: "own"; readonly node: ts.PropertyAssignment }
  | { readonly is: "shorthand"; readonly node: ts.ShorthandPropertyAssignment }
  | { readonly is: "spread"; readonly node: ts.SpreadAssignment; readonly object: ObjectSite; readonly resolved: Resolved | undefined }
  | { readonly is: "computed"; readonly node: ts.ObjectLiteralElementLike }
  | { readonly is: "absent" };

/** Brings the value of a key nearer to what lives: in its place, or by a key that is added or taken out. */
export function changeProperty(context: EditContext, site: ObjectSite, key: string, target: TargetValue): boolean {
  if (target.path.length === 0 && equal(target.from, target.to)) return false;
  const origin = originOf(context, site, key);
  const leaves = target.path.length === 0 && target.to === undefined;
  switch (origin.is) {
    case "own": {
      const value = { ...site, node: origin.node.initializer };
      return leaves ? leaveOut(context, site, { node: origin.node, value }) : context.change(value, target);
    }
    case "shorthand":
      return leaves
        ? leaveOut(context, site, { node: origin.node, value: { ...site, node: origin.node.name } })
        : ofShorthand(context, site, origin.node, target);
    case "spread":
      return ofSpread(context, site, origin, { key, target });
    case "computed":
      return ofComputed(context, site, origin.node, key);
    case "absent":
      return leaves ? false : add(context, site, key, target);
  }
}

function originOf(context: EditContext, { source, node }: ObjectSite, key: string): Origin {
  let unknown: ts.ObjectLiteralElementLike | undefined;
  for (const property of node.properties.toReversed()) {
    if (ts.isSpreadAssignment(property)) {
      const found = spreadOf(context, { source, node: property }, key);
      if (found === "computed") unknown ??= property;
      else if (found !== undefined) return unknown === undefined ? found : { is: "computed", node: unknown };
      continue;
    }
    const name = keyText(property.name);
    if (name === undefined) unknown ??= property;
    if (name !== key) continue;
    if (unknown !== undefined) return { is: "computed", node: unknown };
    if (ts.isPropertyAssignment(property)) return { is: "own", node: property };
    return ts.isShorthandPropertyAssignment(property) ? { is: "shorthand", node: property } : { is: "computed", node: property };
  }
  return unknown === undefined ? { is: "absent" } : { is: "computed", node: unknown };
}

/** A spread object, if it is written out and has the key. */
function spreadOf(context: EditContext, { source, node }: Site<ts.SpreadAssignment>, key: string): Origin | "computed" | undefined {
  const site = { source, node: unwrapped(node.expression) };
  const resolved = resolve(context.program, site);
  const written = resolved?.site ?? site;
  const object = unwrapped(written.node);
  if (!ts.isObjectLiteralExpression(object)) return "computed";
  const origin = originOf(context, { ...written, node: object }, key);
  if (origin.is === "absent") return undefined;
  return origin.is === "computed" ? "computed" : { is: "spread", node, object: { ...written, node: object }, resolved };
}

interface Of {
  readonly key: string;
  readonly target: TargetValue;
}

function ofSpread(
  context: EditContext,
  site: ObjectSite,
  { node, object, resolved }: Extract<Origin, { is: "spread" }>,
  { key, target }: Of,
): boolean {
  const uses = resolved === undefined ? 1 : countUses(context.program, resolved);
  if (uses <= 1) return changeProperty(context, object, key, target);
  const { to } = target;
  if (target.path.length === 0 && equal(own(asRecord(evaluate(context.program, object)), key), to)) return false;
  if (holdsUndeployed(to)) return context.fail({ ...site, node }, whyNotDeployed(sharedText(to)));
  const shared = `${key} comes from ${shortly(node)}, which stands in ${uses} places`;
  if (target.path.length > 0 || to === undefined) return context.fail({ ...site, node }, `${shared}, of which one alone has changed`);
  if (!add(context, site, key, target)) return false;
  context.remark({ ...site, node }, `${shared}: this one has its own now`);
  return true;
}

/** What a place says that shares it with others; undefined of one with parts of its own. */
function sharedText(to: unknown): string | undefined {
  return to instanceof Undeployed && typeof to.now !== "object" ? JSON.stringify(to.now) : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Something computed may have the key. What differs is written behind it. */
function ofComputed(context: EditContext, site: ObjectSite, node: ts.ObjectLiteralElementLike, key: string): boolean {
  const value = ts.isSpreadAssignment(node) ? { ...site, node: node.expression } : undefined;
  return context.fail(
    { ...site, node },
    value === undefined ? `${key} is computed` : `${key} may come from ${shortly(node)}, which ${whyComputed(context.program, value)}`,
  );
}

function ofShorthand(context: EditContext, site: ObjectSite, node: ts.ShorthandPropertyAssignment, target: TargetValue): boolean {
  const value = { ...site, node: node.name };
  if (target.path.length === 0 && equal(evaluate(context.program, value), target.to)) return false;
  if (target.path.length === 0 && target.to instanceof Undeployed) return failUndeployed(context, value, target.to);
  const resolved = resolve(context.program, value);
  if (resolved === undefined) return context.fail(value, whyComputed(context.program, value));
  const uses = countUses(context.program, resolved);
  if (uses <= 1) return context.change(resolved.site, target);
  const shared = `${node.name.text} is read in ${uses} places`;
  if (target.path.length > 0) return context.fail(value, `${shared}, of which one alone has changed`);
  if (holdsUndeployed(target.to)) return context.fail(value, whyNotDeployed());
  const { source } = site;
  const end = node.getEnd();
  const text = printerAt(context, value, target.to)(source.indentAt(end), source.lineEnd(end) - source.lineStart(end));
  context.edit([{ file: source.file, start: end, end, text: `: ${text}` }]);
  context.remark(value, `${shared}: this one has its own value now`);
  return true;
}

interface Leaving {
  readonly node: ts.ObjectLiteralElementLike;
  readonly value: Site;
}

function leaveOut(context: EditContext, site: ObjectSite, { node, value }: Leaving): boolean {
  const now = evaluate(context.program, value);
  if (equal(now, undefined)) return false;
  if (now instanceof Computed) return context.fail(value, whyComputed(context.program, value));
  return context.edit(without(listIn(site.source, site.node), site.node.properties.indexOf(node)));
}

function add(context: EditContext, site: ObjectSite, key: string, { path, to }: Pick<TargetValue, "path" | "to">): boolean {
  const value = nested(path, to);
  if (value === undefined) return context.fail(site, `has no ${key} to change`);
  const list = listIn(site.source, site.node);
  const name = `${printKey(key, styleOf(site.source))}: `;
  const print = printerAt(context, { ...site, node: site.node.properties.at(-1) ?? site.node }, value);
  return context.edit(including(list, list.items.length, (indent, taken) => name + print(indent, taken + name.length)));
}

/** A value under a path of keys, as an object. */
function nested(path: readonly Segment[], to: WholeTarget["to"]): unknown {
  if (path.some((segment) => indexOf(segment) !== undefined && typeof segment === "number")) return undefined;
  return path.reduceRight<unknown>((inner, key) => (inner === undefined ? undefined : { [key]: inner }), to);
}
