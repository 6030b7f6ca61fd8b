import type ts from "typescript";
import { exportedConstant } from "./modules.js";
import { type Declaration, Declarations } from "./resources.js";
import { meaningOf } from "./scope.js";
import { type Site, Sources } from "./source.js";
import type { Changes, KnownResource, ResourceName } from "./types.js";

/** A program and what is known of its resources. */
export class Program {
  readonly sources: Sources;
  readonly declarations: Declarations;
  readonly #uuids = new Map<string, string>();
  readonly #resources = new Map<string, KnownResource>();
  readonly #gone: ReadonlySet<string>;

  constructor(files: Readonly<Record<string, string>>, { resources, gone = [] }: Changes) {
    this.sources = new Sources(files);
    this.declarations = new Declarations(this.sources);
    this.#gone = new Set(gone.map(idOf));
    for (const resource of resources) this.learn(resource);
  }

  /** Takes a resource in that the program declares from now on. */
  learn(resource: KnownResource): void {
    this.#uuids.set(idOf(resource), resource.uuid);
    // A part of an object, such as the content of a flow, has the uuid of the whole, which is meant.
    if (!resource.kind.endsWith("Content")) this.#resources.set(resource.uuid.toLowerCase(), resource);
  }

  /** The uuid of what a declaration makes, or of a resource of the stack. */
  uuidOf({ kind, name }: Pick<Declaration, "kind" | "name">): string | undefined {
    return name === undefined ? undefined : this.#uuids.get(idOf({ kind, name }));
  }

  /** The living resource that has a uuid. */
  resourceOf(uuid: string): KnownResource | undefined {
    const resource = this.#resources.get(uuid.toLowerCase());
    return resource === undefined || this.isGone(resource) ? undefined : resource;
  }

  /** Whether a resource has lost its object. */
  isGone(resource: ResourceName): boolean {
    return this.#gone.has(idOf(resource));
  }

  /** What a module of the program that stands under a name exports under a key. */
  constantOfModule({ source, node }: Site<ts.Identifier>, key: string): Site<ts.VariableDeclaration> | undefined {
    const meaning = meaningOf(this.sources, source, node);
    return meaning.is === "module" ? exportedConstant(this.sources, meaning.file, key) : undefined;
  }
}

function idOf({ kind, name }: ResourceName): string {
  return `${kind} ${name}`;
}
