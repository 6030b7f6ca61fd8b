import { defineKind } from "../lifecycle/defineKind";
import { choice } from "../lifecycle/fields/index";
import type { Finding } from "../lifecycle/kind";
import type { PurchaseArgs } from "../lifecycle/arguments";
import { isRecord, own, type Props } from "../common/values";

/** What a program writes for a pack of call minutes. */
export interface CallPackArgs extends PurchaseArgs {
  /**
   * Which pack: 13 to 16 are 1,000, 2,000, 5,000 and 10,000 minutes to landlines and mobiles of the UK, 17 to 20 the same to the UK and the EU.
   * [documented]
   */
  packId: 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20;
}

/** The documents have no command that changes a pack. */
function rules(inputs: Props): Finding[] {
  const adopt = own(inputs, "adopt");
  if (!isRecord(adopt) || own(adopt, "overwrite") !== true) return [];
  return [{ path: "adopt", reason: 'cannot overwrite a pack, because no command changes one; write adopt: "<uuid>"' }];
}

/**
 * A pack of call minutes of a customer: `/voip/call-pack`, a path from a catalogue. List, read and create are documented; a change or a deletion is
 * not, so another pack is bought anew. The examples of a read show no `pack_id`: what was bought is then known from the creation alone. That it
 * costs money is a guess.
 *
 * It is bought, and no command changes or ends it.
 */
export const callPack = defineKind<CallPackArgs>({
  kind: "CallPack",
  documentation: "partial",
  scope: "customer",
  path: "/voip/call-pack",
  guessedPath: "item",
  args: {
    packId: choice(
      "pack_id",
      {
        ...{ "UK, 1000 minutes": 13, "UK, 2000 minutes": 14, "UK, 5000 minutes": 15, "UK, 10000 minutes": 16 },
        ...{ "UK and EU, 1000 minutes": 17, "UK and EU, 2000 minutes": 18, "UK and EU, 5000 minutes": 19, "UK and EU, 10000 minutes": 20 },
      },
      { required: true, replaceOnChanges: true },
    ),
  },
  check: { rules },
  chargeable: true,
  remains: "what it cost is paid, and whether it costs again is not known. Look at it in the portal.",
  readBack: true,
});
