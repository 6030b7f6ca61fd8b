import type { JsonObject } from "../json";
import type { Switches } from "../switches";
import type { Kind } from "./kind";
import { cannotBeSet, excluding, flag, reference, text, wholeNumber } from "./kind";

/**
 * Phone Number: list [doc], update [3p], the rest by the pattern of other paths [guess]. The body of a purchase is not known, so a POST takes
 * any of the fields. Whether a DELETE gives the number back follows the switch `numberRelease`, and whether a flow
 * and a trunk exclude each other `exclusions`.
 */
export const number: Kind = {
  path: "/voip/number",
  /** "A bundle must be created before SIP users or numbers" [doc]. */
  needs: "bundle",
  deletable: ({ numberRelease }) => numberRelease === "released",
  fields: {
    call_flow: reference(),
    can_invite_anonymously: flag(),
    /** A dialling code, such as "44". */
    country_code: text(),
    emergency_address: reference(),
    name: text(),
    /** The national part. */
    number: text(),
    /** A Number Address. */
    number_address: reference(),
    /** A Time Diary. */
    out_of_hours: reference(),
    /** Whether a body may have it follows the switch `numberFacts`. */
    price_category: wholeNumber(),
    /** The same. */
    required_address_type: wholeNumber(),
    trunk: reference(),
  },
  check: (body, switches) => [...factsIn(body, switches), ...excluding("call_flow", "trunk")(body, switches)],
};

function factsIn(body: JsonObject, { numberFacts }: Switches): string[] {
  return numberFacts === "refused" ? cannotBeSet(body, ["price_category", "required_address_type"]) : [];
}
