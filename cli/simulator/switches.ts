import { nearest } from "pulumi-yay/callflow";
import { SWITCH_NAMES, SWITCHES, type Switches } from "pulumi-yay/simulator";
import { UsageError } from "../shared/failure.js";

/** Reads `name=position` texts. @throws UsageError naming everything wrong. */
export function readSwitches(texts: readonly string[]): Partial<Switches> {
  const problems: string[] = [];
  const chosen: Record<string, string> = {};
  for (const text of texts) {
    const [name = "", position = ""] = text.split(/=(.*)/s);
    const problem = problemOf(name, position);
    if (problem === undefined) chosen[name] = position;
    else problems.push(`  ${problem}`);
  }
  if (problems.length > 0) throw new UsageError(["--switch cannot be used:", ...problems].join("\n"));
  return chosen;
}

function problemOf(name: string, position: string): string | undefined {
  const known = SWITCH_NAMES.find((candidate) => candidate === name);
  if (known === undefined) return `there is no switch "${name}". ${suggestion(name, SWITCH_NAMES)}`;
  const positions: readonly string[] = SWITCHES[known].positions;
  return positions.includes(position) ? undefined : `switch "${name}" has no position "${position}". ${suggestion(position, positions)}`;
}

function suggestion(text: string, names: readonly string[]): string {
  const near = nearest(text, names);
  return near === undefined ? `There are: ${names.join(", ")}.` : `Did you mean "${near}"?`;
}
