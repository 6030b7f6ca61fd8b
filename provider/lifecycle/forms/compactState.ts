import { PartialFailure } from "../errors";
import type { ResourceDefinition } from "../kind";
import { isRecord, own, type Props } from "../../common/values";
import type { Handler } from "./handler";

/**
 * The same handler, which records no entry of a map that follows from the rest of the state, and is shown all of them. What an older release
 * has recorded stays recorded, so that no read of it shows a change. A diff is shown the state as it is recorded: it compares arguments, and
 * no argument follows from others.
 */
export function compactState(handler: Handler, definition: ResourceDefinition): Handler {
  if (definition.following === undefined) return handler;
  const following = (state: Props) => definition.following?.(state) ?? {};
  const whole = (state: Props) => completeState(definition, state);
  const recorded = (outs: Props, before: Props) => reduced(outs, { following: following(outs), before });
  const recording = async <T>(before: Props, method: () => Promise<T>): Promise<T> => {
    try {
      return await method();
    } catch (error) {
      if (!PartialFailure.is(error)) throw error;
      throw Object.assign(error, { properties: recorded(error.properties, before) });
    }
  };
  return {
    check: (olds, news) => handler.check(olds, news),
    diff: (id, state, inputs) => handler.diff(id, state, inputs),
    create: (inputs) =>
      recording({}, async () => {
        const created = await handler.create(inputs);
        return { ...created, outs: recorded(created.outs, {}) };
      }),
    read: async (id, state) => {
      const result = await handler.read(id, whole(state));
      return result.id === "" ? result : { ...result, props: recorded(result.props, state) };
    },
    update: (id, state, inputs) =>
      recording(state, async () => {
        const { outs } = await handler.update(id, whole(state), inputs);
        return { outs: recorded(outs, state) };
      }),
    delete: (id, state) => handler.delete(id, whole(state)),
  };
}

/** What a creation with these outputs records. */
export function recordedAtFirst(definition: ResourceDefinition, outs: Props): Props {
  return reduced(outs, { following: definition.following?.(outs) ?? {}, before: {} });
}

/** A state as the lifecycle sees it: with the entries of maps that follow from the rest of it, and are not recorded. */
export function completeState({ following }: Pick<ResourceDefinition, "following">, state: Props): Props {
  return following === undefined ? state : completed(state, following(state));
}

function completed(state: Props, following: Readonly<Record<string, Props>>): Props {
  const maps = Object.entries(following).flatMap(([name, entries]) => {
    const all = { ...entries, ...recordedOf(state, name) };
    return Object.keys(all).length === 0 ? [] : [[name, all] as const];
  });
  return { ...state, ...Object.fromEntries(maps) };
}

interface Reduction {
  readonly following: Readonly<Record<string, Props>>;
  readonly before: Props;
}

/** An empty map stays if nothing differs: without the output a preview could not know it. */
function reduced(outs: Props, { following, before }: Reduction): Props {
  const maps = Object.entries(following).flatMap(([name, entries]) => {
    const map = own(outs, name);
    if (!isRecord(map)) return [];
    const mustStay = ([key, value]: [string, unknown]) => own(entries, key) !== value || Object.hasOwn(recordedOf(before, name), key);
    return [[name, Object.fromEntries(Object.entries(map).filter(mustStay))] as const];
  });
  return { ...outs, ...Object.fromEntries(maps) };
}

function recordedOf(state: Props, name: string): Props {
  const map = own(state, name);
  return isRecord(map) ? map : {};
}
