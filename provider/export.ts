import { type Json, parseJson, renderJson, withoutSecrets } from "./client/index";
import { isJsonObject } from "./common/values";
import { type ImportEntry, importEntry, type StackName } from "./hosts/dynamic/importEntry";
import type { LiveObject } from "./inventory/liveObject";
import { type Described, type LeftToPortal, type NotManaged, programOf, type ProgramSecret } from "./inventory/program/program";
import { type Kind, registry } from "./kinds/registry";
import { recordedOf, type ResourceDefinition } from "./lifecycle/kind";

export type { ImportEntry, StackName } from "./hosts/dynamic/importEntry";
export type { LiveAccount, LiveObject } from "./inventory/liveObject";
export type { Described, LeftToPortal, NotManaged, ProgramSecret } from "./inventory/program/program";

/** The kinds to list for a customer whose live object is given: all that customers have, but what its own answer shows already. */
export function kindsToList(customer: LiveObject): Kind[] {
  const shown = Object.values(customer.definition.fields).flatMap((field) =>
    field.facts.shows !== undefined && field.decode(customer.live, recordedOf("", {})) !== undefined ? [field.facts.shows] : [],
  );
  return (Object.keys(registry) as Kind[]).filter((kind) => {
    const { scope, part }: ResourceDefinition = registry[kind];
    return kind !== "ApiObject" && scope === "customer" && part === undefined && !shown.includes(kind);
  });
}

/** Objects as a text that can be kept in a file until an export goes on: without secrets, so an export with secrets cannot go on from it. */
export function keptObjects(objects: readonly LiveObject[]): string {
  const kept = objects.map(({ definition: { kind }, live, ...place }) => ({ kind, ...place, live: withoutSecrets(live) }));
  return renderJson(kept as unknown as Json) ?? "[]";
}

/** The objects of such a text; undefined if it is none. */
export function restoredObjects(text: string): LiveObject[] | undefined {
  const kept = parsed(text);
  if (!Array.isArray(kept)) return undefined;
  const objects = kept.map((each) => {
    const { kind = null, id = null, customer, under, live } = isJsonObject(each) ? each : {};
    const definition = typeof kind === "string" && kind in registry ? registry[kind as Kind] : undefined;
    if (definition === undefined || typeof id !== "string" || !isJsonObject(live)) return undefined;
    return { definition, id, ...(typeof customer === "string" && { customer }), ...(typeof under === "string" && { under }), live };
  });
  return objects.every((each) => each !== undefined) ? objects : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** What is wanted of a program that is written from an account. */
export interface ExportOptions extends StackName {
  /** Why an object is not to be in the program, as a part of a sentence; undefined if it is to be there. Left out, all are. */
  readonly leaveOut?: (object: Described) => string | undefined;
  /**
   * Whether the code asks the configuration for the secrets that answers show in clear, and the file for the import holds them, so that both have to
   * be kept from others. Left out, secrets stay what they are, and neither has any.
   */
  readonly withSecrets?: boolean;
}

/** A program that declares live objects as they are. */
export interface ExportedProgram {
  /** TypeScript by path, not formatted: `index.ts`, a file for each customer, one for the own account. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The resources of the file for `pulumi import --file`, after which a preview of the program shows no change. */
  readonly resources: readonly ImportEntry[];
  /** Objects that are not in the program, each with the reason. */
  readonly notManaged: readonly NotManaged[];
  /** Arguments of declared objects that are left to the portal, each with the reason. */
  readonly leftToPortal: readonly LeftToPortal[];
  /** The secrets that the code asks the configuration for; empty unless they were asked for. */
  readonly secrets: readonly ProgramSecret[];
}

/** Writes the program of live objects, which `AccountReader.live` gives. Sends nothing. The same objects give the same text. */
export function exportProgram(objects: readonly LiveObject[], { project, stack, ...options }: ExportOptions): ExportedProgram {
  const { resources, ...program } = programOf(objects, { kinds: Object.values(registry), ...options });
  return {
    ...program,
    resources: resources.map((resource) => importEntry(resource, { project, stack, withSecrets: options.withSecrets === true })),
  };
}
