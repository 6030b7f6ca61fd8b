import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LiveObject } from "pulumi-yay/account";
import { isRecord, parseJson } from "../shared/json.js";

/** The folder, within that of the export, that has what was read until the export is written. */
export const PARTIAL = ".partial";

/** A list that could not be read, in words. */
export interface UnreadList {
  readonly kind: string;
  readonly customer?: string;
  readonly reason: string;
}

/** What was read of one customer. */
export interface ReadCustomer {
  readonly objects: readonly LiveObject[];
  readonly unread: readonly UnreadList[];
}

/** Keeps what was read of each customer, without secrets, so that an export that was cut off can go on. */
export class KeptReading {
  readonly #folder: string;
  readonly #goesOn: boolean;

  /** @param goesOn whether what an earlier run has kept counts. */
  constructor(folder: string, goesOn: boolean) {
    this.#folder = join(folder, PARTIAL);
    this.#goesOn = goesOn;
  }

  /** What an earlier run has kept of a customer. */
  async find(customer: string): Promise<ReadCustomer | undefined> {
    if (!this.#goesOn) return undefined;
    const { restoredObjects } = await import("pulumi-yay/export");
    try {
      const kept = parseJson(await readFile(this.#file(customer), "utf8"), customer);
      const objects = isRecord(kept) && typeof kept["objects"] === "string" ? restoredObjects(kept["objects"]) : undefined;
      return objects === undefined || !isRecord(kept) ? undefined : { objects, unread: kept["unread"] as UnreadList[] };
    } catch {
      return undefined;
    }
  }

  async keep(customer: string, { objects, unread }: ReadCustomer): Promise<void> {
    const { keptObjects } = await import("pulumi-yay/export");
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(this.#file(customer), JSON.stringify({ objects: keptObjects(objects), unread }), { mode: 0o600 });
  }

  /** Call it when the export is written, or to begin anew. */
  async forget(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #file(customer: string): string {
    return join(this.#folder, `${customer.toLowerCase()}.json`);
  }
}
