import { join } from "node:path";
import { CustomerFilesError, readCustomers, type ReadOptions } from "../../provider/customers";
import { temporaryFolder, write } from "../tools/support";

/** A customer as it was read. */
type Read = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Files of customers in a folder of its own for every test of a file. */
export function customerFiles() {
  const folder = temporaryFolder();
  const given = (files: Readonly<Record<string, string | Uint8Array>>) => {
    for (const [file, content] of Object.entries(files)) write(join(folder(), file), content);
  };
  const read = (pattern = "customers/*.yaml", options: ReadOptions = {}) =>
    readCustomers(pattern, { folder: folder(), ...options }) as unknown as Readonly<Record<string, Read>>;
  /** What is wrong with the files, as `file:line: path: reason`. */
  const faultsOf = (pattern?: string, options?: ReadOptions): string[] => {
    try {
      read(pattern, options);
    } catch (error) {
      if (!CustomerFilesError.is(error)) throw error;
      return error.findings.map(({ file, line, path, reason }) => `${file}:${line}: ${path}: ${reason}`);
    }
    return [];
  };
  /** What is wrong with one customer's file and what is beside it. */
  const faults = (content: string | Uint8Array, more: Readonly<Record<string, string | Uint8Array>> = {}) => {
    given({ "customers/acme.yaml": content, ...more });
    return faultsOf();
  };
  return { folder, given, read, faultsOf, faults };
}

export const account = "customer: { contactName: Acme }\n";
export const user = "users: { anna: { extension: 1001 } }\n";
export const steps = "{ start: { module: start, next: end }, end: { module: busy } }";
export const flows = `flows: { main: { extension: 500, flow: ${steps} }, closed: { extension: 501, flow: ${steps} } }\n`;
