import { declareAdded } from "./added.js";
import { targetsOf } from "./differences.js";
import { evaluate } from "./evaluate.js";
import { removeGone } from "./gone.js";
import { PROGRAM_FILE } from "./modules.js";
import { wordsOfPath } from "./path.js";
import { Program } from "./program.js";
import { Session } from "./session.js";
import type { ChangedObject, Changes, ProgramPatch, Project, ResourceName } from "./types.js";
import { type ChangedText, unifiedDiff } from "./unified.js";
import { dropUnused } from "./unused.js";
import { CustomerFiles } from "./yaml/customers.js";

export type * from "./types.js";

/**
 * Makes an edit of a program that says what lives: literals change where they stand, new objects are declared, those that are gone leave. Customers
 * that are kept as YAML are edited there. What cannot be edited is named. Nothing is written and nothing is run.
 */
export function patchFor({ files }: Project, changes: Changes): ProgramPatch {
  const programs = Object.entries(files).filter(([file]) => PROGRAM_FILE.test(file) && !/\.d\.[cm]?ts$/.test(file));
  const session = new Session(new Program(Object.fromEntries(programs), changes), changes.isSame);
  const customers = new CustomerFiles(files, changes);
  const { changed = [], gone = [], added = [] } = changes;
  const isData = (resource: ResourceName): boolean => session.program.declarations.of(resource).length === 0 && customers.has(resource);
  const isOfData = ({ customer }: { readonly customer?: string }): boolean => customers.hasCustomer(customer);
  const inData = { added: added.filter(isOfData), changed: changed.filter(isData), gone: gone.filter(isData) };
  for (const object of inData.added) customers.add(object);
  for (const object of inData.changed) customers.change(object);
  for (const resource of inData.gone) customers.remove(resource);
  const declared = declareAdded(session, { added: added.filter((object) => !inData.added.includes(object)), changed });
  for (const object of changed) if (!inData.changed.includes(object)) changeObject(session, object);
  const goneFromPrograms = gone.filter((resource) => !inData.gone.includes(resource));
  removeGone(session, goneFromPrograms);
  dropUnused(session.program);
  return resultOf(session, customers, declared);
}

function resultOf(session: Session, customers: CustomerFiles, declared: ProgramPatch["declared"]): ProgramPatch {
  const programs = session.program.sources
    .changed()
    .map(({ before, after }) => ({ file: after.file, before: before.text, after: after.text }));
  const texts: ChangedText[] = [...programs, ...customers.changed()];
  const unwritable = customers.unwritable.map((file) => ({
    kind: "Customer",
    name: file,
    place: { file, line: 1 },
    reason: "is written so that its edits cannot be told from the rest: take the changes over by hand",
  }));
  return {
    patch: unifiedDiff(texts),
    files: Object.fromEntries(texts.map(({ file, after }) => [file, after])),
    edited: [...session.edited, ...customers.edited],
    notEdited: [...session.notEdited, ...customers.notEdited, ...unwritable],
    remarks: [...session.remarks, ...customers.remarks],
    declared: [...declared, ...customers.declared.filter(({ file }) => !customers.unwritable.includes(file))],
  };
}

function changeObject(session: Session, { kind, name, differences }: ChangedObject): void {
  const { program } = session;
  const [declaration, another] = program.declarations.of({ kind, name });
  if (declaration === undefined) {
    notFound(session, { kind, name });
  } else if (another !== undefined) {
    session.giveUp({ kind, name }, another.site, "is declared in several places, of which only running the program shows the one");
  } else {
    const node = declaration.site.node.arguments?.[1];
    const args = node === undefined ? undefined : evaluate(program, { source: declaration.site.source, node });
    for (const target of targetsOf(args, differences)) {
      const edits = session.pursue({ kind, name, path: target.path, to: target.to }, () => {
        const [now] = program.declarations.of({ kind, name });
        const node = now?.site.node.arguments?.[1];
        if (now === undefined) return false;
        return node === undefined
          ? session.fail(now.site, "has no arguments to change")
          : session.change({ source: now.site.source, node }, target);
      });
      if (edits > 0) session.edited.push({ kind, name, path: wordsOfPath(target.path), what: "changed" });
    }
  }
}

/** A name that no text of the program is, as those of loops and functions. */
function notFound(session: Session, { kind, name }: ResourceName): void {
  const likely = session.program.declarations.all.find((one) => one.kind === kind && one.name === undefined);
  const reason =
    likely === undefined
      ? "is nowhere in the program by this name"
      : "has a name that is computed, as in a loop or a function: one edit would change several";
  session.giveUp({ kind, name }, likely?.site, reason);
}
