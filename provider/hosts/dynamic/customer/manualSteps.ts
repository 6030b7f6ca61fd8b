import * as pulumi from "@pulumi/pulumi";
import { knownText } from "../knownText";

/** Something that no command of the API does, for some parts of a customer. */
export interface ManualStep {
  /** The sentence for those parts for which it is due. */
  readonly text: (due: readonly string[]) => string;
  readonly parts: readonly ManualPart[];
}

/** A part for which something is to be done by hand. No preview sees whether it is done, so what is made tells how long it is said. */
export interface ManualPart {
  readonly name: string;
  /** It is said until of each of these groups one is made; a group without any is never. */
  readonly until: readonly (readonly pulumi.CustomResource[])[];
}

/** In a preview, says once what has to be done by hand. */
export function announceSteps(component: pulumi.Resource, name: string, steps: readonly ManualStep[]): void {
  if (!pulumi.runtime.isDryRun() || steps.length === 0) return;
  void tell(component, name, steps);
}

async function tell(component: pulumi.Resource, name: string, steps: readonly ManualStep[]): Promise<void> {
  const texts = (await Promise.all(steps.map(dueText))).filter((text) => text !== undefined);
  if (texts.length === 0) return;
  const head = `${name}: no command of the API does this, so do it by hand, in the portal, unless it is done, which no preview can see:`;
  await pulumi.log.warn([head, ...texts.map((text, index) => `  ${index + 1}. ${text}`)].join("\n"), component);
}

async function dueText({ text, parts }: ManualStep): Promise<string | undefined> {
  const due = await Promise.all(parts.map(isDue));
  const names = parts.filter((_part, index) => due[index] === true).map(({ name }) => name);
  return names.length === 0 ? undefined : text(names);
}

async function isDue({ until }: ManualPart): Promise<boolean> {
  const groups = await Promise.all(until.map((group) => Promise.all(group.map(isMade))));
  return !groups.every((group) => group.includes(true));
}

async function isMade({ id }: pulumi.CustomResource): Promise<boolean> {
  return (await knownText(id).catch(() => "failed")) !== undefined;
}
