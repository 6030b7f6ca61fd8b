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
 * The names of the fields that a PUT changes. Values that answers do not show, such as passwords, go with each PUT; they are compared with
 * what the state would have sent, and so count only if the program has a new value.
 */
export function changedFields({ definition, omit }: Target, { live, state, body }: Sent): string[] {
  const shown = plain(overlay(definition, { live, inputs: {}, state: {}, omit }));
  const recorded = Object.keys(definition.fields).some((name) => own(state, name) !== undefined);
  const known = recorded ? plain(overlay(definition, { live, inputs: state, state, omit })) : shown;
  return changedPaths(withHidden(shown, known), body);
}

/** The live value, completed by what is known from the state if the answer shows nothing, a mask or only part of an object. */
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
