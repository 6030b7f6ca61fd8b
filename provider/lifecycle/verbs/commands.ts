import type { JsonObject } from "../../client/index";
import { changedFields } from "../compare/changedFields";
import { PartialFailure } from "../errors";
import type { Target } from "../run/target";
import { clean, own, type Props } from "../../common/values";
import { overlay } from "../compare/overlay";

interface Sending {
  /**
   * The object as a GET showed it; undefined after a write, because the answer to a write may leave out fields that the program does not
   * manage.
   */
  readonly live: JsonObject | undefined;
  readonly inputs: Props;
  /** The recorded state, with the values sent last. */
  readonly state: Props;
  /** The outputs to record if every command succeeds. */
  readonly outputs: Props;
}

/** The outputs in which every command still has the value sent last. */
export function withoutCommands({ definition, run }: Target, { inputs, state, outputs }: Omit<Sending, "live">): Props {
  const names = (definition.commands?.(inputs, run.settings) ?? []).map(({ argument }) => argument);
  return { ...outputs, ...Object.fromEntries(names.map((name) => [name, own(state, name)])) };
}

/**
 * Sends the commands whose declared value differs from the one sent last, each with the whole live object. If one fails, its argument is
 * left out of the outputs, so that the next up sends it again.
 */
export async function sendCommands(target: Target, { live, inputs, state, outputs }: Sending): Promise<Props> {
  const { definition, run } = target;
  const due = (definition.commands?.(inputs, run.settings) ?? []).filter(({ argument }) => own(inputs, argument) !== own(state, argument));
  for (const [index, { argument, path, extra }] of due.entries()) {
    try {
      // The previous command has changed the object, perhaps in an undocumented field.
      const now = index === 0 && live !== undefined ? live : await target.observe("update");
      const body = { ...overlay(definition, { live: now, inputs, state: outputs, omit: target.omit }), ...extra };
      const changed = changedFields(target, { live: now, state: outputs, body });
      await target.item("update", "PUT", { path, body, audit: { operation: "command", fields: changed } });
      target.holders.resets.recordPut(definition, { id: target.id ?? "", inputs, body });
    } catch (error) {
      const unsent = due.slice(index).map((command) => command.argument);
      const recorded = { ...outputs, ...Object.fromEntries(unsent.map((name) => [name, own(state, name)])) };
      throw new PartialFailure(
        `${target.name} lives, and ${argument} could not be sent: ${error instanceof Error ? error.message : String(error)}\nRun pulumi up again: it sends what is missing.`,
        target.id ?? "",
        clean({ ...recorded, __provider: own(inputs, "__provider") }) as Props,
      );
    } finally {
      run.listings.written(target.collection, target.id);
    }
  }
  return outputs;
}
