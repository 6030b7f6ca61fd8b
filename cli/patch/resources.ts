import ts from "typescript";
import { exportNames } from "./modules.js";
import { meaningOf } from "./scope.js";
import type { Site, Source, Sources } from "./source.js";
import type { ResourceName } from "./types.js";

const PACKAGE = "pulumi-yay";

/** A `new yay.Kind("name", …)` in the program. */
export interface Declaration {
  readonly kind: string;
  /** Undefined if only running the program shows the name. */
  readonly name: string | undefined;
  readonly site: Site<ts.NewExpression>;
  /** The constant that holds the resource, at the level of its file, and under which keys of it. */
  readonly holder: { readonly constant: Site<ts.VariableDeclaration>; readonly keys: readonly string[] } | undefined;
}

/** Where the resources of the program are declared. */
export class Declarations {
  readonly #sources: Sources;
  readonly #known = new WeakMap<Source, readonly Declaration[]>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  get all(): readonly Declaration[] {
    return this.#sources.all.flatMap((source) => this.in(source));
  }

  /** Those of one file, in their order. */
  in(source: Source): readonly Declaration[] {
    const known = this.#known.get(source) ?? this.#read(source);
    this.#known.set(source, known);
    return known;
  }

  /** Those with a kind and a name; several if functions or conditions choose among them. */
  of({ kind, name }: ResourceName): readonly Declaration[] {
    return this.all.filter((one) => one.kind === kind && one.name === name);
  }

  /** The resource that an expression makes. */
  at(site: Site): Declaration | undefined {
    return this.in(site.source).find(({ site: { node } }) => node === site.node);
  }

  #read(source: Source): Declaration[] {
    if (!source.text.includes(PACKAGE)) return [];
    return [...source.nodes()].filter(ts.isNewExpression).flatMap((node) => {
      const kind = this.#kindOf({ source, node });
      if (kind === undefined) return [];
      return [{ kind, name: nameIn(node), site: { source, node }, holder: holderOf({ source, node }) }];
    });
  }

  #kindOf({ source, node: { expression } }: Site<ts.NewExpression>): string | undefined {
    if (ts.isIdentifier(expression)) {
      const meaning = meaningOf(this.#sources, source, expression);
      return meaning.is === "package" && meaning.module === PACKAGE && !["*", "default"].includes(meaning.name) ? meaning.name : undefined;
    }
    if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
    const meaning = meaningOf(this.#sources, source, expression.expression);
    const isWhole = meaning.is === "package" && meaning.module === PACKAGE && ["*", "default"].includes(meaning.name);
    return isWhole ? expression.name.text : undefined;
  }
}

function nameIn({ arguments: given }: ts.NewExpression): string | undefined {
  const name = given?.[0];
  return name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

function holderOf({ source, node }: Site<ts.NewExpression>): Declaration["holder"] {
  const keys: string[] = [];
  for (let inner: ts.Node = node; ; inner = inner.parent) {
    const { parent } = inner;
    if (ts.isPropertyAssignment(parent) && parent.initializer === inner) {
      const key = keyText(parent.name);
      if (key === undefined) return undefined;
      keys.unshift(key);
    } else if (ts.isVariableDeclaration(parent)) {
      const isTop = ts.isVariableStatement(parent.parent.parent) && parent.parent.parent.parent === source.tree;
      const isConstant = (parent.parent.flags & ts.NodeFlags.Const) !== 0;
      return isTop && isConstant && ts.isIdentifier(parent.name) ? { constant: { source, node: parent }, keys } : undefined;
    } else if (!ts.isObjectLiteralExpression(parent) && !isWrapping(parent)) return undefined;
  }
}

/** Whether an expression only wraps another: parentheses, `as const`, `satisfies`, `!`. */
export function isWrapping(
  node: ts.Node,
): node is ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node);
}

/** An expression without what only wraps it. */
export function unwrapped(node: ts.Expression): ts.Expression {
  return isWrapping(node) ? unwrapped(node.expression) : node;
}

/** The text of a key of an object; undefined if it is computed. */
export function keyText(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return ts.isPrivateIdentifier(name) ? undefined : name.text;
}

/** The names under which other files can import what holds a resource. */
export function exportedAs({ holder }: Declaration): readonly string[] {
  const name = holder?.constant.node.name;
  return holder === undefined || name === undefined || !ts.isIdentifier(name) ? [] : exportNames(holder.constant.source, name.text);
}
