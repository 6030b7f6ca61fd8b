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
import { failUndeployed, type Wish, type Work } from "./work.js";

/**
 * Makes the next edit that brings an expression nearer to a wish, and says whether there was one. Call it again, with what the program is then,
 * until there is none.
 */
export function change(work: Work, { source, node: wrapped }: Site, wish: Wish): boolean {
  const node = unwrapped(wrapped);
  const site = { source, node };
  const { path, from, to } = wish;
  if (path.length === 0 && to instanceof Undeployed) return failUndeployed(work, site, to);
  if (path.length === 0 && (equal(from, to) || equal(evaluate(work.program, site), to))) return false;
  if (ts.isObjectLiteralExpression(node)) return ofObject(work, { source, node }, wish);
  if (ts.isArrayLiteralExpression(node)) return ofArray(work, { source, node }, wish);
  if (ts.isCallExpression(node)) return changeStep(work, { source, node }, wish) ?? work.fail(site, whyComputed(work.program, site));
  if (isName(node) && referencedBy(work.program, site) === undefined) return ofName(work, site, wish);
  return path.length === 0 ? replace(work, site, to) : work.fail(site, whyComputed(work.program, site));
}

function isName(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text !== "undefined") || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function ofObject(work: Work, site: Site<ts.ObjectLiteralExpression>, { path, from, to }: Wish): boolean {
  const [key, ...rest] = path;
  if (key !== undefined) return changeProperty(work, site, String(key), { path: rest, from, to });
  return isRecord(to) ? changeObject(work, site, { from, to }) : replace(work, site, to);
}

function ofArray(work: Work, site: Site<ts.ArrayLiteralExpression>, { path, from, to }: Wish): boolean {
  const [segment, ...rest] = path;
  if (segment !== undefined) {
    // Places within lists are told from each other before, unless something computed stands around the list.
    const item = site.node.elements[indexOf(segment) ?? -1];
    const isThere = item !== undefined && !ts.isSpreadElement(item) && !(rest.length === 0 && to === undefined);
    return isThere
      ? work.change({ ...site, node: item }, { path: rest, from, to })
      : work.fail(site, "is a list in which the place cannot be told");
  }
  // The engine has lists of named objects as maps.
  const list = Array.isArray(from) && !Array.isArray(to) ? undefined : asList(to);
  return list === undefined ? replace(work, site, to) : changeList(work, { ...site, items: site.node.elements }, list);
}

/** A constant that one place reads is edited where it stands; of one that several read, this place gets its own value. */
function ofName(work: Work, site: Site, wish: Wish): boolean {
  const resolved = resolve(work.program, site);
  if (resolved === undefined) return work.fail(site, whyComputed(work.program, site));
  const uses = countUses(work.program, resolved);
  if (uses <= 1) return work.change(resolved.site, wish);
  const shared = `${shortly(site.node)} is read in ${uses} places`;
  if (wish.path.length > 0) return work.fail(site, `${shared}, of which one alone has changed`);
  if (!replace(work, site, wish.to)) return false;
  work.remark(site, `${shared}: this one has its own value now`);
  return true;
}

function replace(work: Work, site: Site, to: unknown): boolean {
  const { source, node } = site;
  const now = evaluate(work.program, site);
  if (now instanceof Computed) return work.fail(site, whyComputed(work.program, site));
  if (holdsSecret(to)) return work.fail(site, "is a secret, which no patch has");
  if (to === undefined) return work.fail(site, "does not live any more, and cannot be left out here");
  if (holdsUndeployed(to)) return work.fail(site, whyNotDeployed());
  const start = node.getStart(source.tree);
  // What an export says there of a uuid is not true of another one.
  const end = isUuid(now) ? source.behindComment(node.getEnd()) : node.getEnd();
  const taken = start - source.lineStart(start) + source.lineEnd(end) - end;
  const text = work.print({ source, position: start }, to, { indent: source.indentAt(start), taken });
  return work.edit([{ file: source.file, start, end, text }]);
}
