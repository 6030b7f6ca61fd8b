import { isPlain } from "./references";

const places = new WeakMap<object, string>();

/** Notes where each `{ config: name }` of a customer that was read from files stands: the value itself is the key, which a program passes on as it is. */
export function noteSecretPlaces(args: unknown, placeOf: (path: readonly (string | number)[]) => string | undefined): void {
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) return value.forEach((item, index) => visit(item, [...path, index]));
    if (!isPlain(value)) return;
    const place = typeof value["config"] === "string" ? placeOf(path) : undefined;
    if (place !== undefined) places.set(value, place);
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
  };
  visit(args, []);
}

/** Where a `{ config: name }` stands, as `customers/acme.yaml:3:52`; undefined if the program wrote it itself. */
export function placeOfSecret(value: object): string | undefined {
  return places.get(value);
}
