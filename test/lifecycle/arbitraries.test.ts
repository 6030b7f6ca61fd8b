import fc from "fast-check";
import * as z from "zod";
import { argumentsOf, fitting } from "../support/lifecycleArbitraries";

const whole = (shape: z.ZodRawShape) => z.strictObject({ __provider: z.string().optional(), ...shape });

/** A field of each sort that no generator of ours can make. */
const impossible: Readonly<Record<string, { shape: z.ZodRawShape; path: string }>> = {
  "a text of a form": { shape: { name: z.string(), pin: z.string().regex(/^\d{9}x$/, "must have nine digits") }, path: "the record.pin" },
  "a number out of reach": { shape: { port: z.number().min(1_000_000) }, path: "the record.port" },
  "a sort of values that is not known": { shape: { since: z.date() }, path: "the record.since" },
  "a part of an object": { shape: { at: z.strictObject({ since: z.date() }) }, path: "the record.at.since" },
  "an item of a list": { shape: { all: z.array(z.date()) }, path: "the record.all[]" },
  "an entry of a map": { shape: { all: z.record(z.string(), z.date()) }, path: "the record.all.*" },
  "a choice of a union": { shape: { one: z.union([z.string(), z.date()]) }, path: "the record.one" },
  "what may be left out": { shape: { since: z.date().optional() }, path: "the record.since" },
};

describe("random values for a schema", () => {
  it.each(Object.keys(impossible))("that cannot be made are an error which names the field, instead of an endless search: %s", (name) => {
    const { shape, path } = impossible[name]!;
    expect(() => argumentsOf(whole(shape))).toThrow(`None of 2000 random values fits as ${path}, mostly: `);
  });

  it("that cannot be made come with what stands against them, and with the way out", () => {
    const { shape } = impossible["a text of a form"]!;
    expect(() => argumentsOf(whole(shape))).toThrow(/mostly: must have nine digits\..* random\.fields .* test\/kinds\//);
  });

  it("that rules between arguments refuse, all of them, are an error as well", () => {
    const refusing = () => fitting(fc.integer(), (value) => [value > 0 ? "too large" : "too small", "wrong"], "a number");
    expect(refusing).toThrow("fits as a number, mostly: wrong.");
  });

  it("that can be made are those that fit", () => {
    const schema = whole({ name: z.string().min(1), roles: z.array(z.union([z.literal(1), z.literal(3)])).optional() });
    fc.assert(fc.property(argumentsOf(schema), (made) => expect(schema.safeParse(made).error).toBeUndefined()));
  });
});
