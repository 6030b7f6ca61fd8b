/**
 * Values by name, each of which is made when somebody first asks for it. The names are known without making any; going through all values makes all.
 * Use it where most users need few of many, such as modules that take time to load.
 */
export function lazily<T extends object>(makers: { readonly [Name in keyof T]: () => T[Name] }): Readonly<T> {
  const values = {} as T;
  for (const name of Object.keys(makers) as (keyof T)[]) {
    const get = once(makers[name]);
    Object.defineProperty(values, name, { get, enumerable: true });
  }
  return values;
}

/** A function that makes its value when it is first called, and gives the same one from then on. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
