import type { Kind, RecordKind } from "../../kinds/registry";

/**
 * The module that the dynamic host loads for a kind. Every resource's state contains it twice, so it is short, the same on every machine,
 * and free of configuration. Every text that was ever in a state must keep working.
 */
export function providerText(kind: Kind | RecordKind): string {
  return `exports.handler=()=>require("pulumi-yay/handlers")("${kind}")`;
}
