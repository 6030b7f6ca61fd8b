import * as pulumi from "@pulumi/pulumi";
import { hider, type Hide } from "../../client/hide";
import { type Path, textsOf } from "../../lifecycle/secrets/confidential";
import { isRecord } from "../../common/values";

/** A value that the program marked as secret, with its path in the arguments. */
export interface Mark {
  readonly path: Path;
  readonly value: unknown;
}

interface Later extends Mark {
  readonly value: Promise<unknown> | pulumi.Output<unknown>;
}

/** Finds all outputs and promises in a value. */
function laterIn(value: unknown, path: Path): Later[] {
  if (value instanceof Promise || pulumi.Output.isInstance(value)) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => laterIn(item, [...path, index]));
  if (!isRecord(value) || pulumi.Resource.isInstance(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => laterIn(inner, [...path, key]));
}

/** The SDK's method for the promise of an output's value, which its types leave out; unknown parts come as markers. */
interface Promising {
  promise(withUnknowns: boolean): Promise<unknown>;
}

/** The value of an input, with markers for unknown parts. */
export function valueOf(input: unknown): Promise<unknown> {
  return (pulumi.output(input) as unknown as Promising).promise(true);
}

async function seen({ path, value }: Later): Promise<Mark[]> {
  if (!pulumi.Output.isInstance(value)) return marksWithin(await value, path);
  if (!(await pulumi.isSecret(value))) return [];
  return [{ path, value: await valueOf(value) }];
}

async function marksWithin(value: unknown, path: Path): Promise<Mark[]> {
  return (await Promise.all(laterIn(value, path).map(seen))).flat();
}

/** Throws if the whole arguments are one output, such as `pulumi.secret({ … })`, because their names must be known. */
export function refuseOutput(what: string, args: unknown): void {
  if (!pulumi.Output.isInstance(args) && !(args instanceof Promise)) return;
  throw new pulumi.RunError(
    `${what}: the arguments are an output or a promise as a whole. Write them as an object, in which each value may be one, and wrap those that are secrets by pulumi.secret.`,
  );
}

/**
 * Finds what the program marked as secret in its arguments; undefined if it cannot have marked anything. Never fails: errors in the
 * arguments appear where they are used.
 */
export function marksIn(args: object): Promise<Mark[]> | undefined {
  const later = laterIn({ ...args }, []);
  return later.length === 0 ? undefined : Promise.all(later.map((one) => seen(one).catch(() => []))).then((marks) => marks.flat());
}

/** Translates the path of a mark to the properties that the class passes on. */
export type Place = (path: Path) => Path | Promise<Path>;

/** What a class knows of places among its arguments. */
export interface Places {
  readonly placeOf: Place;
  /** Whether the class makes this path secret itself. The same names elsewhere, such as under `extra`, belong to the program. */
  readonly isSecretAnyway: (path: Path) => boolean;
}

/**
 * The marks as an input for the engine. It is a secret itself, so that the output of the same name, with the provider's notes about the
 * marks, stays encrypted. What the kind keeps secret anyway is left out.
 */
export function confidentialInput(
  marks: Promise<Mark[]> | undefined,
  { placeOf, isSecretAnyway }: Places,
): pulumi.Output<unknown> | undefined {
  if (marks === undefined) return undefined;
  const paths = marks.then(async (found) => {
    const foreign = found.filter(({ path }) => !isSecretAnyway(path));
    return Promise.all(foreign.map(async ({ path }) => placeOf(path)));
  });
  return pulumi.output(paths.then((known) => (known.length === 0 ? undefined : pulumi.secret({ paths: known }))));
}

/** Creates a function that hides the marked values of arguments in texts for the user. */
export async function hideOf(marks: Promise<Mark[]> | undefined, args: object): Promise<Hide> {
  const found = (await marks) ?? [];
  if (found.length === 0) return hider([]);
  return hider(
    textsOf(
      found.map(({ value }) => value),
      await valueOf(args).catch(() => args),
    ),
  );
}

/** Runs an action on an input, and hides the values that the program marked as secret in its errors. */
export function withRedactedErrors<T, U>(input: pulumi.Input<T>, action: (value: pulumi.Unwrap<T>) => Promise<U>): pulumi.Output<U> {
  const marks = marksIn({ input });
  return pulumi.output(input).apply((value) =>
    action(value).catch(async (error: unknown) => {
      if (error instanceof Error) error.message = (await hideOf(marks, {}))(error.message);
      throw error;
    }),
  );
}
