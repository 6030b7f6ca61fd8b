import { hider, HIDDEN } from "../../client/index";
import type { CheckFailure } from "../inputs/check";
import { CONFIDENTIAL, MarkedSecrets, keysIn, markedPaths, type Path } from "./confidential";
import { PartialFailure } from "../errors";
import type { Handler } from "../forms/handler";
import { MARKERS } from "../inputs/strayTexts";
import { SECRET, SIGNATURE } from "../../common/engineSecret";
import { isRecord, own, type Props } from "../../common/values";

/**
 * Wraps a handler so that no finding and no error repeats what the program marked as secret, and everything recorded about it goes under
 * one property that the engine encrypts. All kinds of a process share `met`, because the answer to one resource may repeat what is marked
 * in another, such as the name of its customer.
 */
export function withRedaction(handler: Handler, met = new Set<string>()): Handler {
  const redacting = <T>(markedSecrets: MarkedSecrets, method: () => Promise<T>, marked?: Props): Promise<T> =>
    redactErrors(method, { markedSecrets, met, marked });
  return {
    check: async (olds, news) => {
      const markedSecrets = new MarkedSecrets(news, olds);
      const { inputs, failures } = await redacting(markedSecrets, () => handler.check(olds, without(news)));
      return { inputs: { ...inputs, ...marksOf(news) }, failures: failures.map((failure) => reworded(failure, news, markedSecrets)) };
    },
    diff: (id, state, inputs) => redacting(new MarkedSecrets(inputs, state), () => handler.diff(id, opened(state), inputs)),
    create: async (inputs) => {
      const markedSecrets = new MarkedSecrets(inputs);
      const { id, outs } = await redacting(markedSecrets, () => handler.create(inputs), inputs);
      return { id, outs: sealed(outs, inputs) };
    },
    read: async (id, state) => {
      const result = await redacting(new MarkedSecrets({}, state), () => handler.read(id, opened(state)));
      if (result.id === "") return result;
      const inputs = result.inputs === undefined ? {} : { inputs: { ...without(result.inputs), ...marksOf(state) } };
      return { ...result, props: sealed(result.props, state), ...inputs };
    },
    update: async (id, state, inputs) => {
      const { outs } = await redacting(new MarkedSecrets(inputs, state), () => handler.update(id, opened(state), inputs), inputs);
      return { outs: sealed(outs, inputs) };
    },
    delete: (id, state) => redacting(new MarkedSecrets({}, state), () => handler.delete(id, opened(state))),
  };
}

/** The marks as the class passes them; empty if nothing is marked. */
function marksOf(props: Props): Props {
  const paths = markedPaths(props);
  return paths.length === 0 ? {} : { [CONFIDENTIAL]: { paths } };
}

function without(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name !== CONFIDENTIAL));
}

/** Moves the notes of a recorded state out of the encrypted property, to where the lifecycle expects them. */
function opened(state: Props): Props {
  const marks = own(state, CONFIDENTIAL);
  if (!isRecord(marks)) return state;
  const [shownAs, notShown] = [own(marks, "shownAs"), own(marks, "notShown")];
  return {
    ...state,
    ...(isRecord(shownAs) && { shownAs: { ...record(own(state, "shownAs")), ...shownAs } }),
    ...(Array.isArray(notShown) && { notShown: [...list(own(state, "notShown")), ...(notShown as unknown[])] }),
  };
}

/** The outputs to record: notes that would show a marked value are moved into the encrypted property. */
function sealed(outputs: Props, marked: Props): Props {
  const { shownAs, notShown, ...rest } = without(outputs);
  const paths = markedPaths(marked);
  if (paths.length === 0) return without(outputs);
  const markedSecrets = new MarkedSecrets({ ...rest, ...marksOf(marked) }, marked);
  const [secretTexts, texts] = split(Object.entries(record(shownAs)), ([path, text]) => markedSecrets.concerns(path, String(text)));
  const [secretNotes, notes] = split(list(notShown), (path) => markedSecrets.concerns(String(path)));
  const marks = { paths, ...noted(secretTexts, secretNotes) };
  return { ...secretMapKeys(rest, markedSecrets), ...noted(texts, notes), [CONFIDENTIAL]: marks };
}

/** Makes maps whose keys repeat marked names, such as the uuids of steps, secret as a whole. */
function secretMapKeys(outputs: Props, markedSecrets: MarkedSecrets): Props {
  const tells = (name: string, value: unknown) =>
    isRecord(value) && !markedSecrets.covers(name) && Object.keys(value).some((key) => markedSecrets.hide(key) !== key);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, tells(name, value) ? { [SIGNATURE]: SECRET, value } : value]),
  );
}

function noted(texts: readonly [string, unknown][], notes: readonly unknown[]): Props {
  return {
    ...(notes.length > 0 && { notShown: notes }),
    ...(texts.length > 0 && { shownAs: Object.fromEntries(texts) }),
  };
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

interface Redacting {
  readonly markedSecrets: MarkedSecrets;
  readonly met: Set<string>;
  readonly marked: Props | undefined;
}

/** Shorter texts of other resources may be part of any text, so they are not hidden. */
const LEAST_OF_OTHERS = 6;

/** Runs a method and hides marked values in its error, including the properties that a partial failure records. */
async function redactErrors<T>(method: () => Promise<T>, { markedSecrets, met, marked }: Redacting): Promise<T> {
  for (const text of markedSecrets.texts) if (text.length >= LEAST_OF_OTHERS) met.add(text);
  try {
    return await method();
  } catch (error) {
    if (!(error instanceof Error) || (markedSecrets.isIdle && met.size === 0)) throw error;
    const hide = hider([...markedSecrets.texts, ...met]);
    error.message = hide(error.message);
    if (!PartialFailure.is(error)) throw error;
    const recorded = marked === undefined ? error.properties : sealed(error.properties, marked);
    error.reasons.splice(0, Infinity, ...error.reasons.map(hide));
    throw Object.assign(error, { properties: recorded });
  }
}

/** A quoted text, with the kind of resource before it, if it names one. */
const QUOTED = /(?<kind>\b(?:[A-Z][a-z]+){2,} )?"(?<text>(?:[^"\\]|\\.)*)"/g;

const MONEY = /\b\d+\.\d{2,3}\b/g;

/**
 * Hides, in a finding about a marked value, the value itself, texts that a hint made from it, and sums that include it. Names of resources
 * and words of JavaScript are not hidden.
 */
function reworded(failure: CheckFailure, news: Props, markedSecrets: MarkedSecrets): CheckFailure {
  const hidden = markedSecrets.hide(failure.reason);
  const place = markedPaths(news).find((path) => isAbout(failure.reason, path));
  if (place === undefined) return { ...failure, reason: hidden };
  const names = new Set([...MARKERS, ...keysIn(news).filter((name) => !markedSecrets.texts.includes(name))]);
  const isShown = (text: string) => names.has(text) || (failure.reason.startsWith(`${place.join(".")}.`) && !markedSecrets.resembles(text));
  const quoted = hidden.replace(QUOTED, (all: string, kind: string | undefined, text: string) =>
    kind !== undefined || isShown(text) ? all : `"${HIDDEN}"`,
  );
  return { ...failure, reason: place.at(-1) === "amount" ? quoted.replace(MONEY, HIDDEN) : quoted };
}

function isAbout(reason: string, path: Path): boolean {
  const place = path.join(".");
  return reason.startsWith(`${place}:`) || reason.startsWith(`${place}.`);
}
