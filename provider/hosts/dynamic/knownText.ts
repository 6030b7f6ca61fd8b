import * as pulumi from "@pulumi/pulumi";

/** The text of an input; undefined if it is blank, no text, or unknown in a preview. */
export function knownText(input: pulumi.Input<string>): Promise<string | undefined> {
  const output = pulumi.output(input) as unknown as { promise(withUnknowns?: boolean): Promise<unknown>; isKnown: Promise<boolean> };
  return output.isKnown.then(async (isKnown) => {
    const value = isKnown ? await output.promise() : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  });
}
