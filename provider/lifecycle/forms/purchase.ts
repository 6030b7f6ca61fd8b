import { creationNote } from "../run/creationNotes";
import { lastPurchase } from "../run/lastPurchase";
import type { Target } from "../run/target";
import type { Props } from "../../common/values";
import { ofOwnObject, type Steps } from "./steps";

/**
 * The steps of a kind whose creation costs money; what that asks of a creation stands in `verbs/buying.ts`.
 *
 * @param remains what stays of an object that no command deletes; left out, a deletion is one.
 */
export function ofPurchase(remains: string | undefined): Steps {
  if (remains === undefined) return ofOwnObject;
  return {
    ...ofOwnObject,
    remove: (target, state) => {
      forget(target, state, remains);
      return Promise.resolve();
    },
  };
}

function forget(target: Target, state: Props, remains: string): void {
  const { run, definition, id = "", name } = target;
  creationNote(target, state).forget();
  lastPurchase(target, state).forget(id);
  run.say(
    `${name}: it is forgotten, and nothing was sent, because no command is known that ends a ${definition.kind}. ${definition.kind} ${id} lives on: ${remains}`,
  );
}
