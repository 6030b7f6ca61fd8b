import * as pulumi from "@pulumi/pulumi";
import { getNextExtension, getNextExtensionOutput, getSubReseller, getSubResellerOutput } from "../../provider/index";

/** A selector as a JavaScript program may write it. */
const given = (selector: object) => selector as { uuid: string; customer: string };
const nothing = pulumi.output<string | undefined>(undefined);
const failure = (promise: Promise<unknown>) =>
  promise.then(
    (value) => `found ${String(value)}`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
const stray = "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value …";

describe("a look-up that takes a customer", () => {
  const refusal = "Cannot find a free extension, and nothing was sent: customer has no value; leave it out for the own account.";

  it.each([undefined, null, "", " "])("is not turned to the own account where that is %j", async (customer) => {
    expect(await failure(getNextExtension(given({ customer })))).toBe(refusal);
  });

  it.each([undefined, null, ""])("says of a customer that is meant by %j that this is none", async (uuid) => {
    expect(await failure(getSubReseller(given({ uuid })))).toBe("Cannot look up a customer, and nothing was sent: uuid has no value.");
  });

  it("says which one to use for an output, and what is wrong with a text that an output was put into", async () => {
    const name = nothing as unknown as string;
    expect(await failure(getSubReseller({ name }))).toMatch(/name is an output; use the look-up that ends in Output/);
    expect(await failure(getNextExtension({ customer: Promise.resolve("x") as unknown as string }))).toMatch(/customer is a promise/);
    expect(await failure(getSubReseller({ name: stray }))).toMatch(/^Cannot look up a customer.*name: holds .*pulumi\.interpolate/);
    expect(await failure(getSubReseller({ name: stray }))).not.toContain("\n");
    expect(await failure(getNextExtension({ customer: 7 as unknown as string }))).toMatch(/customer: must be a text/);
  });

  /** Compiling is the test. */
  it("takes outputs within its selector, if it ends in Output", () => {
    const lookUps = (customer: pulumi.Output<string>) => [
      () => getNextExtensionOutput({ customer }),
      () => getSubResellerOutput({ uuid: customer }),
    ];
    expect(lookUps(pulumi.output("a-uuid"))).toHaveLength(2);
  });
});
