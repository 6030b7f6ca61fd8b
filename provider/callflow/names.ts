import { moduleEntry, SIPUSER_VOICEMAIL } from "./modules";
import { isList, isRecord, isUuid, own, type Entries } from "./values";

function* targetTexts(step: unknown): Generator {
  if (!isRecord(step)) return;
  const module = moduleEntry(own(step, "module"));
  if (module === undefined) return;
  for (const fact of module.keys.values()) {
    const value = own(step, fact.wire);
    if (fact.value.is === "target") yield value;
    if (fact.value.is === "targets" && (isRecord(value) || isList(value))) yield* Object.values(value);
  }
}

/** The targets that name no step. They stay as they are, so no step may get their text as its name. */
function textsThatLeadNowhere(wire: Entries): Set<string> {
  const texts = new Set<string>([SIPUSER_VOICEMAIL]);
  for (const step of Object.values(wire)) {
    for (const text of targetTexts(step)) if (typeof text === "string" && !Object.hasOwn(wire, text)) texts.add(text);
  }
  return texts;
}

const slug = (module: unknown): string => {
  const text = typeof module === "string" ? module.toLowerCase().replace(/[^a-z0-9]+/g, "-") : "";
  return text.replace(/^-|-$/g, "").slice(0, 40) || "step";
};

const moduleOf = (wire: Entries, key: string): unknown => {
  const step = own(wire, key);
  return isRecord(step) ? own(step, "module") : undefined;
};

function* candidates(wire: Entries, key: string, onlyStart: string | undefined): Generator<string> {
  if (key === onlyStart) yield "start";
  const base = slug(moduleOf(wire, key));
  const digits = isUuid(key) ? key.toLowerCase().replaceAll("-", "") : "";
  for (let length = 4; length <= digits.length; length += 2) yield `${base}-${digits.slice(0, length)}`;
  for (let number = 2; ; number += 1) yield `${base}-${number}`;
}

/**
 * Names every step of a live flow: the known name for its uuid; else its key, unless that is a uuid; else a name made from module and uuid
 * (`voicemail-3fa8`; the only start step is `start`). Names are unique and do not depend on the order of steps.
 */
export function nameSteps(wire: Entries, known: Readonly<Record<string, string>>): Map<string, string> {
  const names = new Map<string, string>();
  const taken = textsThatLeadNowhere(wire);
  const assignName = (key: string, name: unknown): boolean => {
    if (typeof name !== "string" || taken.has(name) || (isUuid(name) && name !== key)) return false;
    taken.add(name);
    names.set(key, name);
    return true;
  };
  const keys = Object.keys(wire);
  const unnamed = keys.filter((key) => !assignName(key, own(known, key)));
  for (const name of Object.values(known)) taken.add(name);
  const starts = keys.filter((key) => moduleOf(wire, key) === "start");
  const onlyStart = starts.length === 1 ? starts[0] : undefined;
  const nameless = unnamed.filter((key) => isUuid(key) || !assignName(key, key));
  for (const key of nameless.sort()) {
    for (const name of candidates(wire, key, onlyStart)) if (assignName(key, name)) break;
  }
  return names;
}
