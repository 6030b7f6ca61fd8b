import type { JsonObject } from "../../client/index";
import { phoneNumber, wireValue } from "./plain";
import type { Field } from "../kind";
import { asText } from "../../common/values";

/** The API's names of the two parts of a number. */
export interface DialledParts {
  /** The dialling code of its country: `"44"`. */
  readonly countryCode: string;
  /** The number within that: `"1632960123"`. */
  readonly national: string;
}

/**
 * A number in E.164 form that an object is known by, and that the API shows in two parts: the dialling code of its country, and the rest.
 * It is required, another number is another object, and no body changes it.
 */
export function dialledNumber({ countryCode, national }: DialledParts): Field<true> {
  const whole = phoneNumber(national, { required: true });
  return {
    facts: { readFrom: [countryCode, national], replaceOnChanges: true },
    isRequired: true,
    shape: whole.shape,
    decode: (live) => {
      const [code, rest] = [digitsOf(live, countryCode).replace(/^0+/, ""), digitsOf(live, national)];
      return code === "" || rest === "" ? undefined : `+${code}${rest}`;
    },
    encode: () => undefined,
    same: (a, b) => whole.same(a, b),
    project: (_live, declared) => declared,
  };
}

/** The zeros of a national number stay: in some countries they are dialled from abroad, too. */
function digitsOf(live: JsonObject, name: string): string {
  return asText(wireValue(live, name)).replace(/\D/g, "");
}
