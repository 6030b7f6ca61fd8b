import ts from "typescript";
import { type Part, type Parts, partsOf } from "./builders.js";
import { changeList } from "./changeList.js";
import { evaluate } from "./evaluate.js";
import { including, listIn } from "./lists.js";
import { print, printKey } from "./print.js";
import { whyNotDeployed } from "./reasons.js";
import type { Site } from "./source.js";
import { styleOf } from "./style.js";
import { asList, equal, isRecord, own, Undeployed } from "./values.js";
import { printerAt, type Wish, type Work } from "./work.js";

/** Brings a call of a function of `pulumi-yay/callflow` nearer to what lives; undefined if it is a call of another function. */
export function changeStep(work: Work, site: Site<ts.CallExpression>, { path, from, to }: Wish): boolean | undefined {
  const parts = partsOf(work.program, site);
  if (parts === undefined) return undefined;
  const [key, ...rest] = path;
  if (key !== undefined) return changeKey(work, { ...site, parts }, String(key), { path: rest, from, to });
  if (!isRecord(to)) return writeOut(work, { ...site, parts });
  const was = isRecord(from) ? from : {};
  return Object.keys({ ...was, ...to }).some((name) =>
    changeKey(work, { ...site, parts }, name, { path: [], from: own(was, name), to: own(to, name) }),
  );
}

interface StepSite extends Site<ts.CallExpression> {
  readonly parts: Parts;
}

function changeKey(work: Work, site: StepSite, key: string, wish: Wish): boolean {
  const { parts } = site;
  const isWhole = wish.path.length === 0;
  const isFixed = Object.hasOwn(parts.fixed, key);
  const part = parts.named.find(([name]) => name === key)?.[1];
  if (isWhole && wish.to instanceof Undeployed && (isFixed || part?.is === "rest")) return work.fail(site, whyNotDeployed());
  if (isFixed) return isWhole && equal(parts.fixed[key], wish.to) ? false : writeOut(work, site);
  if (part !== undefined) return changePart(work, site, part, wish);
  const inner = { source: site.source };
  const path = [key, ...wish.path];
  if (parts.others !== undefined) return work.change({ ...inner, node: parts.others }, { ...wish, path });
  if (isWhole && equal(undefined, wish.to)) return false;
  const { source, node } = site;
  const list = listIn(source, node);
  const canFollow = isWhole && (parts.leftOut[0] === key || (parts.takesOthers && parts.leftOut.length === 0));
  if (!canFollow) return writeOut(work, site);
  const value = parts.leftOut[0] === key ? wish.to : { [key]: wish.to };
  return work.edit(including(list, list.items.length, printerAt(work, site, value)));
}

function changePart(work: Work, site: StepSite, part: Part, wish: Wish): boolean {
  const { source, node } = site;
  const isWhole = wish.path.length === 0;
  if (part.is === "one") {
    const leaves = isWhole && wish.to === undefined && !equal(evaluate(work.program, { source, node: part.node }), undefined);
    return leaves ? writeOut(work, site) : work.change({ source, node: part.node }, wish);
  }
  const to = asList(wish.to);
  const now = part.nodes.map((item) => evaluate(work.program, { source, node: item }));
  if (isWhole && equal(now, wish.to)) return false;
  if (isWhole && to !== undefined && to.length > 0) return changeList(work, { source, node, items: part.nodes }, to);
  return writeOut(work, site);
}

/** Writes the call as the object that it makes, in which every key can be changed. */
function writeOut(work: Work, { source, node, parts }: StepSite): boolean {
  const style = styleOf(source);
  const text = (part: Part): string =>
    part.is === "one" ? part.node.getText() : `[${part.nodes.map((item) => item.getText()).join(", ")}]`;
  const fixed = Object.entries(parts.fixed).map(([key, value]) => `${printKey(key, style)}: ${print(value, plain(style))}`);
  const named = parts.named.map(([key, part]) => `${printKey(key, style)}: ${text(part)}`);
  const { others } = parts;
  const more =
    others === undefined
      ? []
      : ts.isObjectLiteralExpression(others)
        ? others.properties.map((one) => one.getText())
        : [`...${others.getText()}`];
  const all = [...fixed, ...named, ...more].join(", ");
  return work.edit([{ file: source.file, start: node.getStart(), end: node.getEnd(), text: `{ ${all} }` }]);
}

function plain(style: ReturnType<typeof styleOf>): Parameters<typeof print>[1] {
  return { style, indent: "", taken: 0, reference: () => undefined };
}
