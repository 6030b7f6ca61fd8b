import type { Kind, RecordKind } from "../../kinds/registry";

/**
 * The module that the engine's dynamic host loads for a kind. It stands twice in every resource's state, so it is short, the same on every
 * machine, and free of configuration. Every text that ever stood in a state must keep working.
 */
export function providerText(kind: Kind | RecordKind): string {
  return `exports.handler=()=>require("pulumi-yay/handlers")("${kind}")`;
}
