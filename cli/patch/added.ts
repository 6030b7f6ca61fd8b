import ts from "typescript";
import { evaluate } from "./evaluate.js";
import { importsOf, isExported } from "./modules.js";
import { freeName, resourceName, variableName } from "./names.js";
import { printText } from "./print.js";
import { canImport, importing } from "./references.js";
import type { Declaration } from "./resources.js";
import type { Session } from "./session.js";
import type { Edit, Source } from "./source.js";
import { topStatement } from "./statements.js";
import { styleOf } from "./style.js";
import type { ChangedObject, Declared, NewObject } from "./types.js";
import { Computed, isBlank, isRecord, own, uuidsIn } from "./values.js";

interface Others {
  readonly added: readonly NewObject[];
  readonly changed: readonly ChangedObject[];
}

/** Declares objects that the program does not have, each behind the last one of its kind and customer. */
export function declareAdded(session: Session, others: Others): Declared[] {
  return inOrder(others.added).flatMap((object) => {
    const name = resourceName(session.program, object);
    const subject = { kind: object.kind, name };
    const neighbour = neighbourOf(session, object);
    if (neighbour === undefined) {
      session.giveUp(
        subject,
        undefined,
        `lives (${object.uuid}), and the program declares nothing of its customer that it could stand beside`,
      );
      return [];
    }
    session.program.learn({ ...subject, uuid: object.uuid });
    const edits = session.pursue(
      subject,
      once(() => declare(session, { object, name, others })),
    );
    if (edits === 0) return [];
    session.edited.push({ ...subject, what: "declared" });
    const { file } = neighbour.site.source;
    return [{ ...subject, uuid: object.uuid, file, ...(object.customer !== undefined && { customer: object.customer }) }];
  });
}

function once(next: () => boolean): () => boolean {
  let isDone = false;
  return () => {
    if (isDone) return false;
    isDone = next();
    return isDone;
  };
}

/** Each behind those that it refers to. */
function inOrder(added: readonly NewObject[]): NewObject[] {
  const [sorted, waiting] = [[] as NewObject[], [...added]];
  while (waiting.length > 0) {
    const isFree = ({ args, uuid }: NewObject): boolean => {
      const needed = uuidsIn(args);
      return !waiting.some((other) => other.uuid !== uuid && needed.includes(other.uuid.toLowerCase()));
    };
    const index = Math.max(0, waiting.findIndex(isFree));
    sorted.push(...waiting.splice(index, 1));
  }
  return sorted;
}

/** The declaration behind which a new object stands: of its kind and customer, of its customer, or the customer itself. */
function neighbourOf({ program }: Session, { kind, customer }: NewObject): Declaration | undefined {
  const customerOf = ({ site: { source, node } }: Declaration): unknown => {
    const args = node.arguments?.[1];
    const value = args === undefined ? undefined : evaluate(program, { source, node: args });
    return isRecord(value) ? own(value, "customer") : undefined;
  };
  const lives = program.declarations.all.filter((one) => one.name !== undefined && !program.isGone({ kind: one.kind, name: one.name }));
  const candidates = lives.filter((one) => topStatement(one.site.node) !== undefined && sameUuid(customerOf(one), customer));
  const itself = lives.find((one) => one.kind === "SubReseller" && customer !== undefined && sameUuid(program.uuidOf(one), customer));
  return candidates.findLast((one) => one.kind === kind) ?? candidates.at(-1) ?? itself;
}

function sameUuid(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : isBlank(a) && isBlank(b);
}

/** The resources of the program that will refer to a new object. */
function referrersOf({ program }: Session, { uuid }: NewObject, { changed }: Others): readonly Declaration[] {
  const names = changed.filter(({ differences }) => differences.some(({ to }) => uuidsIn(to).includes(uuid.toLowerCase())));
  return names.flatMap((one) => program.declarations.of(one));
}

interface New {
  readonly object: NewObject;
  readonly name: string;
  readonly others: Others;
}

function declare(session: Session, { object, name, others }: New): boolean {
  const { program } = session;
  const neighbour = neighbourOf(session, object);
  if (neighbour === undefined) return false;
  const { source } = neighbour.site;
  const made = classOf(session, neighbour, object.kind);
  if (made === undefined) return session.fail(neighbour.site, `lives, and ${source.file} cannot take ${object.kind} from pulumi-yay`);
  if (typeof made !== "string") {
    program.sources.apply(made);
    return declare(session, { object, name, others });
  }
  const referrers = referrersOf(session, object, others);
  const place = placeFor(session, { neighbour, object, referrers });
  if (place === undefined) return false;
  const { semicolons, endOfLine, ...style } = styleOf(source);
  const constant = constantFor(session, { object, name, others }, { source, beside: place.beside, referrers });
  const head = `${constant}new ${made}(${printText(name, style)}, `;
  const args = session.print({ source, position: place.position }, argumentsOf(object, style), {
    indent: "",
    taken: head.length + ");".length,
  });
  const text = `${head}${args})${semicolons ? ";" : ""}`;
  const gap = endOfLine + endOfLine;
  const isCramped = place.isBefore && !/(?:^|\n)\r?\n$/.test(source.text.slice(0, place.position));
  return session.edit([
    {
      file: source.file,
      start: place.position,
      end: place.position,
      text: place.isBefore ? `${isCramped ? endOfLine : ""}${text}${gap}` : gap + text,
    },
  ]);
}

interface Beside {
  readonly source: Source;
  readonly beside: ts.Statement;
  readonly referrers: readonly Declaration[];
}

/** The constant of a new object, `export const cara = `; empty if nothing can name it. */
function constantFor({ program }: Session, { object, name, others }: New, { source, beside, referrers }: Beside): string {
  const isHere = ({ site }: Declaration): boolean => site.source.file === source.file;
  const isTaken = referrers.some((one) => !isHere(one) && canImport(program, one.site.source, source));
  const isNeeded = others.added.some(({ args, uuid }) => uuid !== object.uuid && uuidsIn(args).includes(object.uuid.toLowerCase()));
  const exports = isExported(beside) || isTaken;
  const isHeld = exports || isNeeded || referrers.some(isHere);
  return isHeld ? `${exports ? "export " : ""}const ${freeName(program, variableName(name))} = ` : "";
}

interface Placing {
  readonly neighbour: Declaration;
  readonly object: NewObject;
  readonly referrers: readonly Declaration[];
}

interface PlaceFor {
  readonly beside: ts.Statement;
  readonly position: number;
  readonly isBefore: boolean;
}

/** Behind the neighbour and all that the object refers to, but before what refers to it, as far as both is possible. */
function placeFor({ program }: Session, { neighbour, object, referrers }: Placing): PlaceFor | undefined {
  const { source } = neighbour.site;
  const inFile = (declarations: readonly Declaration[]): ts.Statement[] =>
    declarations.filter((one) => one.site.source.file === source.file).flatMap((one) => topStatement(one.site.node) ?? []);
  const needed = uuidsIn([object.args, object.customer]).flatMap((uuid) => program.resourceOf(uuid) ?? []);
  const behind = inFile(needed.flatMap((one) => program.declarations.of(one))).toSorted((a, b) => b.end - a.end)[0];
  const [first] = inFile(referrers).toSorted((a, b) => a.pos - b.pos);
  const [beneath] = inFile([neighbour]);
  if (beneath === undefined) return undefined;
  if (first !== undefined && first.pos < beneath.end && (behind === undefined || behind.end <= first.pos)) {
    return { beside: first, position: source.lineStart(commented(first)), isBefore: true };
  }
  const beside = behind !== undefined && behind.end > beneath.end ? behind : beneath;
  return { beside, position: source.lineEnd(beside.getEnd()), isBefore: false };
}

function commented(statement: ts.Statement): number {
  const { text } = statement.getSourceFile();
  const [first] = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  return first?.pos ?? statement.getStart();
}

/** What a program writes of an object: its customer, what has a value, and how it is taken over. */
function argumentsOf({ uuid, customer, args, adopts }: NewObject, style: Parameters<typeof printText>[1]): Record<string, unknown> {
  const written = Object.entries(args).filter(([key, value]) => key !== "customer" && !isBlank(value) && !isEmpty(value));
  return {
    ...(customer !== undefined && { customer }),
    ...Object.fromEntries(written),
    // The uuid is meant as one: it is no reference to anything else.
    ...(adopts === true && { adopt: new Computed(printText(uuid, style)) }),
  };
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

/** How the neighbour's file names a class of the package: as the neighbour does; or the import that it needs for it. */
function classOf({ program }: Session, { site: { source, node } }: Declaration, kind: string): string | readonly Edit[] | undefined {
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression)) return `${expression.expression.getText()}.${kind}`;
  for (const [local, { module, name, isType }] of importsOf(source)) if (module === "pulumi-yay" && name === kind && !isType) return local;
  return importing(source, { name: kind, as: freeName(program, kind, [source]), module: "pulumi-yay" });
}
