import * as pulumi from "@pulumi/pulumi";
import type { Id } from "../../common/id";
import { registerLeanly } from "./leanRequest";
import { noteOneFrame } from "./position";
import { disablePromiseTraces } from "./disablePromiseTraces";

/** Call it before a resource of this package is constructed, and what it returns in a `finally`. */
function constructLeanly(target: Parameters<typeof noteOneFrame>[0]): () => void {
  disablePromiseTraces();
  registerLeanly();
  return noteOneFrame(target);
}

/** A resource of this package: its id is the uuid of the live object. `K` is the kind that its uuid is of. */
export class YayResource<K extends string = string> extends pulumi.CustomResource {
  constructor(...args: ConstructorParameters<typeof pulumi.CustomResource>) {
    const done = constructLeanly(new.target);
    try {
      super(...args);
    } finally {
      done();
    }
  }

  /** The uuid of the live object. It is known in previews, also while the object is about to be updated. */
  get uuid(): pulumi.Output<Id<K>> {
    return this.id;
  }
}

/** A component of this package. */
export class YayComponent extends pulumi.ComponentResource {
  constructor(...args: ConstructorParameters<typeof pulumi.ComponentResource>) {
    const done = constructLeanly(new.target);
    try {
      super(...args);
    } finally {
      done();
    }
  }
}
