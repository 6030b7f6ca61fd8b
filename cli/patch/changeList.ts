import ts from "typescript";
import { aligned } from "./align.js";
import { evaluate } from "./evaluate.js";
import { including, listIn, without } from "./lists.js";
import { shortly, TAKEN_OUT, whyComputed } from "./reasons.js";
import type { Site } from "./source.js";
import { Computed, equal, isTakenOut } from "./values.js";
import { printerAt, type EditContext } from "./editContext.js";

/** Expressions between brackets: the elements of an array, or the arguments of a call that makes a list of them. */
export interface ListSite extends Site<ts.ArrayLiteralExpression | ts.CallExpression> {
  readonly items: readonly ts.Expression[];
}

/** Brings a list nearer to what it should be: an item in its place, one that goes, one that comes. */
export function changeList(context: EditContext, site: ListSite, to: readonly unknown[]): boolean {
  const items = itemsOf(context, site);
  const now = items.map(({ value }) => value);
  if (to.some(isTakenOut)) context.fail(site, TAKEN_OUT);
  const target = targetOf(context, now, to).filter((item) => !isTakenOut(item));
  const { changed, gone, come } = aligned(now, target);
  for (const [index, at] of changed) {
    const item = items[index];
    if (item === undefined) continue;
    if (item.isSpread) context.fail(item.site, whySpread(item.site));
    else if (context.change(item.site, { path: [], from: now[index], to: target[at] })) return true;
  }
  const list = listIn(site.source, site.node);
  for (const index of gone) {
    const item = items[index];
    if (item === undefined) continue;
    if (item.isSpread) context.fail(item.site, whySpread(item.site));
    else if (item.value instanceof Computed) context.fail(item.site, whyComputed(context.program, item.site));
    else return context.edit(without(list, item.element));
  }
  const [first] = come;
  if (first === undefined) return false;
  const before = items[first.before]?.element ?? site.items.length;
  return context.edit(including(list, before, printerAt(context, { ...site, node: site.items.at(-1) ?? site.node }, target[first.at])));
}

function whySpread({ node }: Site): string {
  return `${shortly(node)} gives a part of the list that has changed`;
}

interface Item {
  readonly value: unknown;
  /** The position of the expression that gives it. */
  readonly element: number;
  readonly isSpread: boolean;
  readonly site: Site;
}

/** The items as they are now; a spread list gives several. */
function itemsOf(context: EditContext, site: ListSite): Item[] {
  return site.items.flatMap((node, element): Item[] => {
    const inner = { source: site.source, node };
    if (!ts.isSpreadElement(node)) return [{ value: evaluate(context.program, inner), element, isSpread: false, site: inner }];
    const spread = evaluate(context.program, { ...inner, node: node.expression });
    const values: readonly unknown[] = Array.isArray(spread) ? spread : [new Computed(node.getText())];
    return values.map((value) => ({ value, element, isSpread: true, site: inner }));
  });
}

/** What the list should be, in the program's order if order means nothing. */
function targetOf(context: EditContext, now: readonly unknown[], to: readonly unknown[]): readonly unknown[] {
  const kept = now.filter((item) => to.some((one) => equal(one, item)));
  const inOrderOfProgram = [...kept, ...to.filter((item) => !now.some((one) => equal(one, item)))];
  return context.isTarget(inOrderOfProgram, to) ? inOrderOfProgram : to;
}
