import { ExistsError } from "../errors";
import { lastPurchase } from "../run/lastPurchase";
import { Target } from "../run/target";
import { buys } from "./buying";
import type { Props } from "../../common/values";

/**
 * Whether what an earlier run made lives, by an answer of its own: a list is not believed about absence where that would make it again.
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

/**
 * Stops a purchase if an earlier run began one for this resource under another key, or for another customer, and that may live with nobody who
 * has it.
 *
 * @throws ExistsError that asks for `adopt`.
 */
export async function refuseBesideOther(target: Target, inputs: Props): Promise<void> {
  const { definition, holders, run } = target;
  const last = lastPurchase(target, inputs);
  const begun = buys(definition, inputs) ? last.other() : undefined;
  if (begun === undefined) return;
  const { uuid, customer } = begun;
  const note = last.place();
  const other = `as another one than ${definition.naturalKey(inputs)}`;
  if (uuid === undefined) throw stopped(target, { what: `${other}, and whether that was bought is not known`, note });
  const isHeld = () => holders.isMet(definition, uuid) || holders.holderOf(definition, uuid) !== undefined || run.hasClaimed(uuid);
  if (isHeld()) return;
  // Without a preview the engine may ask about the resource that has it only after this creation has begun.
  await holders.neighboursMet();
  if (isHeld()) return;
  if (customer === undefined) throw stopped(target, { what: `as ${uuid} elsewhere, and whether that lives is not known`, note });
  const theirs = new Target(definition, run, { props: { ...target.props, customer: customer === "" ? undefined : customer }, holders });
  if (await livesStill(theirs, uuid, note))
    throw stopped(target, { what: `as ${uuid}, ${other}, and no resource of this state is known to have that`, note });
}
