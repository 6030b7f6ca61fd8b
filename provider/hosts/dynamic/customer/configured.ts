import * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../../../customer/references";
import { own, type Props } from "../../../common/values";
import { type Kind, registry } from "../../../kinds/registry";
import { type ResourceDefinition, secretPathsOf } from "../../../lifecycle/kind";

/** The arguments of a kind with each secret that is `{ config: "…" }` read from the stack's configuration. The run fails if that has none of the name. */
export function configured(kind: Kind, args: Props): Props {
  const { fields }: ResourceDefinition = registry[kind];
  const entries = Object.entries(args).map(([name, value]) => {
    const field = own(fields, name) as ResourceDefinition["fields"][string] | undefined;
    return [name, secretPathsOf(field?.facts ?? {}).reduce((filled, path) => filledAt(filled, path), value)] as const;
  });
  return Object.fromEntries(entries);
}

function filledAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return secretIn(value);
  if (Array.isArray(value)) return value.map((item: unknown) => (key === "*" ? filledAt(item, rest) : item));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, key === "*" || key === name ? filledAt(inner, rest) : inner] as const,
  );
  return Object.fromEntries(entries);
}

function secretIn(value: unknown): unknown {
  const name = isPlain(value) ? own(value, "config") : undefined;
  if (typeof name !== "string") return value;
  const at = name.indexOf(":");
  return at < 0 ? new pulumi.Config().requireSecret(name) : new pulumi.Config(name.slice(0, at)).requireSecret(name.slice(at + 1));
}
