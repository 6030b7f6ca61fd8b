import { ExistsError } from "../errors";
import type { Target } from "../run/target";

/**
 * Whether what an earlier run made lives, by an answer of its own: a list is not believed about absence where that would buy again.
 *
 * @param note where this machine's note of it is, for the message. @throws ExistsError if neither is proven.
 */
export async function livesStill(target: Target, uuid: string, note: string | undefined): Promise<boolean> {
  try {
    return (await target.withId(uuid).find("look at what an earlier run made before it can create")) !== undefined;
  } catch (error) {
    throw stopped(target, { what: `as ${uuid}, and whether that lives is not known`, note, why: error });
  }
}

interface Stop {
  /** What is known of it, after "began to create it". */
  readonly what: string;
  readonly note: string | undefined;
  /** The error because of which no more is known. */
  readonly why?: unknown;
}

/** The error for a creation that an earlier run began and that only people can tell the end of. */
export function stopped({ name, definition: { kind } }: Target, { what, note, why }: Stop): ExistsError {
  const forget = note === undefined ? "" : ` If none is, delete the note of it (${note}).`;
  const said = `Cannot create ${name}: an earlier run began to create it ${what}, and nothing was sent.`;
  return new ExistsError(why instanceof Error ? `${said}\n${why.message}` : said, {
    living: [],
    advice: `Look for it among the living objects. If one is this ${kind}, write adopt: "<uuid>".${forget} Then run pulumi up again.`,
  });
}
