/** Text files of a program, by path relative to its folder, with `/` between the parts. */
export interface Project {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A key of an object, or a position in a list. */
export type Segment = string | number;

/** A value that lives otherwise than the program says. */
export interface Difference {
  /** Where it stands in the arguments: `flow.menu.next.2`, `members[1]`, `users["acme.api"].email`, or the same as segments. */
  readonly path: string | readonly Segment[];
  /** What the state has, which the program should say; left out or undefined, nothing. */
  readonly from?: unknown;
  /** What lives; left out or undefined, nothing. Uuids stand for references. */
  readonly to?: unknown;
}

/** A resource as stacks name it. */
export interface ResourceName {
  /** The class: `SipUser`. */
  readonly kind: string;
  /** The name that the program gives it. */
  readonly name: string;
}

/** A resource of the stack and the uuid of its object. */
export interface KnownResource extends ResourceName {
  readonly uuid: string;
}

/** A resource whose object was changed. */
export interface ChangedObject extends ResourceName {
  readonly differences: readonly Difference[];
}

/** An object that lives and that the program does not have. */
export interface NewObject {
  readonly kind: string;
  readonly uuid: string;
  /** The uuid of its customer; left out, the own account. */
  readonly customer?: string;
  /** The arguments with which a program declares it, without secrets; uuids stand for references. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The name to give the resource. Left out, one is made of what the object is called. */
  readonly name?: string;
  /** Whether the code has `adopt` with the uuid, so that the first `pulumi up` takes the object over and never makes another one. */
  readonly adopts?: boolean;
}

/** What was changed behind the program's back. */
export interface Changes {
  /** All resources of the stack. What they have as uuid is written as a reference. */
  readonly resources: readonly KnownResource[];
  readonly changed?: readonly ChangedObject[];
  /** Resources whose objects do not live any more. */
  readonly gone?: readonly ResourceName[];
  readonly added?: readonly NewObject[];
  /**
   * Whether two values of an argument mean the same, by the rules of its kind: so lists without an order keep the program's. Left out, order
   * counts.
   */
  readonly isSame?: (kind: string, argument: string, a: unknown, b: unknown) => boolean;
}

/** A place in a file, from line 1 on. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A change that the patch has. */
export interface Edited extends ResourceName {
  /** Where in the arguments; left out, the resource as a whole. */
  readonly path?: string;
  readonly what: "changed" | "declared" | "removed";
}

/** Something to know of the patch, or of what it lacks: where, and why. */
export interface Remark extends ResourceName {
  readonly path?: string;
  /** Where in the program, as the patch leaves it; left out if the program has no such place. */
  readonly place?: Place;
  readonly reason: string;
}

/** A resource that the patch declares, whose object has to be imported. */
export interface Declared extends KnownResource {
  readonly customer?: string;
  readonly file: string;
}

/** An edit of a program. */
export interface ProgramPatch {
  /** A unified diff that `git apply -p1` takes in the project's folder; empty if there is nothing to change. */
  readonly patch: string;
  /** The whole new text of each changed file. */
  readonly files: Readonly<Record<string, string>>;
  readonly edited: readonly Edited[];
  /** What the patch does not have: the program and what lives stay different here. */
  readonly notEdited: readonly Remark[];
  /** What the patch has and somebody should look at, such as a uuid that no variable holds. */
  readonly remarks: readonly Remark[];
  readonly declared: readonly Declared[];
}
