import { counted } from "../shared/output.js";
import { palette, safeJson, safeLine } from "../shared/terminal.js";
import type { Drifted, Judged, Named } from "./looked.js";

/** The drifted objects of one customer in one stack. */
export interface CustomerDrift {
  readonly title: string;
  readonly objects: readonly Drifted[];
}

/** What is said of an object that is gone. */
export const GONE = "is gone: somebody deleted it, and the code has it still";

/** By stack and customer, in the order of the report. @param customers what customers are called, by uuid */
export function byCustomer({ stacks, drifted }: Judged, customers: ReadonlyMap<string, string>): CustomerDrift[] {
  const groups = new Map<string, { title: string; objects: Drifted[] }>();
  for (const object of drifted) {
    const customer = object.kind === "SubReseller" ? object.uuid : object.customer;
    const name = customer === undefined ? "The own account" : (customers.get(customer) ?? `Customer ${customer}`);
    const title = stacks.length > 1 ? `${name}, stack ${object.stack}` : name;
    const key = JSON.stringify([object.stack, customer]);
    const group = groups.get(key) ?? { title, objects: [] };
    groups.set(key, group);
    group.objects.push(object);
  }
  return [...groups.values()];
}

/** A resource with its kind and what it is called where it lives: `HuntGroup sales ("Sales", extension 600)`. */
export function labelOf({ kind, resource, title }: Named): string {
  return `${kind} ${resource}${title === "" ? "" : ` (${title})`}`;
}

/** What is said of an object. */
export function sentencesOf({ fate, changes }: Drifted): string[] {
  return fate === "deleted" ? [GONE] : changes.map(({ sentence }) => sentence);
}

/** How much was looked at and what came of it, in one sentence. */
export function summaryOf({ stacks, looked, drifted }: Judged): string {
  const where = `${counted(looked, "object")} of ${counted(stacks.length, "stack")}`;
  if (drifted.length === 0) return `No drift: ${where} ${looked === 1 ? "is" : "are"} as the code says.`;
  return `Drift: ${drifted.length} of ${where} ${drifted.length === 1 ? "is" : "are"} not as the code says.`;
}

/** What is no drift, and what could not be looked at, in sentences. */
export function notesOf({ pending, agreed, unread }: Judged): string[] {
  return [
    ...pending.map((one) => `No drift, the program changes ${labelOf(one)}: ${one.sentences.join("; ")}.`),
    ...agreed.map((one) => `No drift, ${labelOf(one)} was changed to what the program says by now, or in what it leaves alone.`),
    ...unread.map((sentence) => `Not looked at: ${sentence}`),
  ];
}

/** Formats what was judged as text. */
export function driftAsText(judged: Judged, customers: ReadonlyMap<string, string>): string {
  const colours = palette(process.stdout);
  const parts = byCustomer(judged, customers).map(({ title, objects }) => {
    const lines = objects.flatMap((object) => [
      `  ${colours.bold(safeLine(labelOf(object)))}\n`,
      ...sentencesOf(object).map((sentence) => `    ${safeLine(sentence)}\n`),
    ]);
    return `${colours.underline(safeLine(title))}\n${lines.join("")}\n`;
  });
  const notes = notesOf(judged).map((note) => `${safeLine(note)}\n`);
  return [...parts, `${summaryOf(judged)}\n`, ...notes].join("");
}

/** Formats what was judged as JSON, without secrets. */
export function driftAsJson({ stacks, looked, drifted, pending, agreed, unread }: Judged, customers: ReadonlyMap<string, string>): string {
  return safeJson({
    stacks,
    looked,
    drifted: drifted.map(({ stack, kind, resource, uuid, customer, title, fate, changes }) => ({
      stack,
      ...(customer !== undefined && { customer, customerName: customers.get(customer) ?? null }),
      kind,
      resource,
      uuid,
      title,
      fate,
      changes: changes.map(({ path, to, from, deployed, sentence }) => ({
        path,
        lives: to ?? null,
        says: from ?? null,
        ...(deployed !== undefined && { deployed }),
        sentence,
      })),
    })),
    pending,
    agreed,
    unread,
  });
}
