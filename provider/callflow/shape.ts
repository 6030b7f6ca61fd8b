import type { Node } from "./graph";
import type { IdKind } from "./ids";
import { entryFact, entryTypes, moduleEntry, moduleNames, WAY_KEYS, type KeyFact, type ModuleEntry } from "./modules";
import { patternFaults } from "./patterns";
import { kindOfValue, type Report } from "./reporter";
import { misspelt, nearest } from "../common/nearest";
import { isE164, isUnsignedE164 } from "../common/phone";
import { isEmergencyNumber } from "./emergency";
import { suggestion } from "./suggest";
import { isAbsent, isList, isRecord, isUuid, own, UNKNOWN, type Entries } from "./values";

/** Options of the rules on one step. */
export interface ShapeOptions {
  /** Returns the kind of the object that has a uuid, if the host knows it: `sipuser` or `SipUser`, and so on. */
  kindOf?: (uuid: string) => string | undefined;
}

interface Scope {
  report: Report;
  step: string;
  kindOf: (uuid: string) => string | undefined;
}

const kindNames: Readonly<Record<IdKind, string>> = {
  sipuser: "a SIP user",
  huntgroup: "a hunt group",
  sound: "a sound",
  playlist: "a playlist",
  mailbox: "a mailbox",
  trunk: "a trunk",
};
const nameOfKind = (kind: string): string => Object.entries(kindNames).find(([name]) => name === kind.toLowerCase())?.[1] ?? `a ${kind}`;
const namesOfKinds = (kinds: readonly IdKind[]): string => kinds.map((kind) => kindNames[kind]).join(" or ");

/** Where a value stands, for a message. Nearly no value needs one, so the rules ask for it late. */
const placeOf = (at: readonly string[], step: string): string => `${at.slice(1).join(".")} of step "${step}"`;

function checkId(value: unknown, kinds: readonly IdKind[], at: readonly string[], { report, step, kindOf }: Scope): void {
  const what = () => placeOf(at, step);
  const meant = () => namesOfKinds(kinds);
  if (!isUuid(value)) {
    report(
      "key-type",
      at,
      `${what()} is the uuid of ${meant()}, and this is ${kindOfValue(value)} of another form.`,
      `Write the uuid of ${meant()}.`,
    );
    return;
  }
  const kind = kindOf(value);
  if (kind === undefined || kinds.some((accepted) => accepted === kind.toLowerCase())) return;
  report("id-kind", at, `${what()} names ${nameOfKind(kind)} where ${meant()} is meant.`, `Write the uuid of ${meant()}.`);
}

/** Checks that a value is a list, and each known member of it. */
function checkList(
  value: unknown,
  at: readonly string[],
  { report, step }: Scope,
  member: (value: unknown, at: readonly string[]) => void,
): void {
  if (!isList(value)) {
    report("key-type", at, `${at.slice(1).join(".")} of step "${step}" is a list, and this is ${kindOfValue(value)}.`);
    return;
  }
  for (const [index, item] of value.entries()) if (item !== UNKNOWN) member(item, [...at, String(index)]);
}

function checkEntry(entry: unknown, at: readonly string[], scope: Scope): void {
  const { report, step } = scope;
  const what = () => placeOf(at, step);
  if (!isRecord(entry)) {
    report("key-type", at, `${what()} is an object with a type, and this is ${kindOfValue(entry)}.`);
    return;
  }
  const type = own(entry, "type");
  if (type === UNKNOWN) return;
  if (typeof type !== "string" || type === "") {
    report("key-missing", [...at, "type"], `${what()} says no type.`, suggestion("", entryTypes, "Documented types"));
    return;
  }
  const fact = entryFact(type);
  if (fact === undefined) {
    const meant = misspelt(type, entryTypes);
    if (meant !== undefined)
      report("module-misspelt", [...at, "type"], `${what()} has the undocumented type "${type}".`, `Did you mean "${meant}"?`);
    return;
  }
  checkKeys(entry, ["type", fact.key], at, scope);
  const value = own(entry, fact.key);
  if (value === UNKNOWN) return;
  if (isAbsent(value)) report("key-missing", [...at, fact.key], `${what()} needs ${fact.key}.`);
  else if (fact.key === "uuid") checkId(value, fact.kinds, [...at, "uuid"], scope);
  else checkNumber(value, [...at, "number"], scope);
}

function checkNumber(value: unknown, at: readonly string[], { report, step }: Scope): void {
  const what = () => placeOf(at, step);
  if (typeof value !== "string") report("key-type", at, `${what()} is text, and this is ${kindOfValue(value)}.`);
  else if (!isEmergencyNumber(value) && !isE164(value) && !isUnsignedE164(value))
    report("number-form", at, `${what()} is not in E.164 form.`, "Write a plus, the country and the number: +442079460000.");
}

function checkPattern(value: unknown, at: readonly string[], { report, step }: Scope): void {
  const what = () => placeOf(at, step);
  if (typeof value !== "string" || value === "")
    report("key-type", at, `${what()} is a regular expression, and this is ${kindOfValue(value)}.`);
  else for (const fault of patternFaults(value)) report(fault.code, at, `${what()}: ${fault.message}.`, fault.hint);
}

function checkTargets(value: unknown, keys: readonly string[], at: readonly string[], { report, step }: Scope): void {
  if (!isRecord(value)) {
    report("key-type", at, `next of step "${step}" is a map from ${keys.join(", ")} to steps, and this is ${kindOfValue(value)}.`);
    return;
  }
  for (const [key, target] of Object.entries(value)) {
    if (!keys.includes(key))
      report("menu-key", [...at, key], `Step "${step}" has the key "${key}", which nobody can press.`, suggestion(key, keys, "Keys"));
    else if (typeof target !== "string" && !isAbsent(target)) {
      report("key-type", [...at, key], `Key ${key} of step "${step}" names a step, and this is ${kindOfValue(target)}.`);
    }
  }
}

function checkValue(fact: KeyFact, value: unknown, at: readonly string[], scope: Scope): void {
  const { report, step } = scope;
  const key = at.at(-1) ?? "";
  switch (fact.value.is) {
    case "target":
      if (typeof value !== "string") report("key-type", at, `${key} of step "${step}" names a step, and this is ${kindOfValue(value)}.`);
      return;
    case "targets":
      return checkTargets(value, fact.value.keys, at, scope);
    case "id":
      return checkId(value, fact.value.kinds, at, scope);
    case "ids": {
      const { kinds } = fact.value;
      return checkList(value, at, scope, (item, where) => checkId(item, kinds, where, scope));
    }
    case "extensions":
      return checkList(value, at, scope, (item, where) => checkEntry(item, where, scope));
    case "patterns":
      return checkList(value, at, scope, (item, where) => checkPattern(item, where, scope));
    case "seconds":
      if (!Number.isInteger(value) || Number(value) < 0) {
        const isText = typeof value === "string" && /^\s*\d+\s*$/.test(value);
        const hint = isText ? "Write it without quotes; config.requireNumber reads a number, and output.apply(Number) makes one." : "";
        report("key-type", at, `${key} of step "${step}" is a whole number of seconds, and this is ${kindOfValue(value)}.`, hint);
      }
      return;
    case "pin":
      if (typeof value !== "string" || !/^\d{4}$/.test(value)) {
        report("pin-form", at, `The PIN of step "${step}" is not a string of four digits.`, 'Write it in quotes, as in "0420".');
      }
  }
}

/** Reports undocumented keys, and documented ones under `extra`. */
function checkKeys(record: Entries, keys: readonly string[], at: readonly string[], { report, step }: Scope, module?: ModuleEntry): void {
  for (const key of Object.keys(record)) {
    if (keys.includes(key) || key === "extra" || own(record, key) === undefined) continue;
    if (module?.terminal === true && WAY_KEYS.has(key)) {
      report("terminal-with-next", [...at, key], `Step "${step}" ends the flow (${module.name}), so it has no ${key}.`, `Remove ${key}.`);
      continue;
    }
    const best = nearest(key, keys);
    const hint = best === undefined ? "A key that the live step has beyond the reference stands under `extra`." : `Did you mean "${best}"?`;
    report("key-unknown", [...at, key], `Step "${step}" has the undocumented key "${[...at.slice(1), key].join(".")}".`, hint);
  }
  const extra = own(record, "extra");
  if (extra === undefined || extra === UNKNOWN) return;
  if (!isRecord(extra))
    report("key-type", [...at, "extra"], `extra of step "${step}" is a map of undocumented keys, and this is ${kindOfValue(extra)}.`);
  else for (const key of Object.keys(extra)) checkExtraKey(key, keys, at, { report, step }, module);
}

function checkExtraKey(
  key: string,
  keys: readonly string[],
  at: readonly string[],
  { report, step }: Pick<Scope, "report" | "step">,
  module?: ModuleEntry,
): void {
  const documented = module === undefined ? (keys.includes(key) ? key : undefined) : key === "module" ? key : module.byWire.get(key);
  if (documented === undefined) return;
  report(
    "extra-documented",
    [...at, "extra", key],
    `extra of step "${step}" holds the documented key "${key}".`,
    `Write it as ${documented} beside module.`,
  );
}

function checkModule(node: Node, module: ModuleEntry, scope: Scope): void {
  if (!isRecord(node.step)) return;
  const { report } = scope;
  checkKeys(node.step, ["module", ...module.keys.keys()], [node.name], scope, module);
  for (const [key, fact] of module.keys) {
    const value = own(node.step, key);
    if (value === UNKNOWN) continue;
    const at = [node.name, key];
    if (!isAbsent(value)) checkValue(fact, value, at, scope);
    else if (fact.required) report("key-missing", at, `Step "${node.name}" (${module.name}) needs ${key}: ${fact.meaning}.`, `Add ${key}.`);
  }
}

/** Runs all rules on one step by itself. */
export function checkShape(node: Node, report: Report, options: ShapeOptions): void {
  const { name, step } = node;
  if (step === UNKNOWN) return;
  if (!isRecord(step)) {
    report("step-type", [name], `Step "${name}" is an object with a module, and this is ${kindOfValue(step)}.`);
    return;
  }
  const given = own(step, "module");
  if (given === UNKNOWN) return;
  if (typeof given !== "string" || given === "") {
    report("module-missing", [name, "module"], `Step "${name}" says no module.`, suggestion("", moduleNames, "Documented modules"));
    return;
  }
  const module = moduleEntry(given);
  if (module !== undefined) return checkModule(node, module, { report, step: name, kindOf: options.kindOf ?? (() => undefined) });
  const meant = misspelt(given, moduleNames);
  if (meant !== undefined)
    report("module-misspelt", [name, "module"], `Step "${name}" has the undocumented module "${given}".`, `Did you mean "${meant}"?`);
}
