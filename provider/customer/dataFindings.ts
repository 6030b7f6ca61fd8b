import { z } from "zod";
import { diaryFindings, type OpeningHours, closedTimes, openingHoursFaults } from "../diary/index";
import { UNKNOWN, validate } from "../callflow/index";
import { valueAt } from "../common/keyPath";
import { isUuid, own, type Props } from "../common/values";
import type { Kind } from "../kinds/registry";
import { customerFindings, type CustomerFinding, didYouMean } from "./findings";
import { type CustomerProps, filledPart, numbersOf, partsOf } from "./parts";
import { isPlain, type Path } from "./references";
import { sectionNames, sections } from "./sections";
import { configShape, dayShape, exceptionShape, shapeOf } from "./shapes";
import { strangeEntries, withoutMarks } from "./undocumentedNames";

/**
 * Everything that is wrong with a customer that is plain data, as a file has it: what `customerFindings` says, the shape of every argument, and
 * the faults of its flows and hours.
 */
export function dataFindings(args: CustomerProps): CustomerFinding[] {
  const all = [...customerFindings(withoutMarks(args)), ...accountFindings(args), ...partFindings(args), ...numberFindings(args)];
  const seen = new Set<string>();
  return all.filter(({ path, reason }) => {
    const key = JSON.stringify([path, reason]);
    return !seen.has(key) && seen.add(key);
  });
}

function accountFindings(args: CustomerProps): CustomerFinding[] {
  return [
    ...(args["customer"] === undefined ? [] : ownOr("SubReseller", args["customer"], ["customer"])),
    ...(args["bundle"] === undefined ? [] : ownOr("VoipBundle", args["bundle"], ["bundle"])),
    ...(args["callRecordingRetention"] === undefined
      ? []
      : ofShape(shapeOf("CallRecordingRetention"), args["callRecordingRetention"], ["callRecordingRetention"], "CallRecordingRetention")),
    ...["timezone", "countryCode"].flatMap((name) => {
      // What all users share has the shape of a user's.
      const shape = own(shapeOf("SipUser").shape, name) as z.ZodType | undefined;
      return args[name] === undefined || shape === undefined ? [] : ofShape(shape, args[name], [name], "Customer");
    }),
  ];
}

/** The arguments of a kind, or the uuid of what lives. */
function ownOr(kind: Kind, value: unknown, path: Path): CustomerFinding[] {
  if (typeof value === "string" && isUuid(value)) return [];
  if (isPlain(value)) return ofShape(shapeOf(kind), value, path, kind);
  return [{ path, reason: `must be the arguments of a ${kind}, or the uuid of one that lives` }];
}

function partFindings(args: CustomerProps): CustomerFinding[] {
  return sectionNames.flatMap((section) => {
    const { kind } = sections[section];
    const shape = shapeOf(kind);
    return partsOf(args, section).flatMap(([name, part]) => {
      if (!isPlain(part)) return [];
      const path = [section, name];
      const more = section === "flows" ? flowFindings(args, name, part) : section === "hours" ? hoursFindings(args, name, part) : [];
      // What the check of a flow says of a place says more than its shape does.
      const told = new Set(section === "flows" ? more.map((one) => JSON.stringify(one.path)) : []);
      return [...ofShape(shape, part, path, kind).filter((one) => !told.has(JSON.stringify(one.path))), ...more];
    });
  });
}

function numberFindings(args: CustomerProps): CustomerFinding[] {
  const shape = shapeOf("PhoneNumber");
  return numbersOf(args).flatMap((number, index) => {
    if (typeof number === "string")
      return ofShape(shape, { number }, ["numbers", index], "PhoneNumber").map((one) => ({ ...one, path: ["numbers", index] }));
    return isPlain(number) ? ofShape(shape, number, ["numbers", index], "PhoneNumber") : [];
  });
}

/** Errors of the check of a flow; what it warns of the preview says. What names a part stands for a uuid that is not known yet. */
function flowFindings(args: CustomerProps, name: string, part: Props): CustomerFinding[] {
  const bare = partsOf(withoutMarks({ flows: { [name]: part } }), "flows")[0]?.[1] as Props;
  const { flow } = filledPart(args, { section: "flows", name, part: bare }, ({ name: text }) => (isUuid(text) ? text : UNKNOWN));
  if (!isPlain(flow)) return [];
  const pins = Object.entries(flow).flatMap(([step, value]) =>
    isPlain(value) && value["pin"] !== undefined ? [{ step, pin: value["pin"] }] : [],
  );
  const at = ["flows", name];
  return [
    ...(isPlain(part["flow"]) ? strangeEntries(part["flow"], [...at, "flow"]) : []),
    ...pins.flatMap(({ step, pin }) => ofShape(configShape, pin, [...at, "flow", step, "pin"], "CallFlow")),
    ...validate(withoutPins(flow))
      .filter(({ severity }) => severity === "error")
      .map(({ path, message, hint }) => ({
        path: [...at, "flow", ...keysOf(path)],
        reason: [message, hint].filter((text) => text !== "").join(" "),
      })),
  ];
}

function withoutPins(flow: Props): Props {
  const known = Object.entries(flow).map(([step, value]) => [step, isPlain(value) && "pin" in value ? { ...value, pin: UNKNOWN } : value]);
  return Object.fromEntries(known) as Props;
}

/** A segment of the path of a finding in a flow: a plain word, or any other name in brackets, as a text of JSON. */
const SEGMENT = /\.([\w*#-]+)|\[("(?:[^"\\]|\\.)*")\]/g;

/** The keys that the path of a finding in a flow, such as `flow["main menu"].next.2`, leads through. */
function keysOf(path: string): string[] {
  return [...path.matchAll(SEGMENT)].map(([, word, quoted = ""]) => word ?? (JSON.parse(quoted) as string));
}

function hoursFindings(args: CustomerProps, name: string, part: Props): CustomerFinding[] {
  const at = ["hours", name];
  const { exceptions: given, open } = part;
  const shaped = (Array.isArray(given) ? given : []).flatMap((exception: unknown, index) =>
    ofShape(isPlain(exception) ? exceptionShape : dayShape, exception, [...at, "exceptions", index], "TimeDiary"),
  );
  if (shaped.length > 0 || !isPlain(open) || openingHoursFaults(open).length > 0) return shaped;
  const { exceptions, timezone, closed } = filledPart(args, { section: "hours", name, part }, ({ name: text }) => text);
  return diaryFindings({ timezone, elements: closedTimes(open as OpeningHours, closed), exceptions })
    .filter(({ severity }) => severity === "error")
    .map(({ path, message, hint }) => ({ path: [...at, ...path.split(".")], reason: `${message} ${hint}` }));
}

/** What a shape finds wrong with a value, in words for a person who edits a file. No value is shown: it may be a secret. */
function ofShape(shape: z.ZodType, value: unknown, at: Path, kind: string): CustomerFinding[] {
  const issues = shape.safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue): CustomerFinding[] => {
    const within = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
    const path = [...at, ...within];
    if (issue.code === "unrecognized_keys") {
      const known = keysAt(shape, within);
      return issue.keys.map((key) => ({
        path: [...path, key],
        reason: `is not an argument of ${within.length === 0 ? `a ${kind}` : path.join(".")}${didYouMean(key, known)}`,
      }));
    }
    const found = valueAt(value, within);
    if (found === undefined) return [{ path, reason: "is required" }];
    const isPlainType = issue.code === "invalid_type" && issue.message.startsWith("Invalid input");
    return [{ path, reason: isPlainType ? `must be ${wanted(issue.expected)}, and is ${typeName(found)}` : issue.message }];
  });
}

function keysAt(shape: unknown, [key, ...rest]: readonly (string | number)[]): string[] {
  if (shape instanceof z.ZodOptional) return keysAt(shape.unwrap(), key === undefined ? [] : [key, ...rest]);
  if (shape instanceof z.ZodArray) return key === undefined ? [] : keysAt(shape.element, rest);
  if (shape instanceof z.ZodRecord) return key === undefined ? [] : keysAt(shape.valueType, rest);
  if (!(shape instanceof z.ZodObject)) return [];
  return key === undefined ? Object.keys(shape.shape) : keysAt(shape.shape[String(key)], rest);
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text, in quotes where it looks like a number",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

function wanted(expected: string): string {
  return WORDS[expected] ?? `a ${expected}`;
}

function typeName(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}
