import { createInterface } from "node:readline";
import { writeFile } from "node:fs/promises";
import { isE164, isUnsignedE164 } from "pulumi-yay/callflow";
import type { Particulars, Replacements } from "pulumi-yay/export";
import { Document, isMap, isScalar, parse } from "yaml";
import { codeOf, FailedError, UsageError } from "../shared/failure.js";
import { isRecord, readText } from "../shared/json.js";
import { safeLine } from "../shared/terminal.js";

/** The sections of a file of replacements, each with what is said above it. */
const SECTIONS = {
  customer: "The customer itself.",
  ownNumbers:
    "Numbers that only the old customer can have. Write the one that was bought for the new customer, which other objects get in its place, too; left blank, it leaves the program.",
  numbers: "Other phone numbers, such as those that calls are sent to.",
  extensions: "Extensions. The new customer may have the same.",
  emails: "Addresses that get mail.",
  names: "Texts in which the old customer is named.",
} as const;

type Section = keyof typeof SECTIONS;
const NAMES = Object.keys(SECTIONS) as Section[];

type Values = Record<Section, Record<string, string>>;

/** What the old customer has, by section: what stays so unless something else is said. Numbers of its own have nothing in their place. */
function offered(particulars: Particulars): Values {
  const same = (values: readonly (string | number)[]): Record<string, string> =>
    Object.fromEntries(values.map((value) => [String(value), String(value)]));
  return {
    customer: { ...particulars.customer },
    ownNumbers: Object.fromEntries(particulars.ownNumbers.map((number) => [number, ""])),
    numbers: same(particulars.numbers),
    extensions: same(particulars.extensions),
    emails: same(particulars.emails),
    names: same(particulars.names),
  };
}

/** Writes the file of replacements as it is before somebody fills it in. */
export async function writeTemplate(file: string, particulars: Particulars, { from, name }: { from: string; name: string }): Promise<void> {
  const values = offered(particulars);
  const document = new Document({ ...values, extensions: numbersOf(values.extensions) });
  document.commentBefore = ` What ${name} has otherwise than ${from}: before each colon what ${from} has, behind it what ${name} gets.\n What is not changed here stays the same.`;
  for (const { key } of isMap(document.contents) ? document.contents.items : [])
    if (isScalar(key)) Object.assign(key, { commentBefore: ` ${SECTIONS[key.value as Section]}`, spaceBefore: true });
  try {
    await writeFile(file, document.toString({ lineWidth: 0 }), { flag: "wx" });
  } catch (error) {
    throw new FailedError(`Cannot write ${file}: ${codeOf(error) ?? "unknown reason"}.`);
  }
}

/** Reads a file of replacements. @throws UsageError with all that is wrong in it */
export async function readReplacements(file: string, particulars: Particulars, name: string): Promise<Replacements> {
  let content: unknown;
  try {
    // Numbers and yes-or-no stay as they are written: "+44…" and "01…" are no numbers here.
    content = parse(await readText(file), { schema: "failsafe", customTags: ["null"] });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not YAML: ${safeLine(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "")}`);
  }
  const known = offered(particulars);
  const findings: string[] = [];
  const values = { ...known };
  for (const [section, given] of Object.entries(isRecord(content) ? content : { "the file": content })) {
    if (!isSection(section) || (given !== null && !isRecord(given))) {
      findings.push(`${section}: there is no such section; it has ${NAMES.join(", ")}, each with what lives and what comes in its place`);
      continue;
    }
    const entries = Object.entries(given ?? {});
    for (const [before, after] of entries) {
      if (!Object.hasOwn(known[section], before)) findings.push(`${section}.${before}: the old customer has no such value`);
      else if (typeof after === "object" && after !== null) findings.push(`${section}.${before}: must be one value`);
    }
    const texts = entries.map(([before, after]) => [before, textOf(after)] as const);
    values[section] = { ...known[section], ...Object.fromEntries(texts) };
  }
  refuse(file, [...findings, ...faultsOf(values)]);
  return replacementsOf(values, name);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isSection(section: string): section is Section {
  return Object.hasOwn(SECTIONS, section);
}

/** Asks for each value, a line each; an empty line keeps what is offered. */
export async function askReplacements(particulars: Particulars, name: string): Promise<Replacements> {
  const values = offered(particulars);
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  process.stderr.write(`What does ${safeLine(name)} have? An empty line keeps what is offered.\n`);
  for (const section of NAMES) {
    if (Object.keys(values[section]).length > 0) process.stderr.write(`${SECTIONS[section]}\n`);
    for (const [before, offer] of Object.entries(values[section])) {
      const what = section === "customer" || offer === "" ? `${safeLine(before)} ` : "";
      process.stderr.write(`  ${what}[${safeLine(offer)}]: `);
      const answer = await lines.next();
      if (answer.done === true)
        throw new UsageError("\nNobody answers any more, and nothing was written: answer all of it, or name a file by --values.");
      if (answer.value.trim() !== "") values[section][before] = answer.value.trim();
    }
  }
  await lines.return?.();
  refuse("The answers", faultsOf(values));
  return replacementsOf(values, name);
}

function faultsOf({ ownNumbers, numbers: others, extensions }: Values): string[] {
  const own = Object.entries(ownNumbers).flatMap(([before, after]) => {
    if (after === "") return [];
    if (after === before) return [`ownNumbers.${before}: the old customer has it; write the number of the new one`];
    return isE164(after) ? [] : [`ownNumbers.${before}: must be a number in E.164 form, such as "+441632960123"`];
  });
  const wrong = Object.entries(extensions).flatMap(([before, after]) =>
    /^[1-9]\d{0,8}$/.test(after) ? [] : [`extensions.${before}: must be a whole number above zero`],
  );
  // What stood without a plus in a flow may stand so again.
  const undialled = Object.entries(others).flatMap(([before, after]) =>
    /^[+0][\d ()-]{6,}$/.test(after) || (isUnsignedE164(before) && isUnsignedE164(after))
      ? []
      : [`numbers.${before}: must be a phone number that begins with + or 0, such as "+441632960123"`],
  );
  return [...own, ...undialled, ...wrong, ...twice("ownNumbers", ownNumbers), ...twice("extensions", extensions)];
}

function twice(section: Section, values: Readonly<Record<string, string>>): string[] {
  const taken = new Map<string, string>();
  return Object.entries(values).flatMap(([before, after]) => {
    const other = after === "" ? undefined : taken.get(after);
    taken.set(after, before);
    return other === undefined ? [] : [`${section}.${before}: ${after} stands in the place of ${other}, too`];
  });
}

function refuse(what: string, findings: readonly string[]): void {
  if (findings.length > 0) throw new UsageError([`${what}: nothing was written.`, ...findings.map(safeLine)].join("\n  "));
}

function numbersOf(extensions: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(Object.entries(extensions).map(([before, after]) => [before, Number(after)]));
}

function replacementsOf(values: Values, name: string): Replacements {
  return { ...values, extensions: numbersOf(values.extensions), name };
}
