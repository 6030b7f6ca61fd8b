import type * as pulumi from "@pulumi/pulumi";
import type { FileOnDisk } from "../../lifecycle/fields/content";

/** Keys that discriminate a union must be plain values, so that editors can complete the other keys. */
type Discriminator = "module" | "type";

/** A value in which every part may be an output. */
export type DeepInput<T> = T extends string | number | boolean | null | undefined | Uint8Array | FileOnDisk
  ? T
  : T extends readonly (infer Item)[]
    ? pulumi.Input<DeepInput<Item>>[]
    : T extends object
      ? { [K in keyof T]: K extends Discriminator ? T[K] : pulumi.Input<DeepInput<T[K]>> }
      : T;

/** Arguments of a resource as a program may pass them. */
export type Inputs<Args> = { [K in keyof Args]: pulumi.Input<DeepInput<Args[K]>> };

/** Outputs of a resource as a program reads them. */
export type Outputs<State> = { readonly [K in keyof State]-?: pulumi.Output<State[K]> };
