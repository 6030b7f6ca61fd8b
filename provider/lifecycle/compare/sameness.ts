import type { JsonObject } from "../../client/index";
import { type Field, recordedOf, type ResourceDefinition } from "../kind";
import { isRespelling } from "./spelling";
import { asText, isBlank, own } from "../../common/values";

/** What makes two objects the same: a value that the documents call unique, or else nothing but the uuid. */
export function sameness(
  { key, kind, singleton }: Pick<ResourceDefinition, "kind" | "singleton"> & { readonly key?: string },
  fields: Readonly<Record<string, Field>>,
): Pick<ResourceDefinition, "key" | "looksAt" | "natural" | "naturalKey" | "respelled" | "hasTwins"> {
  if (singleton !== undefined) return { looksAt: [], natural: () => true, naturalKey: () => `the ${kind} of its account` };
  const field = key === undefined ? undefined : fields[key];
  if (key === undefined || field === undefined) {
    return { hasTwins: true, looksAt: [], natural: () => false, naturalKey: () => `a ${kind} with this content` };
  }
  const shown = (live: JsonObject) => field.decode(live, recordedOf(key, {}));
  const isText = (value: unknown) => typeof value === "string";
  return {
    key,
    looksAt: field.facts.readFrom ?? [field.facts.wire ?? key],
    natural: (live, inputs) => !isBlank(own(inputs, key)) && field.same(shown(live), own(inputs, key)),
    respelled: (live, inputs) =>
      !isBlank(own(inputs, key)) && isText(shown(live)) && isRespelling({ live: asText(shown(live)), declared: asText(own(inputs, key)) }),
    naturalKey: (inputs) => `${key} ${JSON.stringify(own(inputs, key))}`,
  };
}
