import * as pulumi from "@pulumi/pulumi";
import { knownText } from "../knownText";

/** Something that no command of the API does, and what tells whether it is to be done now. */
export interface ManualStep {
  readonly text: string;
  /** Resources that are still to be made while the step is due; left out, it is due anyway. */
  readonly until?: readonly pulumi.CustomResource[];
}

/** In a preview, says once what has to be done by hand for what the run would make. */
export function announceSteps(component: pulumi.Resource, name: string, steps: readonly ManualStep[]): void {
  if (!pulumi.runtime.isDryRun() || steps.length === 0) return;
  void tell(component, name, steps);
}

async function tell(component: pulumi.Resource, name: string, steps: readonly ManualStep[]): Promise<void> {
  const due = await Promise.all(steps.map(isDue));
  const texts = steps.filter((_step, index) => due[index] === true).map(({ text }, index) => `  ${index + 1}. ${text}`);
  if (texts.length === 0) return;
  await pulumi.log.warn([`${name}: no command of the API does this, so do it by hand, in the portal:`, ...texts].join("\n"), component);
}

async function isDue({ until }: ManualStep): Promise<boolean> {
  if (until === undefined) return true;
  const known = await Promise.all(until.map(({ id }) => knownText(id).catch(() => "failed")));
  return known.some((id) => id === undefined);
}
