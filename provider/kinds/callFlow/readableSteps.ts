import type { JsonObject } from "../../client/index";
import { slug } from "../../common/slug";
import { asText, isRecord, isUuid, own, type Props } from "../../common/values";
import { liveFlow } from "./flowField";

type TitleOf = (uuid: string) => string | undefined;

/** What steps of a module are called, if the API's word says little. */
const WORDS: Readonly<Record<string, string>> = {
  calleridmatch: "caller",
  dialbyextension: "dial",
  extension: "ring",
  musiconhold: "music",
  pressextension: "menu",
};

/**
 * Step uuids by names that a person can read, made from the module and what the step leads to: `ring-sales`, `voicemail-office`. A name says nothing
 * of other steps, so that a change of one renames no other, but where two would have the same one: both end in digits of their uuids then.
 */
export function readableSteps(live: JsonObject, titleOf: TitleOf): Props {
  const steps = liveFlow(live, {}) ?? {};
  const named = Object.entries(steps).flatMap(([uuid, step]) =>
    isUuid(uuid) && isRecord(step)
      ? [{ uuid, name: nameOf(step, (other) => (Object.hasOwn(steps, other) ? undefined : titleOf(other))) }]
      : [],
  );
  const count = new Map<string, number>();
  for (const { name } of named) count.set(name, (count.get(name) ?? 0) + 1);
  const unique = named.map(({ uuid, name }) => [count.get(name) === 1 ? name : `${name}-${uuid.slice(0, 4).toLowerCase()}`, uuid]);
  return { stepUuids: Object.fromEntries(unique) as Record<string, string> };
}

function nameOf(step: Props, titleOf: TitleOf): string {
  const module = asText(own(step, "module"));
  const known = own(WORDS, module);
  const base = typeof known === "string" ? known : slug(module) || "step";
  const title = slug(firstOf(step, titleOf) ?? "", 24);
  return title === "" ? base : `${base}-${title}`;
}

/** What the first object that a step names is called, else the first number that it forwards to. */
function firstOf(value: unknown, titleOf: TitleOf): string | undefined {
  if (typeof value === "string") return isUuid(value) ? titleOf(value) : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const title = firstOf(inner, titleOf);
    if (title !== undefined) return title;
  }
  return isRecord(value) && own(value, "type") === "forward" ? asText(own(value, "number")) : undefined;
}
