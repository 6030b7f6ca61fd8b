import { X509Certificate } from "node:crypto";
import { accessSync, closeSync, constants, openSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { codeOf } from "../common/errors";

/** How a file of lines is opened: a named pipe without a reader must not hold a run. */
export const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK;

/** What is wrong with a file that cannot be appended to; undefined where nothing is. The file is not made. */
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

/** What is wrong with a file of authorities that has none. */
export const unusableCaFile = "must be the path of a readable file of PEM certificates";

/** The text of a file of PEM certificates; undefined where it cannot be read or is something else. */
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
