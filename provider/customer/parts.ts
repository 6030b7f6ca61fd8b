import { given, type Props } from "../common/values";
import { each, isPlain, type Path, type Reference, type Replace, replaced } from "./references";
import { CLOSED, MAIN, type Section, sectionNames, sections, spoken } from "./sections";

/** The arguments of a customer as a whole, by name; parts of them may be outputs or resources. */
export type CustomerProps = Props;

/** The named parts of a section; none if the section is left out or is no map. */
export function partsOf(args: CustomerProps, section: Section): [name: string, part: unknown][] {
  const parts = args[section];
  return isPlain(parts) ? Object.entries(parts) : [];
}

/** The numbers of a customer, in their order. */
export function numbersOf({ numbers }: CustomerProps): readonly unknown[] {
  return Array.isArray(numbers) ? numbers : [];
}

/**
 * The arguments of one part with what it leaves to its customer filled in, and with every reference replaced. An argument without a value is left
 * out. What stands in a section of its own, such as the groups of a user, stays for the caller.
 */
export function filledPart(args: CustomerProps, { section, name, part }: Named, replace: Replace): Props {
  const at = [section, name];
  const filled = { ...defaultsFor(args, section), ...given(part) };
  if (section === "hours") return filledHours(filled, { at, name }, replace);
  const own = replaced(sections[section].kind, filled, at, replace);
  if (section === "users") return { ...own, groups: each(own["groups"], [...at, "groups"], intoSection(["groups"], replace)) };
  return { name: spoken(name), ...own };
}

/** A part by its place. */
export interface Named {
  readonly section: Section;
  readonly name: string;
  readonly part: Props;
}

function defaultsFor({ timezone, countryCode }: CustomerProps, section: Section): Props {
  return given({ ...(section === "users" || section === "hours" ? { timezone } : {}), ...(section === "users" ? { countryCode } : {}) });
}

function intoSection(to: readonly Section[], replace: Replace): (text: string, path: Path) => unknown {
  return (name, path) => replace({ path, to, name });
}

function filledHours(hours: Props, { at, name }: { readonly at: Path; readonly name: string }, replace: Replace): Props {
  const flow = intoSection(["flows"], replace);
  const closed = each(hours["closed"] ?? CLOSED, [...at, "closed"], flow);
  const exceptions = Array.isArray(hours["exceptions"]) ? (hours["exceptions"] as unknown[]) : [];
  return {
    name: spoken(name),
    ...hours,
    closed,
    exceptions: exceptions.map((exception, index) => filledException(exception, { closed, at: [...at, "exceptions", index] }, flow)),
  };
}

/** A day alone is a whole day, with the times that the documents show. */
function filledException(
  exception: unknown,
  { closed, at }: { readonly closed: unknown; readonly at: Path },
  flow: (text: string, path: Path) => unknown,
): unknown {
  if (typeof exception === "string")
    return { startDate: exception, startTime: "00:00:00", endDate: exception, endTime: "23:59:59", callFlow: closed };
  if (!isPlain(exception)) return exception;
  const { callFlow } = exception;
  return { ...exception, callFlow: callFlow === undefined ? closed : each(callFlow, [...at, "callFlow"], flow) };
}

/** The arguments of a number with its flow and its hours filled in, unless it says others, and with every reference replaced. */
export function filledNumber(args: CustomerProps, number: unknown, index: number, replace: Replace): Props | undefined {
  const part = typeof number === "string" ? { number } : number;
  if (!isPlain(part)) return undefined;
  const hasHours = partsOf(args, "hours").some(([name]) => name === MAIN);
  const filled = {
    ...(part["trunk"] === undefined && { callFlow: MAIN }),
    ...(hasHours && { outOfHours: MAIN }),
    ...given(part),
  };
  return replaced("PhoneNumber", filled, ["numbers", index], replace);
}

/** Every place of a customer that names a part of it, also by a default that nobody wrote. Outputs and templates are not looked into. */
export function partReferences(args: CustomerProps): Reference[] {
  const found: Reference[] = [];
  const note = (reference: Reference): string => {
    found.push(reference);
    return reference.name;
  };
  for (const section of sectionNames) {
    for (const [name, part] of partsOf(args, section)) if (isPlain(part)) filledPart(args, { section, name, part }, note);
  }
  numbersOf(args).forEach((number, index) => filledNumber(args, number, index, note));
  return found;
}
