import type { Field, Finding, KindLookup } from "../kind";
import { partsAt } from "../../common/keyPath";
import { own, type Props } from "../../common/values";

/** The uuids of another kind than an argument takes, as far as it is known what they are. */
export function wrongKindFindings(fields: object, inputs: Props, others: KindLookup): Finding[] {
  return Object.entries(fields).flatMap(([name, field]: [string, Partial<Field>]) => {
    const value = own(inputs, name);
    const { nested = {}, ...facts } = field.facts ?? {};
    return [[[], facts] as const, ...Object.entries(nested).map(([path, inner]) => [path.split("."), inner] as const)].flatMap(
      ([within, { refersTo }]) =>
        refersTo === undefined
          ? []
          : partsAt(value, within, [name]).flatMap((part) => findingsAt(part.path.join("."), part.value, { refersTo, others })),
    );
  });
}

function findingsAt(path: string, value: unknown, about: { refersTo: readonly string[]; others: KindLookup }): Finding[] {
  const { refersTo } = about;
  if (Array.isArray(value)) return value.flatMap((item, index) => findingsAt(`${path}.${index}`, item, about));
  const kind = typeof value === "string" ? about.others.kindOf(value) : undefined;
  if (kind === undefined || refersTo.includes(kind)) return [];
  return [{ path, reason: `must be the uuid of a ${refersTo.join(" or a ")}, and is that of a ${kind}` }];
}
