import * as pulumi from "@pulumi/pulumi";
import type { Arguments } from "./ignoredInVain";

/** Throws, because the option `import` cannot work here, and names the ways that do. */
export function refuseImport(kind: string, known: Arguments | undefined): never {
  const takesOver =
    known?.names.includes("adopt") === true
      ? 'Take a living object over by adopt: true or adopt: "<uuid>" in the arguments'
      : "Declare it, which takes the living object over";
  throw new pulumi.RunError(
    `The import option cannot work for dynamic resources such as ${kind}: the engine reads an imported object without the provider. ` +
      `${takesOver}, or read it by ${kind}.get(name, uuid).`,
  );
}
