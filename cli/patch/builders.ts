import ts from "typescript";
import type { Program } from "./program.js";
import { meaningOf } from "./scope.js";
import type { Site } from "./source.js";

const PACKAGE = "pulumi-yay/callflow";

interface Builder {
  /** What the step or entry has without being said. */
  readonly fixed: Readonly<Record<string, string>>;
  /** The keys that the arguments are, in their order. */
  readonly keys: readonly string[];
  /** `others` if one more argument is an object of further keys, `rest` if the last key takes all arguments that are left. */
  readonly last?: "others" | "rest";
}

const step = (module: string, keys: readonly string[], last?: Builder["last"]): Builder => ({
  fixed: { module },
  keys,
  ...(last !== undefined && { last }),
});

/** The functions of `pulumi-yay/callflow` that make steps and what they ring. */
const builders: Readonly<Record<string, Builder>> = {
  start: step("start", ["next"]),
  record: step("recording", ["next"]),
  play: step("play", ["sound", "next"]),
  holdMusic: step("musiconhold", ["class", "next"]),
  matchCaller: step("calleridmatch", ["patterns"], "others"),
  ring: step("extension", ["extensions"], "others"),
  menu: step("pressextension", ["next"], "others"),
  dial: step("dialbyextension", ["next"], "others"),
  busy: step("busy", ["duration"]),
  voicemail: step("voicemail", ["mailboxes"], "rest"),
  conference: step("conference", [], "others"),
  trunk: step("Trunk", ["uuid"]),
  fax: step("fax", []),
  user: { fixed: { type: "sipuser" }, keys: ["uuid"] },
  group: { fixed: { type: "huntgroup" }, keys: ["uuid"] },
  number: { fixed: { type: "forward" }, keys: ["number"] },
};

/** What an argument of a function is: one value, or all that are left as a list. */
export type Part = { readonly is: "one"; readonly node: ts.Expression } | { readonly is: "rest"; readonly nodes: readonly ts.Expression[] };

/** A call of a function that makes a step, taken apart. */
export interface Parts {
  readonly fixed: Readonly<Record<string, string>>;
  readonly named: readonly (readonly [string, Part])[];
  /** The object with further keys, if one is given. */
  readonly others: ts.Expression | undefined;
  /** Whether an object with further keys can be added. */
  readonly takesOthers: boolean;
  /** Keys of arguments that are left out at the end. */
  readonly leftOut: readonly string[];
}

/** Takes a call of a function that makes a step apart; undefined if it is another function, or takes arguments that are spread. */
export function partsOf(program: Program, { source, node }: Site<ts.CallExpression>): Parts | undefined {
  const builder = builderOf(program, { source, node });
  if (builder === undefined || node.arguments.some(ts.isSpreadElement)) return undefined;
  const { fixed, keys, last } = builder;
  const given = [...node.arguments];
  const rest = last === "rest" ? keys.at(-1) : undefined;
  const single = rest === undefined ? keys : keys.slice(0, -1);
  const named = single.flatMap((key, index) => {
    const argument = given[index];
    return argument === undefined ? [] : [[key, { is: "one", node: argument }] as const];
  });
  const nodes = given.slice(single.length);
  return {
    fixed,
    named: rest === undefined ? named : [...named, [rest, { is: "rest", nodes }] as const],
    others: last === "others" ? nodes[0] : undefined,
    takesOthers: last === "others" && given.length >= single.length,
    leftOut: single.slice(given.length),
  };
}

function builderOf(program: Program, { source, node: { expression } }: Site<ts.CallExpression>): Builder | undefined {
  const isMember = ts.isPropertyAccessExpression(expression);
  const root = isMember ? expression.expression : expression;
  if (!ts.isIdentifier(root)) return undefined;
  const meaning = meaningOf(program.sources, source, root);
  if (meaning.is !== "package" || meaning.module !== PACKAGE || (meaning.name === "*") !== isMember) return undefined;
  const name = isMember ? expression.name.text : meaning.name;
  return Object.hasOwn(builders, name) ? builders[name] : undefined;
}
