/** Runs `action` with other properties of `Error`, and restores them afterwards, including missing ones. */
export function withErrors<T>(properties: Readonly<Record<string, unknown>>, action: () => T): T {
  const before = Object.keys(properties).map((key) => [key, Object.getOwnPropertyDescriptor(Error, key)] as const);
  try {
    for (const [key, value] of Object.entries(properties)) {
      Reflect.defineProperty(Error, key, { value, writable: true, enumerable: true, configurable: true });
    }
    return action();
  } finally {
    for (const [key, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(Error, key);
      else Reflect.defineProperty(Error, key, descriptor);
    }
  }
}
