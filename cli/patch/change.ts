import ts from "typescript";
import { changeList } from "./changeList.js";
import { changeObject, changeProperty } from "./changeObject.js";
import { changeStep } from "./changeStep.js";
import { evaluate, referencedBy } from "./evaluate.js";
import { indexOf } from "./path.js";
import { shortly, whyComputed, whyNotDeployed } from "./reasons.js";
import { countUses, resolve } from "./resolve.js";
import { unwrapped } from "./resources.js";
import type { Site } from "./source.js";
import { asList, Computed, equal, holdsSecret, holdsUndeployed, isRecord, isUuid, Undeployed } from "./values.js";
import { failUndeployed, type TargetValue, type EditContext } from "./editContext.js";

/**
 * Makes the next edit that brings an expression nearer to a target, and says whether there was one. Call it again, with what the program is then,
 * until there is none.
 */
export function change(context: EditContext, { source, node: wrapped }: Site, target: TargetValue): boolean {
  const node = unwrapped(wrapped);
  const site = { source, node };
  const { path, from, to } = target;
  if (path.length === 0 && to instanceof Undeployed) return failUndeployed(context, site, to);
  if (path.length === 0 && (equal(from, to) || equal(evaluate(context.program, site), to))) return false;
  if (ts.isObjectLiteralExpression(node)) return ofObject(context, { source, node }, target);
  if (ts.isArrayLiteralExpression(node)) return ofArray(context, { source, node }, target);
  if (ts.isCallExpression(node))
    return changeStep(context, { source, node }, target) ?? context.fail(site, whyComputed(context.program, site));
  if (isName(node) && referencedBy(context.program, site) === undefined) return ofName(context, site, target);
  return path.length === 0 ? replace(context, site, to) : context.fail(site, whyComputed(context.program, site));
}

function isName(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text !== "undefined") || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function ofObject(context: EditContext, site: Site<ts.ObjectLiteralExpression>, { path, from, to }: TargetValue): boolean {
  const [key, ...rest] = path;
  if (key !== undefined) return changeProperty(context, site, String(key), { path: rest, from, to });
  return isRecord(to) ? changeObject(context, site, { from, to }) : replace(context, site, to);
}

function ofArray(context: EditContext, site: Site<ts.ArrayLiteralExpression>, { path, from, to }: TargetValue): boolean {
  const [segment, ...rest] = path;
  if (segment !== undefined) {
    // Places within lists are told from each other before, unless something computed stands around the list.
    const item = site.node.elements[indexOf(segment) ?? -1];
    const isThere = item !== undefined && !ts.isSpreadElement(item) && !(rest.length === 0 && to === undefined);
    return isThere
      ? context.change({ ...site, node: item }, { path: rest, from, to })
      : context.fail(site, "is a list in which the place cannot be told");
  }
  // The engine has lists of named objects as maps.
  const list = Array.isArray(from) && !Array.isArray(to) ? undefined : asList(to);
  return list === undefined ? replace(context, site, to) : changeList(context, { ...site, items: site.node.elements }, list);
}

/** A constant that one place reads is edited where it stands; of one that several read, this place gets its own value. */
function ofName(context: EditContext, site: Site, target: TargetValue): boolean {
  const resolved = resolve(context.program, site);
  if (resolved === undefined) return context.fail(site, whyComputed(context.program, site));
  const uses = countUses(context.program, resolved);
  if (uses <= 1) return context.change(resolved.site, target);
  const shared = `${shortly(site.node)} is read in ${uses} places`;
  if (target.path.length > 0) return context.fail(site, `${shared}, of which one alone has changed`);
  if (!replace(context, site, target.to)) return false;
  context.remark(site, `${shared}: this one has its own value now`);
  return true;
}

function replace(context: EditContext, site: Site, to: unknown): boolean {
  const { source, node } = site;
  const now = evaluate(context.program, site);
  if (now instanceof Computed) return context.fail(site, whyComputed(context.program, site));
  if (holdsSecret(to)) return context.fail(site, "is a secret, which no patch has");
  if (to === undefined) return context.fail(site, "does not live any more, and cannot be left out here");
  if (holdsUndeployed(to)) return context.fail(site, whyNotDeployed());
  const start = node.getStart(source.tree);
  // What an export says there of a uuid is not true of another one.
  const end = isUuid(now) ? source.behindComment(node.getEnd()) : node.getEnd();
  const taken = start - source.lineStart(start) + source.lineEnd(end) - end;
  const text = context.print({ source, position: start }, to, { indent: source.indentAt(start), taken });
  return context.edit([{ file: source.file, start, end, text }]);
}
