import ts from "typescript";
import type { Place } from "./types.js";

/** A file of the program as it is now, parsed. Edits make a new one. */
export class Source {
  #tree: ts.SourceFile | undefined;
  #byText: ReadonlyMap<string, readonly ts.Identifier[]> | undefined;

  constructor(
    readonly file: string,
    readonly text: string,
  ) {}

  get tree(): ts.SourceFile {
    return (this.#tree ??= ts.createSourceFile(this.file, this.text, ts.ScriptTarget.Latest, true));
  }

  /** Every node, parents before their children. */
  *nodes(from: ts.Node = this.tree): Generator<ts.Node> {
    const waiting: ts.Node[] = [from];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      yield node;
      const children: ts.Node[] = [];
      ts.forEachChild(node, (child) => void children.push(child));
      waiting.push(...children.reverse());
    }
  }

  /** The identifiers with this text, in their order. */
  identifiers(text: string): readonly ts.Identifier[] {
    this.#byText ??= this.#index();
    return this.#byText.get(text) ?? [];
  }

  #index(): ReadonlyMap<string, readonly ts.Identifier[]> {
    const found = new Map<string, ts.Identifier[]>();
    for (const node of this.nodes()) {
      if (ts.isIdentifier(node)) found.set(node.text, [...(found.get(node.text) ?? []), node]);
    }
    return found;
  }

  /** Where a node stands. */
  placeOf(node: ts.Node): Place {
    return { file: this.file, line: this.lineAt(node.getStart(this.tree)) + 1 };
  }

  /** The line of a position, from 0 on. */
  lineAt(position: number): number {
    return this.tree.getLineAndCharacterOfPosition(position).line;
  }

  /** Where the line of a position begins. */
  lineStart(position: number): number {
    return this.text.lastIndexOf("\n", position - 1) + 1;
  }

  /** Where the line of a position ends, before its end of line. */
  lineEnd(position: number): number {
    const end = this.text.indexOf("\n", position);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === "\r" ? end - 1 : end;
  }

  /** Where a comment ends that stands right behind a position, such as what an export says of a uuid; else the position. */
  behindComment(position: number): number {
    const [comment = ""] = /^[ \t]*\/\*[^]*?\*\//.exec(this.text.slice(position)) ?? [];
    return position + comment.length;
  }

  /** The blanks with which the line of a position begins. */
  indentAt(position: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(position)))?.[0] ?? "";
  }
}

/** An expression and the file in which it stands. */
export interface Site<Node extends ts.Node = ts.Expression> {
  readonly source: Source;
  readonly node: Node;
}

/** A piece of text that takes the place of another. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The files of a program while they are edited. Each edit is made at once: nodes that were found before it are no longer true. */
export class Sources {
  readonly #files = new Map<string, Source>();
  readonly #before = new Map<string, Source>();
  readonly #made: Edit[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) {
      const source = new Source(file, text);
      this.#files.set(file, source);
      this.#before.set(file, source);
    }
  }

  get all(): readonly Source[] {
    return [...this.#files.values()];
  }

  get(file: string): Source | undefined {
    return this.#files.get(file);
  }

  /** Makes edits that do not overlap. */
  apply(edits: readonly Edit[]): void {
    for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
      const before = this.#files.get(edit.file)?.text ?? "";
      const text = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
      this.#files.set(edit.file, new Source(edit.file, text));
      this.#made.push(edit);
    }
  }

  /** Remembers a position of a file. What it returns says where that is after all edits that were made since. */
  mark(file: string, position: number): () => number {
    const since = this.#made.length;
    return () =>
      this.#made.slice(since).reduce((at, edit) => {
        if (edit.file !== file || edit.start >= at) return at;
        return edit.end <= at ? at + edit.text.length - (edit.end - edit.start) : edit.start;
      }, position);
  }

  /** The files whose text has changed: what they were and what they are. */
  changed(): { readonly before: Source; readonly after: Source }[] {
    return this.all.flatMap((after) => {
      const before = this.#before.get(after.file);
      return before === undefined || before.text === after.text ? [] : [{ before, after }];
    });
  }
}
