import type * as pulumi from "@pulumi/pulumi";
import { knownText } from "./knownText";

/** What the engine knows of every resource that takes part in a preview, because all kinds declare it as plain text. */
const ALWAYS_KNOWN = "__provider";

/**
 * In a preview, whether the run makes the resource, also by replacing one. A resource that a run leaves out (`--target`, `--exclude`) and that does
 * not live yet has no id either; but the engine gives nothing of it back, not even what is the same in every run.
 */
export async function isToBeMade(resource: pulumi.CustomResource): Promise<boolean> {
  if ((await knownText(resource.id)) !== undefined) return false;
  const given: unknown = Reflect.get(resource, ALWAYS_KNOWN);
  return (await knownText(given as pulumi.Output<string>)) !== undefined;
}
