import { type OpeningHours, openingHoursFaults } from "../diary/index";
import { valueAt } from "../common/keyPath";
import { nearest } from "../common/nearest";
import { isUuid, own } from "../common/values";
import { type CustomerProps, numbersOf, partReferences, partsOf } from "./parts";
import { isPlain, type Path, type Reference, wordsFor } from "./references";
import { type Section, sectionNames, sections } from "./sections";

/** One thing that is wrong with a customer: where, what, and how to mend it. */
export interface CustomerFinding {
  readonly path: Path;
  readonly reason: string;
}

/** Every argument of a customer. */
export const customerArguments: readonly string[] = [
  ...["customer", "bundle", "timezone", "countryCode"],
  ...sectionNames,
  ...["numbers", "callRecordingRetention"],
];

/** What is wrong between the parts of a customer: names that nothing has, and values that two have. Outputs are not looked into. */
export function customerFindings(args: CustomerProps): CustomerFinding[] {
  return [
    ...strangers(args),
    ...missing(args),
    ...misnamed(args),
    ...misnumbered(args),
    ...lost(args),
    ...outOfReach(args),
    ...twice(args),
    ...closedHours(args),
  ];
}

/** A finding in words: `users.anna.extension: …`. */
export function sentenceOf({ path, reason }: CustomerFinding): string {
  return path.length === 0 ? reason : `${path.join(".")}: ${reason}`;
}

function missing({ customer }: CustomerProps): CustomerFinding[] {
  if (customer !== undefined) return [];
  return [{ path: ["customer"], reason: "is required: the arguments of a SubReseller, or the uuid of one that lives" }];
}

function strangers(args: CustomerProps): CustomerFinding[] {
  return Object.keys(args)
    .filter((name) => !customerArguments.includes(name))
    .map((name) => ({ path: [name], reason: `is not an argument of a Customer${didYouMean(name, customerArguments)}` }));
}

/** Begins a clause, or is empty. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const guess = nearest(word, candidates);
  return guess === undefined ? "" : `; did you mean ${guess}?`;
}

const NAME = /^[A-Za-z][\w.-]*$/;

/** Names of parts that cannot be resources' names, and parts that are none. */
function misnamed(args: CustomerProps): CustomerFinding[] {
  return sectionNames.flatMap((section) => [
    ...(args[section] === undefined || isPlain(args[section]) ? [] : [{ path: [section], reason: `must be a map of ${section} by name` }]),
    ...partsOf(args, section).flatMap(([name, part]) => {
      const path = [section, name];
      if (!NAME.test(name)) return [{ path, reason: 'cannot be a name: begin with a letter, and use letters, digits, ".", "-" and "_"' }];
      return isPart(section, part)
        ? []
        : [{ path, reason: `must be the arguments of a ${sections[section].kind}, or the uuid of one that lives` }];
    }),
  ]);
}

/** A sound may be no more than its file. What is no plain value is an output or a resource. */
function isPart(section: Section, part: unknown): boolean {
  if (typeof part === "string") return isUuid(part) || (section === "sounds" && part !== "");
  return typeof part === "object" && part !== null && !Array.isArray(part);
}

/** Numbers that are no text, no arguments and no resource. */
function misnumbered(args: CustomerProps): CustomerFinding[] {
  const { numbers } = args;
  if (numbers === undefined) return [];
  if (!Array.isArray(numbers)) return [{ path: ["numbers"], reason: "must be a list of numbers" }];
  return numbers.flatMap((number: unknown, index) => {
    const isNumber = typeof number === "string" || (typeof number === "object" && number !== null && !Array.isArray(number));
    const path = ["numbers", index];
    return isNumber
      ? []
      : [{ path, reason: 'must be a text in E.164 form, in quotes: "+441632960123", or the arguments of a PhoneNumber' }];
  });
}

/** Opening hours that no diary can be made of. */
function closedHours(args: CustomerProps): CustomerFinding[] {
  return partsOf(args, "hours").flatMap(([name, part]) => {
    if (!isPlain(part)) return [];
    const { open, exceptions } = part;
    const isList = exceptions === undefined || Array.isArray(exceptions);
    return [
      ...openFindings(open, ["hours", name, "open"]),
      ...(isList ? [] : [{ path: ["hours", name, "exceptions"], reason: EXCEPTIONS_OF_HOURS }]),
    ];
  });
}

/** What the exceptions of hours must be; also said by the shape of a file, so that it is told once. */
export const EXCEPTIONS_OF_HOURS = "must be a list of days";

function openFindings(open: unknown, path: Path): CustomerFinding[] {
  if (!isPlain(open)) return [{ path, reason: 'must be a map of days to times, such as { "mon-fri": "9:00-17:30", "sat-sun": "closed" }' }];
  return openingHoursFaults(open as OpeningHours).map((fault) => {
    const [days = "", reason = fault] = fault.split(/: (.*)/s);
    return Object.hasOwn(open, days) ? { path: [...path, days], reason } : { path, reason: fault };
  });
}

/** References to parts that the customer does not have. */
function lost(args: CustomerProps): CustomerFinding[] {
  return partReferences(args).flatMap((reference) => {
    const reason = whyLost(args, reference);
    return reason === undefined ? [] : [lostFinding(args, reference, reason)];
  });
}

/** A name that nobody wrote, because it is the default, is mended at the part that leaves it out, or by a part of that name. */
function lostFinding(args: CustomerProps, { path, to, name }: Reference, reason: string): CustomerFinding {
  if (valueAt(args, path) !== undefined) return { path, reason };
  const [argument] = path.slice(-1);
  return {
    path: path.slice(0, -1),
    reason: `leaves ${argument} to its default ${name}, and ${reason}. Write ${argument}, or declare ${to[0]}.${name}`,
  };
}

/** Whether the parts of a section cannot be known, because it is something else than a map, as a finding of its own says. */
function isUnread(parts: unknown): boolean {
  return parts !== undefined && parts !== null && !isPlain(parts);
}

function whyLost(args: CustomerProps, { to, name }: Reference): string | undefined {
  if (isUuid(name) || to.some((section) => isUnread(args[section]))) return undefined;
  const having = to.filter((section) => partsOf(args, section).some(([known]) => known === name));
  if (having.length === 1) return undefined;
  if (having.length > 1)
    return `${JSON.stringify(name)} is the name of a ${wordsFor(having).replace(" or ", " and of a ")}; rename one of them`;
  const known = to.flatMap((section) => partsOf(args, section).map(([each]) => each));
  const hint = didYouMean(name, known) || (known.length === 0 ? "; there is none" : `; there is ${known.join(", ")}`);
  return `no ${wordsFor(to)} ${to.at(-1) === "hours" ? "are" : "is"} called ${JSON.stringify(name)}${hint}`;
}

/** What a list of a user's groups must be; also said by the shape of a file, so that it is told once. */
export const GROUPS_OF_USER = { list: "must be a list of groups, each by its name", entry: "must be the name of a group" } as const;

/** Groups that a user cannot join here: the members of a group are set where it is made. */
function outOfReach(args: CustomerProps): CustomerFinding[] {
  const groups = new Map(partsOf(args, "groups"));
  return partsOf(args, "users").flatMap(([user, part]): CustomerFinding[] => {
    const given = isPlain(part) ? own(part, "groups") : undefined;
    const at = ["users", user, "groups"];
    if (given === undefined) return [];
    if (!Array.isArray(given)) return [{ path: at, reason: GROUPS_OF_USER.list }];
    return given.flatMap((group: unknown, index): CustomerFinding[] => {
      const path = [...at, index];
      if (typeof group !== "string" || group === "") return [{ path, reason: GROUPS_OF_USER.entry }];
      const isMadeHere = isUuid(group) ? false : !groups.has(group) || isPlain(groups.get(group));
      return isMadeHere ? [] : [{ path, reason: `the customer does not make this group; name ${user} in its members, where it is made` }];
    });
  });
}

/** Numbers that two parts have: the API has each but once. */
function twice(args: CustomerProps): CustomerFinding[] {
  const extensions = (["users", "groups", "flows"] as const).flatMap((section) =>
    partsOf(args, section).map(([name, part]) => ({ path: [section, name, "extension"], value: extensionIn(part) })),
  );
  const numbers = numbersOf(args).map((number, index) => ({
    path: isPlain(number) ? ["numbers", index, "number"] : ["numbers", index],
    value: isPlain(number) ? number["number"] : number,
  }));
  return [...repeated(extensions), ...repeated(numbers)];
}

function extensionIn(part: unknown): unknown {
  const extension = isPlain(part) ? own(part, "extension") : undefined;
  return typeof extension === "number" ? extension : undefined;
}

function repeated(all: readonly { readonly path: Path; readonly value: unknown }[]): CustomerFinding[] {
  const first = new Map<unknown, Path>();
  return all.flatMap(({ path, value }) => {
    if (typeof value !== "number" && typeof value !== "string") return [];
    const before = first.get(value);
    if (before !== undefined) return [{ path, reason: `is ${value}, as ${before.join(".")} is; a customer has each number once` }];
    first.set(value, path);
    return [];
  });
}
