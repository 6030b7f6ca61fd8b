import { isUnsignedE164 } from "../../common/phone";
import { asText, isRecord, own } from "../../common/values";
import { recordedOf } from "../../lifecycle/kind";
import type { LiveObject } from "../liveObject";

const PHONE = /^(?:\+|0)[\d ()-]{6,20}$/;

/** What every spelling of a number is made of, so that no digits within other words are taken for one. */
const SPELLED = /^\+?[\d\s().\-/]+$/;

/** Whether a text is a phone number as people write them. */
export function isPhone(text: string): boolean {
  return PHONE.test(text);
}

/** The phone numbers without a plus that the flows among some arguments send calls to. */
export function unsignedForwards(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const number = isRecord(value) && own(value, "type") === "forward" ? own(value, "number") : undefined;
  const its = typeof number === "string" && isUnsignedE164(number) ? [number] : [];
  return [...its, ...Object.values(value).flatMap(unsignedForwards)];
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

/** A number of a customer, and how one spelling of it is dialled. */
interface Spelling {
  readonly number: string;
  readonly code: string;
  readonly as: "signed" | "unsigned" | "national";
}

/** The phone numbers that customers have, in whatever spelling texts have them: with or without a plus, or as dialled within the country. */
export class OwnNumbers {
  /** The numbers by their digits, with the plus if there is one. */
  readonly #bySpelling = new Map<string, Spelling>();

  constructor(objects: readonly LiveObject[]) {
    for (const object of objects) {
      const number = numberOf(object);
      if (number === undefined) continue;
      const code = asText(object.live["country_code"]).replace(/\D/g, "").replace(/^0+/, "");
      const digits = number.slice(1);
      this.#bySpelling.set(`+${digits}`, { number, code, as: "signed" });
      this.#bySpelling.set(`00${digits}`, { number, code, as: "signed" });
      this.#bySpelling.set(digits, { number, code, as: "unsigned" });
      this.#bySpelling.set(`0${digits.slice(code.length).replace(/^0/, "")}`, { number, code, as: "national" });
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
    if (found.as === "unsigned") return other.replace(/^\+/, "");
    return found.as === "national" && other.startsWith(`+${found.code}`) ? `0${other.slice(found.code.length + 1)}` : other;
  }

  #find(text: string): Spelling | undefined {
    return SPELLED.test(text) ? this.#bySpelling.get(text.replace(/\(0\)|[^\d+]/g, "")) : undefined;
  }
}
