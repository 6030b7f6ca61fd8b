import { STATUS_CODES } from "node:http";

/** A status with its name, if it has one: `404 Not Found`. */
export function namedStatus(status: number): string {
  const name = STATUS_CODES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}
