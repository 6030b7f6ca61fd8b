import { type FileHandle, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf, FailedError, UsageError } from "../shared/failure.js";

/** A new file whose content is on the disk before the archived transfers are forgotten. If nothing was written, it is removed. */
export class ArchiveFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #isWritten = false;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<ArchiveFile> {
    try {
      return new ArchiveFile(path, await open(path, "wx", 0o600));
    } catch (error) {
      const reason = codeOf(error) === "EEXIST" ? "it exists, and is never overwritten" : (codeOf(error) ?? "unknown reason");
      throw new UsageError(`Cannot write ${path}: ${reason}. Nothing was changed.`);
    }
  }

  async write(content: unknown): Promise<void> {
    this.#isWritten = true;
    try {
      await this.#handle.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
      await this.#handle.sync();
      await syncFolder(dirname(this.path));
    } catch (error) {
      throw new FailedError(`Cannot write ${this.path}: ${codeOf(error) ?? "unknown reason"}. Nothing was forgotten.`);
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
    if (!this.#isWritten) await rm(this.path, { force: true });
  }
}

/** Makes the new name in the folder survive a power failure, if the file system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync();
  } catch (error) {
    if (!["EINVAL", "EPERM", "ENOTSUP", "EISDIR"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    await handle?.close();
  }
}
