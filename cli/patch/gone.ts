import ts from "typescript";
import { partsOf } from "./builders.js";
import { listIn, without } from "./lists.js";
import type { Program } from "./program.js";
import { memberKey } from "./resolve.js";
import { type Declaration, isWrapping } from "./resources.js";
import { exportsOfConstant, usesOf } from "./scope.js";
import type { Session } from "./session.js";
import type { Site } from "./source.js";
import { standsAlone, withoutStatement } from "./statements.js";
import type { Place, ResourceName } from "./types.js";

/** Takes resources whose objects do not live any more out of the program, if nothing but lists refers to them. */
export function removeGone(session: Session, gone: readonly ResourceName[]): void {
  const removable = settle(
    session,
    gone.filter((resource) => found(session, resource)),
  );
  for (const resource of removable) {
    const subject = { kind: resource.kind, name: resource.name };
    const edits = session.pursue(subject, () => {
      const [declaration] = session.program.declarations.of(resource);
      return declaration !== undefined && takeOut(session, declaration, removable);
    });
    if (edits > 0) session.edited.push({ ...subject, what: "removed" });
  }
}

function found(session: Session, resource: ResourceName): boolean {
  const [declaration, another] = session.program.declarations.of(resource);
  const subject = { kind: resource.kind, name: resource.name };
  if (declaration === undefined)
    session.giveUp(subject, undefined, "does not live any more, and the program declares nothing by this name");
  else if (another !== undefined) session.giveUp(subject, declaration.site, "does not live any more, and is declared in several places");
  else if (statementOf(declaration) === undefined) {
    session.giveUp(subject, declaration.site, "does not live any more, and is declared within something else, which no patch can take out");
  } else return true;
  return false;
}

/** The statement that declares a resource and nothing else, if it can leave with its lines. */
function statementOf({ site: { source, node } }: Declaration): ts.Statement | undefined {
  const statement = declaring(node);
  return statement !== undefined && standsAlone(source, statement) ? statement : undefined;
}

function declaring({ parent }: ts.NewExpression): ts.Statement | undefined {
  if (ts.isExpressionStatement(parent)) return parent;
  const isAlone =
    ts.isVariableDeclaration(parent) && ts.isVariableDeclarationList(parent.parent) && parent.parent.declarations.length === 1;
  return isAlone && ts.isVariableStatement(parent.parent.parent) ? parent.parent.parent : undefined;
}

/** Those that only lists, and others that go too, refer to. */
function settle(session: Session, gone: readonly ResourceName[]): readonly ResourceName[] {
  for (let going = gone; ;) {
    const held = going.flatMap((resource) => {
      const [declaration] = session.program.declarations.of(resource);
      const holders = declaration === undefined ? [] : holdersOf(session, declaration, going);
      return holders.length === 0 ? [] : [{ resource, declaration, holders }];
    });
    if (held.length === 0) return going;
    for (const { resource, declaration, holders } of held) {
      const reason = `does not live any more, and is still referred to: ${holders.map(({ file, line }) => `${file}:${line}`).join(", ")}`;
      session.giveUp({ kind: resource.kind, name: resource.name }, declaration?.site, reason);
    }
    going = going.filter((resource) => !held.some((one) => one.resource === resource));
  }
}

/** The places that refer to a resource and are neither in a list nor in a resource that goes too. */
function holdersOf(session: Session, declaration: Declaration, going: readonly ResourceName[]): Place[] {
  const { holder } = declaration;
  if (holder === undefined) return [];
  const uses = remainingUses(session, declaration, going).filter((use) => listElement(session, use) === undefined);
  return [...uses, ...exportsOfConstant(session.program.sources, holder.constant)].map((use) => use.source.placeOf(use.node));
}

function remainingUses({ program }: Session, { holder }: Declaration, going: readonly ResourceName[]): Site<ts.Identifier>[] {
  if (holder === undefined) return [];
  const statements = going.flatMap((resource) => program.declarations.of(resource).flatMap((one) => statementOf(one) ?? []));
  const isInside = (use: ts.Node): boolean =>
    statements.some((one) => one.getSourceFile() === use.getSourceFile() && one.pos <= use.pos && use.end <= one.end);
  return usesOf(program.sources, holder.constant).filter(({ node }) => !isInside(node));
}

interface Element {
  readonly list: ts.ArrayLiteralExpression;
  readonly index: number;
}

/** The element of a list that an identifier is, as `bench` or `bench.uuid`, if the list means the same without it but for that. */
function listElement({ program }: Session, { source, node }: Site<ts.Identifier>): Element | undefined {
  let element: ts.Expression = node;
  if (ts.isPropertyAccessExpression(element.parent) && element.parent.name === element) element = element.parent;
  const { parent } = element;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === element && ["uuid", "id"].includes(memberKey(parent) ?? ""))
    element = parent;
  const list: ts.Node = element.parent;
  const isList = ts.isArrayLiteralExpression(list) && !isReadByPosition(program, { source, node: list });
  return isList ? { list, index: list.elements.indexOf(element) } : undefined;
}

/** Whether the positions of a list mean something: a pattern takes it apart, or a function that is not known, as `pulumi.all` does. */
function isReadByPosition(program: Program, { source, node }: Site): boolean {
  const { parent } = node;
  if (isWrapping(parent) || ts.isSpreadElement(parent)) return isReadByPosition(program, { source, node: parent });
  if (ts.isCallExpression(parent)) return parent.expression !== node && partsOf(program, { source, node: parent }) === undefined;
  if (ts.isNewExpression(parent)) return true;
  if (ts.isElementAccessExpression(parent)) return parent.expression === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return ts.isArrayBindingPattern(parent.name);
  return ts.isBinaryExpression(parent) && ts.isArrayLiteralExpression(parent.left) && parent.right === node;
}

/** The next edit of a removal: a reference in a list, and at last the declaration. */
function takeOut(session: Session, declaration: Declaration, going: readonly ResourceName[]): boolean {
  for (const use of remainingUses(session, declaration, going)) {
    const element = listElement(session, use);
    if (element !== undefined) return session.edit(without(listIn(use.source, element.list), element.index));
  }
  const statement = statementOf(declaration);
  return statement !== undefined && session.edit([withoutStatement(declaration.site.source, statement)]);
}
