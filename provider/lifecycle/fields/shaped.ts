import type { z } from "zod";
import { once } from "../../common/lazily";

type Zod = typeof z;

/**
 * A shape that is made when somebody first looks at it: zod takes a quarter of the time in which this package is loaded, and neither a program nor
 * a refresh checks anything. Use it for every shape that is made while a kind is loaded.
 */
export function shaped<T extends z.ZodType>(make: (z: Zod) => T): T {
  const shape = once(() => make((require("zod") as { readonly z: Zod }).z));
  return new Proxy({} as T, {
    get: (_, key) => Reflect.get(shape(), key) as unknown,
    has: (_, key) => Reflect.has(shape(), key),
    set: (_, key, value) => Reflect.set(shape(), key, value),
    getPrototypeOf: () => Reflect.getPrototypeOf(shape()),
  });
}
