import { changedPaths, isObject, isSameItem, type Json, type JsonObject, plain } from "../../client/index";
import type { Target } from "../run/target";
import { isMask, own, type Props } from "../../common/values";
import { overlay } from "./overlay";

interface Sent {
  readonly live: JsonObject;
  readonly state: Props;
  readonly body: JsonObject;
}

/**
 * The names of what a PUT changes. What an answer does not show, such as a password, is held against what the state would have sent: it
 * goes with each PUT and is a change only where the program has another one.
 */
export function changedFields({ definition, omit }: Target, { live, state, body }: Sent): string[] {
  const shown = plain(overlay(definition, { live, inputs: {}, state: {}, omit }));
  const recorded = Object.keys(definition.fields).some((name) => own(state, name) !== undefined);
  const known = recorded ? plain(overlay(definition, { live, inputs: state, state, omit })) : shown;
  return changedPaths(withHidden(shown, known), body);
}

/** The live value, and where it has nothing, a mask or half an object, what is known of it. */
function withHidden(live: Json, known: Json | undefined): Json {
  if (known === undefined) return live;
  if (isObject(live) && isObject(known)) {
    const entries = [...new Set([...Object.keys(live), ...Object.keys(known)])].map((key) => {
      const [shown, sent] = [own(live, key) as Json | undefined, own(known, key) as Json | undefined];
      return [key, shown === undefined || isMasked(shown, sent) ? (sent ?? null) : withHidden(shown, sent)] as const;
    });
    return Object.fromEntries(entries);
  }
  if (Array.isArray(live) && Array.isArray(known)) {
    return live.map((item) =>
      withHidden(
        item,
        known.find((other) => isSameItem(item, other)),
      ),
    );
  }
  return live;
}

function isMasked(shown: Json, sent: Json | undefined): boolean {
  return sent !== undefined && typeof shown === "string" && shown.length > 2 && isMask(shown);
}
