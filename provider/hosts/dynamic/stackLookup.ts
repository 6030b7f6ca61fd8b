import * as pulumi from "@pulumi/pulumi";

/** A setting of the stack, such as `yay:baseUrl`. */
export function stackLookup(key: string): string | undefined {
  const at = key.indexOf(":");
  return new pulumi.Config(key.slice(0, at)).get(key.slice(at + 1));
}
