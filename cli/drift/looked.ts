import type { Kind } from "pulumi-yay/objects";
import type { NamedFlow } from "../flow/rawFlow.js";
import type { State } from "../shared/states.js";
import type { SaidPlace } from "./places.js";
import type { NameOf } from "./words.js";

/** What a resource has, in the form that the engine has: arguments, and what the API has set. */
export type Props = Readonly<Record<string, unknown>>;

/** One resource of a stack, and what was found where it should live. */
export interface Looked {
  readonly stack: string;
  readonly kind: Kind;
  /** The name of the resource in its program. */
  readonly resource: string;
  readonly uuid: string;
  /** As the stack has it: what was last deployed or accepted. */
  readonly held: Props;
  /** As it lives; undefined if it is gone. */
  readonly live: Props | undefined;
  /** As the program has it now; undefined if it does not declare the resource any more. */
  readonly program: Props | undefined;
  /** The uuids of the steps of a flow by their names, as the stack has them and as they live; empty for other kinds. */
  readonly stepUuids: StepUuids;
  /** Whether the refresh has changed anything, also what is not shown. */
  readonly isTouched: boolean;
  /** Whether the engine would change the object, also in what is not shown. */
  readonly changes: boolean;
}

/** The uuids of steps by their names, by which steps of undocumented modules lead to others. */
export interface StepUuids {
  readonly held: Readonly<Record<string, string>>;
  readonly live: Readonly<Record<string, string>>;
}

/** What was found of one stack. */
export interface Found {
  readonly stack: string;
  /** How many objects were looked at. */
  readonly looked: number;
  /** What each of them has, in the state and where it lives, for names. */
  readonly sides: readonly Side[];
  /** All states, for the names of what they refer to. */
  readonly states: readonly State[];
  /** What could not be looked at, in sentences. */
  readonly unread: readonly string[];
  /** Says what it comes to, once names are known. */
  readonly judge: (nameOf: NameOf) => Verdicts;
}

/** An object as the stack has it and as it lives. */
export interface Side {
  readonly kind: string;
  readonly uuid: string;
  readonly held: Props;
  readonly live: Props | undefined;
}

/** What came of looking at one stack. */
export interface Verdicts {
  readonly drifted: readonly Drifted[];
  readonly pending: readonly Pending[];
  /** Resources that somebody changed to what the program says by now, or in what it ignores. */
  readonly agreed: readonly Named[];
}

/** A place at which an object was changed behind the code's back. */
export interface Change extends SaidPlace {
  /** What was last deployed, if the program says something else by now. */
  readonly deployed?: unknown;
}

/** A resource, for reports. */
export interface Named {
  readonly stack: string;
  readonly kind: string;
  /** The name of the resource in its program. */
  readonly resource: string;
  readonly uuid: string;
  /** The uuid of the customer; left out, the own account. */
  readonly customer?: string;
  /** What the object is called where it lives, and its extension. */
  readonly title: string;
}

/** An object that is not what the code says, because somebody changed or deleted it. */
export interface Drifted extends Named {
  readonly fate: "changed" | "deleted";
  readonly changes: readonly Change[];
  /** The flow as the stack has it and as it lives, for pictures. */
  readonly flow?: { readonly says: NamedFlow; readonly lives: NamedFlow };
}

/** A resource that the program itself changes: no drift. */
export interface Pending extends Named {
  readonly sentences: readonly string[];
}

/** What came of looking at stacks. */
export interface Judged extends Verdicts {
  readonly stacks: readonly string[];
  readonly looked: number;
  /** What could not be looked at, in sentences. */
  readonly unread: readonly string[];
}

/**
 * What was found of several stacks, said with the names that are known: stack by stack, by the names of the resources,
 * because the engine tells of them in another order each time.
 */
export function judge(found: readonly Found[], nameOf: NameOf): Judged {
  const verdicts = found.map((one) => one.judge(nameOf));
  return {
    stacks: found.map(({ stack }) => stack),
    looked: found.reduce((sum, { looked }) => sum + looked, 0),
    drifted: verdicts.flatMap(({ drifted }) => [...drifted].sort(byResource)),
    pending: verdicts.flatMap(({ pending }) => [...pending].sort(byResource)),
    agreed: verdicts.flatMap(({ agreed }) => [...agreed].sort(byResource)),
    unread: found.flatMap(({ unread }) => unread),
  };
}

function byResource(one: Named, other: Named): number {
  const [mine, theirs] = [one, other].map(({ resource, kind, uuid }) => `${resource}\0${kind}\0${uuid}`) as [string, string];
  return mine < theirs ? -1 : mine > theirs ? 1 : 0;
}
