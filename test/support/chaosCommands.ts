import type { Dice } from "./random";
import type { InState, Resource } from "./storyProgram";

const verbs = {
  up: ["up", "--yes", "--skip-preview"],
  "up --refresh": ["up", "--yes", "--skip-preview", "--refresh"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
  preview: ["preview"],
  "preview --refresh": ["preview", "--refresh"],
} as const;

export type Verb = keyof typeof verbs;

/** The requests that a command may send; more important ones occur more often. */
export const requestsOf = {
  up: ["POST", "POST", "POST", "PUT", "PUT", "GET", "DELETE"],
  "up --refresh": ["POST", "POST", "PUT", "PUT", "GET", "GET", "DELETE"],
  refresh: ["GET"],
  destroy: ["DELETE", "DELETE", "GET", "PUT"],
  preview: ["GET"],
  "preview --refresh": ["GET"],
} as const;

/** Ways to end a command early. */
export const blows = ["SIGKILL", "SIGKILL", "SIGINT", "SIGTERM", "SIGINT twice", "SIGTERM twice", "SIGKILL of the provider"] as const;
export type Blow = (typeof blows)[number];

/** When to interrupt: before or after a request takes effect, or when its answer was sent. */
export const moments = ["before", "after", "answered"] as const;

const likelyVerbs: readonly (readonly [number, Verb])[] = [
  [5, "up"],
  [2, "up --refresh"],
  [1, "refresh"],
  [2, "destroy"],
  [1, "preview"],
  [1, "preview --refresh"],
];

type Flag = "--continue-on-error" | "--target" | "--target --target-dependents" | "--replace" | "--target-replace";

const likelyFlags: Partial<Record<Verb, readonly (readonly [number, Flag | undefined])[]>> = {
  up: [
    [8, undefined],
    [4, "--continue-on-error"],
    [2, "--target"],
    [2, "--target --target-dependents"],
    [3, "--replace"],
    [2, "--target-replace"],
  ],
  "up --refresh": [
    [8, undefined],
    [3, "--continue-on-error"],
    [2, "--target"],
    [2, "--replace"],
  ],
  destroy: [
    [4, undefined],
    [3, "--target"],
    [3, "--target --target-dependents"],
    [1, "--continue-on-error"],
  ],
};

/** A resource as a command names it. */
export interface Named {
  readonly name: string;
  readonly kind: string;
}

/** One command of the CLI. */
export interface Command {
  readonly verb: Verb;
  readonly flag?: Flag | undefined;
  /** The resources that the flag names. */
  readonly of: readonly Named[];
}

/** What a command may name. */
export interface Choice {
  /** Resources of the program, and of the state. */
  readonly all: readonly Named[];
  /** Resources of both whose replacement cannot create a second object beside the live one. */
  readonly replaceable: readonly Named[];
}

export function plain(verb: Verb): Command {
  return { verb, of: [] };
}

export function someCommand(dice: Dice, { all, replaceable }: Choice): Command {
  const verb = dice.weighed(likelyVerbs);
  const flags = likelyFlags[verb];
  const flag = flags === undefined ? undefined : dice.weighed(flags);
  if (flag === undefined) return plain(verb);
  if (flag === "--continue-on-error") return { verb, flag, of: [] };
  const named = flag === "--replace" || flag === "--target-replace" ? replaceable : all;
  if (named.length === 0) return plain(verb);
  const [first, second] = [dice.pick(named), dice.pick(named)];
  return { verb, flag, of: first.name === second.name || dice.chance(0.6) ? [first] : [first, second] };
}

export function urn({ name, kind }: Named): string {
  return `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:${kind}::${name}`;
}

export function argumentsOf({ verb, flag, of }: Command): string[] {
  if (flag === undefined) return [...verbs[verb]];
  const [main = "", ...more] = flag.split(" ");
  return [...verbs[verb], ...(of.length === 0 ? [main] : of.flatMap((one) => [main, urn(one)])), ...more];
}

/** The name of a command in the figures. */
export function nameOf({ verb, flag }: Command): string {
  return flag === undefined ? verb : `${verb} ${flag}`;
}

export function textOf(command: Command): string {
  return [nameOf(command), ...command.of.map(({ name }) => name)].join(" ");
}

/** Whether a command applies to all resources. */
export function isWhole({ flag }: Command): boolean {
  return flag === undefined || flag === "--continue-on-error" || flag === "--replace";
}

/** Whether a command deletes an object because it names the resource that had it, whoever of those that it does not name is to take it over. */
export function isTargetedUp({ verb, flag }: Command): boolean {
  return verb.startsWith("up") && flag?.startsWith("--target") === true && flag !== "--target-replace";
}

export function isPreview({ verb }: Command): boolean {
  return verb === "preview" || verb === "preview --refresh";
}

/** The resources that a command forces to be replaced. */
export function forcedBy({ flag, of }: Command): ReadonlySet<string> {
  return new Set(flag === "--replace" || flag === "--target-replace" ? of.map(({ name }) => name) : []);
}

/** The resources that a command must keep: all but those that it destroys. */
export function keptBy(command: Command, program: readonly Resource[], state: readonly InState[]): Resource[] {
  if (command.verb !== "destroy") return [...program];
  if (isWhole(command)) return [];
  const gone = new Set(command.of.map(({ name }) => name));
  for (let size = -1; command.flag === "--target --target-dependents" && size < gone.size;) {
    size = gone.size;
    for (const { name, needs } of state) if (needs.some((need) => gone.has(need))) gone.add(name);
  }
  return program.filter(({ name, options }) => !gone.has(name) && !options.aliases?.some((alias) => gone.has(alias)));
}
