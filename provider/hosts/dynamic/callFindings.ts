import { randomUUID } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { AccountFinding, CallObject } from "../../calls/index";
import { printable } from "../../client/redact";
import { isBlank, isRecord, own, UNKNOWN } from "../../common/values";
import { isRunByTheRunner } from "./engine";
import { isLater } from "./given";
import { knownText } from "./knownText";
import { valueOf } from "./marks";

/** What tells where calls go: the kinds that findings are about, with the arguments that they look at. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  PhoneNumber: ["number", "name", "callFlow", "outOfHours", "trunk"],
  TimeDiary: ["name", "elements", "exceptions"],
  HuntGroup: ["name", "members"],
  QueueGroup: ["name", "members"],
  CallFlow: ["name", "flow"],
  CallFlowContent: ["callFlow", "flow"],
};

/** A resource that a program declares, as its class has it. */
export interface Declared {
  readonly kind: string;
  readonly name: string;
  /** Left out for a number that is still to be bought: it has no resource yet, and calls would come to it as it is written. */
  readonly resource?: pulumi.CustomResource;
  readonly args: object;
  readonly ignoreChanges: readonly string[];
  /** Whether the class keeps what stands at a path of the arguments secret. */
  readonly isSecret: (path: readonly string[]) => boolean;
}

const declared: Declared[] = [];

/**
 * Called in previews. When the program has ended, the preview says what is wrong with where calls go in all that it declares: only then is it
 * known which flow nothing fills. What is still to be made has what the program says and no more; of what lives, an argument that the program
 * leaves out is not known. Inline programs of the Automation API do not end by themselves, so that nothing is said there.
 */
export function noteForCalls(one: Declared): void {
  if (!Object.hasOwn(ARGUMENTS, one.kind) || !isRunByTheRunner()) return;
  if (declared.length === 0) process.once("beforeExit", () => void tell().catch(() => undefined));
  declared.push(one);
}

/** In a program that fails some ids never come, and nothing is said: what it has not declared would only be found missing. */
async function tell(): Promise<void> {
  const ids = await Promise.all(declared.map(async ({ resource }) => resource && knownText(resource.id)));
  const uuids = new Map<unknown, string>(declared.map(({ resource }, index) => [resource?.id, ids[index] ?? randomUUID()]));
  const objects = await Promise.all(declared.map((one, index) => objectOf(one, { lives: ids[index] !== undefined, uuids })));
  const { accountFindings } = require("../../calls/index") as typeof import("../../calls/index");
  const found = accountFindings(objects);
  if (found.length > 0) await pulumi.log.warn(inWords(found, objects));
}

interface Known {
  readonly lives: boolean;
  /** The uuid of each resource by its `id`, the output that references to it are; one of no meaning for what is still to be made. */
  readonly uuids: ReadonlyMap<unknown, string>;
}

async function objectOf(one: Declared, { lives, uuids }: Known): Promise<CallObject> {
  const { kind, name, resource, args, ignoreChanges } = one;
  const adopt = own(args, "adopt");
  const mayHaveMore = lives || (!isBlank(adopt) && adopt !== false);
  const entries = (ARGUMENTS[kind] ?? []).map(async (argument) => {
    const isIgnored = ignoreChanges.some((path) => path === "*" || path.split(/[.[]/)[0] === argument);
    const value = own(args, argument);
    if (isIgnored || (value === undefined && mayHaveMore)) return [argument, UNKNOWN] as const;
    return [argument, await known(value, [argument], { uuids, isSecret: one.isSecret })] as const;
  });
  const uuid = resource === undefined ? randomUUID() : (uuids.get(resource.id) ?? "");
  return { kind, uuid, resource: name, args: Object.fromEntries(await Promise.all(entries)) };
}

type Looking = Pick<Known, "uuids"> & Pick<Declared, "isSecret">;

/** A value of the arguments as far as a preview knows it, with the uuids of what is still to be made; secrets count as unknown. */
async function known(value: unknown, path: readonly string[], looking: Looking): Promise<unknown> {
  if (looking.isSecret(path) || pulumi.isUnknown(value)) return UNKNOWN;
  if (isLater(value)) {
    const uuid = looking.uuids.get(value);
    if (uuid !== undefined) return uuid;
    return (await pulumi.isSecret(pulumi.output(value))) ? UNKNOWN : known(await valueOf(value), path, looking);
  }
  if (Array.isArray(value)) return Promise.all(value.map((item, index) => known(item, [...path, String(index)], looking)));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await known(inner, [...path, key], looking)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const MOST = 20;

/** Findings as one text of a preview, by the names of the resources. */
function inWords(found: readonly AccountFinding[], objects: readonly CallObject[]): string {
  const names = new Map(objects.map(({ kind, uuid, resource }) => [`${kind} ${uuid}`, resource]));
  const lines = found
    .slice(0, MOST)
    .map(({ kind, uuid, message, hint, code }) =>
      printable(`${kind} ${names.get(`${kind} ${uuid}`) ?? uuid}: ${message} ${hint} [${code}]`),
    );
  const more = found.length > MOST ? [`and ${found.length - MOST} more: yay call lint has them all`] : [];
  const count = found.length === 1 ? "1 finding" : `${found.length} findings`;
  const mayHaveMore = found.some(({ code }) => code.startsWith("number-nowhere"));
  const note = mayHaveMore ? ["A number may have more in the portal than the program says."] : [];
  return [`Calls: ${count} on what callers would meet:`, ...[...lines, ...more, ...note].map((line) => `  ${line}`)].join("\n");
}
