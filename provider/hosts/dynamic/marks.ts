import * as pulumi from "@pulumi/pulumi";
import { hider, type Hide } from "../../client/index";
import { type Path, textsOf } from "../../lifecycle/secrets/confidential";
import { isRecord } from "../../common/values";

/** A value that the program has marked as secret, and where it stands among the arguments. */
export interface Mark {
  readonly path: Path;
  readonly value: unknown;
}

interface Later extends Mark {
  readonly value: Promise<unknown> | pulumi.Output<unknown>;
}

/** Everything in arguments of which nothing can be seen yet. */
function laterIn(value: unknown, path: Path): Later[] {
  if (value instanceof Promise || pulumi.Output.isInstance(value)) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => laterIn(item, [...path, index]));
  if (!isRecord(value) || pulumi.Resource.isInstance(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => laterIn(inner, [...path, key]));
}

/** The SDK's own promise of an output's value, which its types leave out; parts that are not known yet come as a sign. */
interface Promising {
  promise(withUnknowns: boolean): Promise<unknown>;
}

/** The value of an input, with a sign for each part that is not known yet. */
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

/** Throws where all of the arguments are one output, such as `pulumi.secret({ … })`: which there are is not known yet. */
export function refuseOutput(what: string, args: unknown): void {
  if (!pulumi.Output.isInstance(args) && !(args instanceof Promise)) return;
  throw new pulumi.RunError(
    `${what}: the arguments are an output or a promise as a whole. Write them as an object, in which each value may be one, and wrap those that are secrets by pulumi.secret.`,
  );
}

/**
 * What the program has marked as secret in its arguments; undefined where it cannot have marked anything. It never fails: whoever needs
 * the arguments themselves fails then.
 */
export function marksIn(args: object): Promise<Mark[]> | undefined {
  const later = laterIn({ ...args }, []);
  return later.length === 0 ? undefined : Promise.all(later.map((one) => seen(one).catch(() => []))).then((marks) => marks.flat());
}

/** Where a mark stands among the properties that the class hands over, if that is another place. */
export type Place = (path: Path) => Path | Promise<Path>;

/** What a class knows of places among its arguments. */
export interface Places {
  readonly placeOf: Place;
  /** Whether the class wraps what stands at a path itself. The same names elsewhere, such as under `extra`, are the program's. */
  readonly isSecretAnyway: (path: Path) => boolean;
}

/**
 * The marks as the engine gets them: a secret itself, so that what the provider notes about them under the same name stays encrypted.
 * What the kind keeps secret anyway is no news.
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

/** Hides the marked values of arguments in texts for the person who runs the program. */
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

/** An action on a value of the program whose errors repeat none of it where the program has marked it. */
export function discreetly<T, U>(input: pulumi.Input<T>, action: (value: pulumi.Unwrap<T>) => Promise<U>): pulumi.Output<U> {
  const marks = marksIn({ input });
  return pulumi.output(input).apply((value) =>
    action(value).catch(async (error: unknown) => {
      if (error instanceof Error) error.message = (await hideOf(marks, {}))(error.message);
      throw error;
    }),
  );
}
