import { asText, own } from "../../common/values";
import { recordedOf } from "../../lifecycle/kind";
import type { LiveObject } from "../liveObject";

const PHONE = /^(?:\+|0)[\d ()-]{6,20}$/;

/** Whether a text is a phone number as people write them. */
export function isPhone(text: string): boolean {
  return PHONE.test(text);
}

export function isNumber({ definition: { kind } }: LiveObject): boolean {
  return kind === "PhoneNumber";
}

/** The phone number that a live object is, in E.164 form; undefined if it is none, or shows none. */
export function numberOf({ definition, live }: LiveObject): string | undefined {
  if (definition.kind !== "PhoneNumber") return undefined;
  const number = definition.fields["number"]?.decode(live, recordedOf("number", {}));
  return typeof number === "string" ? number : undefined;
}

/** The phone numbers that customers have, found in whatever spelling texts have them: international, or as dialled within the country. */
export class OwnNumbers {
  /** The numbers by their digits as dialled from abroad, without a sign in front, and as dialled within the country. */
  readonly #bySpelling = new Map<string, { readonly number: string; readonly code: string; readonly isNational: boolean }>();

  constructor(objects: readonly LiveObject[]) {
    for (const object of objects) {
      const number = numberOf(object);
      if (number === undefined) continue;
      const code = asText(object.live["country_code"]).replace(/\D/g, "").replace(/^0+/, "");
      const digits = number.slice(1);
      this.#bySpelling.set(`+${digits}`, { number, code, isNational: false });
      this.#bySpelling.set(`00${digits}`, { number, code, isNational: false });
      this.#bySpelling.set(`0${digits.slice(code.length).replace(/^0/, "")}`, { number, code, isNational: true });
    }
  }

  /** The number that a text means, in E.164 form; undefined if it means none of these. */
  meantBy(text: string): string | undefined {
    return this.#find(text)?.number;
  }

  /** What stands in the place of a text, dialled in the same way; undefined if the text means no number that has another one. */
  inPlaceOf(text: string, others: Readonly<Record<string, string>>): string | undefined {
    const found = this.#find(text);
    const other = found === undefined ? undefined : own(others, found.number);
    if (found === undefined || typeof other !== "string" || other === "") return undefined;
    return found.isNational && other.startsWith(`+${found.code}`) ? `0${other.slice(found.code.length + 1)}` : other;
  }

  #find(text: string) {
    return isPhone(text) ? this.#bySpelling.get(text.replace(/\(0\)|[^\d+]/g, "")) : undefined;
  }
}
