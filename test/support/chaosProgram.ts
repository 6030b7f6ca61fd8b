import type { Props } from "../../provider/common/values";
import type { Checkpoint, StateResource } from "./engine";
import type { Story } from "./story";
import { type InState, type Options, Ref } from "./storyProgram";

/** The program of a story as a person would write it. */
export function programOf(story: Story): string {
  const lines = story.resources().map(({ name, kind, args, options }) => {
    const key = JSON.stringify(name);
    return `r[${key}] = new yay.${kind}(${key}, ${written(args)}, ${writtenOptions(options)});`;
  });
  return ["const r = {};", ...lines].join("\n");
}

function written(value: unknown): string {
  if (value instanceof Ref) return `r[${JSON.stringify(value.name)}].uuid`;
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value as Props)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${written(inner)}`)
    .join(", ")} }`;
}

function writtenOptions({ aliases = [], ...options }: Options): string {
  return written({ ...options, ...(aliases.length > 0 && { aliases: aliases.map((name) => ({ name })) }) });
}

/** The program's resources in a state, without those whose object was deleted before its replacement is created. */
export function recordedIn({ resources }: Checkpoint): InState[] {
  return resources.filter(({ pendingReplacement }) => pendingReplacement !== true).map(inState);
}

function inState({ urn, type, id = "", outputs = {}, ...more }: StateResource): InState {
  const customer = typeof outputs["customer"] === "string" ? outputs["customer"] : undefined;
  return {
    name: nameIn(urn),
    kind: type.split(":").at(-1) ?? "",
    id,
    customer,
    isOld: more.delete === true,
    isTainted: more.taint === true,
    retains: more.retainOnDelete === true,
    needs: (more.dependencies ?? []).map(nameIn),
  };
}

function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}
