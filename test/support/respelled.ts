import { acme } from "./account";
import { Engine, type Program } from "./lifecycleEngine";
import { Stranger, type Ways } from "./lifecycleStranger";
import type { Json, JsonObject } from "../../provider/simulator/index";

/** What an API makes of a text. */
export type Speller = (text: string) => string;

/** What it may make of one, by what such an API does. */
export const spellers: Readonly<Record<string, Speller>> = {
  "takes accents apart": (text) => text.normalize("NFD"),
  "puts accents together": (text) => text.normalize("NFC"),
  "writes capitals": (text) => text.toUpperCase(),
  "writes small letters": (text) => text.toLowerCase(),
  "drops blanks": (text) => text.replace(/\s+/g, ""),
  "has another dash and more blanks": (text) => text.replace(/-/g, "\u2013").replace(/ /g, "  "),
};

/** What tells things apart, and so has one spelling. */
export const fixed = new Set(["module", "type", "uuid", "created_on", "updated_on", "next", "match", "nomatch", "pin", "password"]);

export const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A value with every text in it, at any depth, as a speller writes it, but those that have one spelling. */
export function spelled(value: Json, speller: Speller, key = ""): Json {
  if (typeof value === "string") return fixed.has(key) || uuidForm.test(value) ? value : speller(value);
  if (Array.isArray(value)) return value.map((item) => spelled(item, speller, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.normalize(speller("\u00e9") === "e\u0301" ? "NFD" : "NFC"),
      spelled(inner, speller, name),
    ]),
  );
}

/** An API that shows every text anew. The name of a customer goes into a header, so it comes back as it is. */
export const anew = (speller: Speller): Ways => ({
  show: (record) => {
    const { name = "" } = record;
    return { ...(spelled(record, speller) as JsonObject), ...("contact_name" in record && { name }) };
  },
});

/** Such an API with one customer, and a stack that speaks to it. */
export interface Met {
  readonly stranger: Stranger;
  readonly engine: Engine;
}

/** Runs an action beside an API that has these ways and no other. */
export async function meet(ways: Ways, action: (met: Met) => Promise<void>): Promise<void> {
  const stranger = await Stranger.start(ways);
  try {
    // Nothing but how it shows what it has is unusual.
    expect(ways).toEqual({ show: expect.any(Function) });
    stranger.add("/account/reseller", { uuid: acme, name: "acme-ltd", contact_name: "Acme" });
    await action({ stranger, engine: new Engine(stranger) });
  } finally {
    await stranger.close();
  }
}

/** Expects that nothing of the program is an update or a drift, with requests or without. */
export async function settled({ stranger, engine }: Met, program: Program): Promise<void> {
  const { inputs = {} } = program["it"] ?? {};
  expect(engine.recorded("it").outputs).toMatchObject(inputs);
  const from = stranger.requests.length;
  expect(await engine.up(program)).toEqual({ it: "same" });
  expect(stranger.requests.slice(from)).toEqual([]);
  expect(await engine.refresh()).toEqual({ it: "same" });
  expect(await engine.up(program)).toEqual({ it: "same" });
  expect(stranger.requests.slice(from).filter(({ method }) => method !== "GET")).toEqual([]);
}
