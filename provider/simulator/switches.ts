import { meant, suggestion } from "./nearest";
import { SWITCHES, type SwitchSpec } from "./switchTable";

/** The name of an open question. */
export type SwitchName = keyof typeof SWITCHES;

/** The chosen position of every switch. */
export type Switches = { -readonly [K in SwitchName]: (typeof SWITCHES)[K]["positions"][number] };

/** The names of all switches, in their documented order. */
export const SWITCH_NAMES = Object.keys(SWITCHES) as SwitchName[];

/** All switches in their default positions, except for the chosen ones. Throws, naming everything that does not exist. */
export function makeSwitches(chosen: Partial<Switches> = {}): Switches {
  const switches = Object.fromEntries(SWITCH_NAMES.map((name) => [name, SWITCHES[name].default])) as Switches;
  const findings = Object.entries(chosen).flatMap(([name, position]) => findingOf(name, position) ?? []);
  if (findings.length > 0) throw new Error(findings.join("\n"));
  return Object.assign(switches, chosen);
}

/** Sets one switch by name. Throws, naming the choices, if the name or the position does not exist. */
export function setSwitch(switches: Switches, name: string, position: string): void {
  const finding = findingOf(name, position);
  if (finding !== undefined) throw new Error(finding);
  Object.assign(switches, { [name]: position });
}

/** What is wrong with a choice, and which name or position is meant; undefined if it exists. */
export function findingOf(name: string, position: unknown): string | undefined {
  if (!Object.hasOwn(SWITCHES, name)) return `There is no switch "${name}". ${suggestion(name, SWITCH_NAMES)}`;
  const { positions }: SwitchSpec = SWITCHES[name as SwitchName];
  if (positions.some((one) => one === position)) return undefined;
  const help = typeof position === "string" ? meant(position, positions) : undefined;
  return `Switch "${name}" has no position ${JSON.stringify(position)}.${help === undefined ? "" : ` ${help}`} Positions: ${positions.join(", ")}.`;
}
