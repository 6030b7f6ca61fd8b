import { X509Certificate } from "node:crypto";
import { accessSync, closeSync, constants, openSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { codeOf } from "../common/errors";

/** The flags to append with. Opening does not block on a named pipe that nobody reads. */
export const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK;

/** Why a file cannot be appended to; undefined if it can. Does not create the file. */
export function problemOfAuditLog(file: string): string | undefined {
  try {
    if (!statSync(file).isFile()) return "must be the path of a file, and not of a folder or a device";
    closeSync(openSync(file, APPEND));
    return undefined;
  } catch (error) {
    return codeOf(error) === "ENOENT" ? problemOfFolder(dirname(resolve(file))) : `must be a file that can be written (${reasonOf(error)})`;
  }
}

function problemOfFolder(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `must be a file in a folder that exists and can be written (${reasonOf(error)})`;
  }
}

/** Why the file system failed, such as `ENOENT`. */
export function reasonOf(error: unknown): string {
  return codeOf(error) ?? "unknown reason";
}

/** The problem of a file without certificates. */
export const unusableCaFile = "must be the path of a readable file of PEM certificates";

/** The text of a file of PEM certificates; undefined if it cannot be read or holds anything else. */
export function certificatesIn(caFile: string): string | undefined {
  try {
    const text = readFileSync(caFile, "utf8");
    const certificates = text.split(/(?=-----BEGIN [A-Z0-9 ]*CERTIFICATE-----)/).filter((part) => part.startsWith("-----BEGIN"));
    if (certificates.length === 0) return undefined;
    for (const certificate of certificates) new X509Certificate(certificate);
    return text;
  } catch {
    return undefined;
  }
}
