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
import { printerAt, type TargetValue, type EditContext } from "./editContext.js";

/** Brings a call of a function of `pulumi-yay/callflow` nearer to what lives; undefined if it is a call of another function. */
export function changeStep(context: EditContext, site: Site<ts.CallExpression>, { path, from, to }: TargetValue): boolean | undefined {
  const parts = partsOf(context.program, site);
  if (parts === undefined) return undefined;
  const [key, ...rest] = path;
  if (key !== undefined) return changeKey(context, { ...site, parts }, String(key), { path: rest, from, to });
  if (!isRecord(to)) return writeOut(context, { ...site, parts });
  const was = isRecord(from) ? from : {};
  return Object.keys({ ...was, ...to }).some((name) =>
    changeKey(context, { ...site, parts }, name, { path: [], from: own(was, name), to: own(to, name) }),
  );
}

interface StepSite extends Site<ts.CallExpression> {
  readonly parts: Parts;
}

function changeKey(context: EditContext, site: StepSite, key: string, target: TargetValue): boolean {
  const { parts } = site;
  const isWhole = target.path.length === 0;
  const isFixed = Object.hasOwn(parts.fixed, key);
  const part = parts.named.find(([name]) => name === key)?.[1];
  if (isWhole && target.to instanceof Undeployed && (isFixed || part?.is === "rest")) return context.fail(site, whyNotDeployed());
  if (isFixed) return isWhole && equal(parts.fixed[key], target.to) ? false : writeOut(context, site);
  if (part !== undefined) return changePart(context, site, part, target);
  const inner = { source: site.source };
  const path = [key, ...target.path];
  if (parts.others !== undefined) return context.change({ ...inner, node: parts.others }, { ...target, path });
  if (isWhole && equal(undefined, target.to)) return false;
  const { source, node } = site;
  const list = listIn(source, node);
  const canFollow = isWhole && (parts.leftOut[0] === key || (parts.takesOthers && parts.leftOut.length === 0));
  if (!canFollow) return writeOut(context, site);
  const value = parts.leftOut[0] === key ? target.to : { [key]: target.to };
  return context.edit(including(list, list.items.length, printerAt(context, site, value)));
}

function changePart(context: EditContext, site: StepSite, part: Part, target: TargetValue): boolean {
  const { source, node } = site;
  const isWhole = target.path.length === 0;
  if (part.is === "one") {
    const leaves = isWhole && target.to === undefined && !equal(evaluate(context.program, { source, node: part.node }), undefined);
    return leaves ? writeOut(context, site) : context.change({ source, node: part.node }, target);
  }
  const to = asList(target.to);
  const now = part.nodes.map((item) => evaluate(context.program, { source, node: item }));
  if (isWhole && equal(now, target.to)) return false;
  if (isWhole && to !== undefined && to.length > 0) return changeList(context, { source, node, items: part.nodes }, to);
  return writeOut(context, site);
}

/** Writes the call as the object that it makes, in which every key can be changed. */
function writeOut(context: EditContext, { source, node, parts }: StepSite): boolean {
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
  return context.edit([{ file: source.file, start: node.getStart(), end: node.getEnd(), text: `{ ${all} }` }]);
}

function plain(style: ReturnType<typeof styleOf>): Parameters<typeof print>[1] {
  return { style, indent: "", taken: 0, reference: () => undefined };
}
