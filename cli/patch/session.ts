import type ts from "typescript";
import { change } from "./change.js";
import { wordsOfPath } from "./path.js";
import { print } from "./print.js";
import type { Program } from "./program.js";
import { referenceTo } from "./references.js";
import type { Edit, Site, Source } from "./source.js";
import { styleOf } from "./style.js";
import type { Changes, Edited, Remark, ResourceName, Segment } from "./types.js";
import { holdsSecret, isUuid } from "./values.js";
import type { PrintSpace, TargetValue, EditContext } from "./editContext.js";

/** Thrown after an edit that what is being printed has waited for, such as an import: the way to it has to be found anew. */
class Again extends Error {}

/** Thrown for what must not be written into a program. */
class Refused extends Error {}

/** What is edited at the moment. */
export interface Subject extends ResourceName {
  readonly path?: readonly Segment[];
  readonly to?: unknown;
}

/** A remark and where in a file it belongs: at a position that edits move, or at the first line that has a text. */
interface Noted {
  readonly remark: Remark;
  readonly file: string | undefined;
  readonly at: (() => number) | string;
}

/** More edits than a change of one argument ever needs. */
const MOST_EDITS = 5_000;

/** One making of a patch: it pursues targets one after the other, and knows what came of them. */
export class Session implements EditContext {
  readonly edited: Edited[] = [];
  readonly #notEdited: Noted[] = [];
  readonly #remarks: Noted[] = [];
  #failed: Noted[] = [];
  #pending: Noted[] = [];
  #subject: Subject = { kind: "", name: "" };

  constructor(
    readonly program: Program,
    readonly isSame: Changes["isSame"],
  ) {}

  get notEdited(): Remark[] {
    return this.#notEdited.map((noted) => this.#placed(noted));
  }

  get remarks(): Remark[] {
    return this.#remarks.map((noted) => this.#placed(noted));
  }

  /** Edits until there is nothing more to do, and returns how many edits it took. */
  pursue(subject: Subject, next: () => boolean): number {
    this.#subject = subject;
    let edits = 0;
    for (let moved = true; moved && edits < MOST_EDITS;) {
      this.#failed = [];
      this.#pending = [];
      try {
        moved = next();
        edits += moved ? 1 : 0;
      } catch (error) {
        if (error instanceof Refused) this.#failed.push(this.#noted(undefined, error.message));
        else if (!(error instanceof Again)) throw error;
        moved = error instanceof Again;
      }
    }
    for (const noted of this.#failed)
      if (!this.#notEdited.some(({ remark }) => isSameRemark(remark, noted.remark))) this.#notEdited.push(noted);
    return edits;
  }

  /** Notes what cannot be edited outside of a pursuit. */
  giveUp(subject: Subject, site: Site<ts.Node> | undefined, reason: string): void {
    this.#subject = subject;
    this.#notEdited.push(this.#noted(site, reason));
  }

  change(site: Site, target: TargetValue): boolean {
    return change(this, site, target);
  }

  edit(edits: readonly Edit[]): true {
    this.program.sources.apply(edits);
    this.#remarks.push(...this.#pending.filter(({ remark }) => !this.#remarks.some((noted) => isSameRemark(noted.remark, remark))));
    this.#pending = [];
    return true;
  }

  fail(site: Site<ts.Node>, reason: string): false {
    this.#failed.push(this.#noted(site, reason));
    return false;
  }

  remark(site: Site<ts.Node>, reason: string): void {
    const noted = this.#noted(site, reason);
    // An edit may take two steps, as where a line has to be broken first.
    if (!this.#remarks.some(({ remark }) => isSameRemark(remark, noted.remark))) this.#remarks.push(noted);
  }

  print(
    { source, position }: { readonly source: Source; readonly position: number },
    value: unknown,
    { indent, taken }: PrintSpace,
  ): string {
    if (holdsSecret(value))
      throw new Refused("is a secret, which no patch has: set it in the configuration that the program takes it from");
    const reference = (text: string): string | undefined => (isUuid(text) ? this.#reference({ source, position }, text) : undefined);
    return print(value, { style: styleOf(source), indent, taken, reference });
  }

  isTarget(list: readonly unknown[], to: readonly unknown[]): boolean {
    const { kind, path = [], to: wanted } = this.#subject;
    const [argument] = path;
    const isWhole = path.length === 1 && wanted === to && typeof argument === "string";
    return isWhole && this.isSame?.(kind, argument, list, to) === true;
  }

  #reference(from: { readonly source: Source; readonly position: number }, uuid: string): string | undefined {
    const resource = this.program.resourceOf(uuid);
    if (resource === undefined) return this.#bare(from.source, uuid, "names an object that the program does not have: it stays a uuid");
    const reference = referenceTo(this.program, from, resource);
    if (reference.is === "expression") return reference.text;
    if (reference.is === "none") return this.#bare(from.source, uuid, `is ${reference.reason}: it stays a uuid`);
    this.program.sources.apply(reference.edits);
    throw new Again();
  }

  #bare({ file }: Source, uuid: string, reason: string): undefined {
    const remark = { ...this.#about(), reason: `${uuid} ${reason}` };
    if (!this.#pending.some((noted) => isSameRemark(noted.remark, remark))) this.#pending.push({ remark, file, at: uuid });
  }

  #about(): Omit<Remark, "reason"> {
    const { kind, name, path } = this.#subject;
    return { kind, name, ...(path !== undefined && { path: wordsOfPath(path) }) };
  }

  #noted(site: Site<ts.Node> | undefined, reason: string): Noted {
    const remark = { ...this.#about(), reason };
    if (site === undefined) return { remark, file: undefined, at: "" };
    return { remark, file: site.source.file, at: this.program.sources.mark(site.source.file, site.node.getStart(site.source.tree)) };
  }

  #placed({ remark, file, at }: Noted): Remark {
    const source = file === undefined ? undefined : this.program.sources.get(file);
    if (source === undefined) return remark;
    const position = typeof at === "string" ? Math.max(0, source.text.indexOf(at)) : at();
    return { ...remark, place: { file: source.file, line: source.lineAt(position) + 1 } };
  }
}

function isSameRemark(a: Remark, b: Remark): boolean {
  return a.kind === b.kind && a.name === b.name && a.path === b.path && a.reason === b.reason;
}
