import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { hostname, networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import type { TlsCertificate } from "pulumi-yay/simulator";
import { codeOf, UsageError } from "../shared/failure.js";

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** A certificate that no authority signed, for the names of this machine. Its key is nowhere but in memory. */
export async function selfSigned(host: string): Promise<TlsCertificate> {
  // Loaded only here, because it is slow and most simulators do not need it.
  const { generate } = await import("selfsigned");
  const names = namesFor(host);
  const made = await generate([{ name: "commonName", value: "yay simulator" }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + YEAR),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })) },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** The names under which clients reach what listens on a host. */
function namesFor(host: string): string[] {
  const local = ["localhost", "127.0.0.1", "::1"];
  if (host !== "0.0.0.0" && host !== "::") return [...new Set([...local, host])];
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  return [...new Set([...local, hostname(), ...addresses])];
}

/** A file with a certificate, for clients that are to trust it. */
export interface CertificateFile {
  readonly path: string;
  /** Removes a file that nobody named. */
  readonly forget: () => Promise<void>;
}

/** Writes a certificate, without its key, to a file, or to a temporary one. @throws UsageError for a file that holds something else */
export async function writeCertificate(cert: string, file: string | undefined): Promise<CertificateFile> {
  if (file !== undefined) {
    await refuseOther(file);
    await write(file, cert);
    return { path: file, forget: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), "yay-simulator-"));
  const path = join(folder, "certificate.pem");
  await write(path, cert);
  return { path, forget: () => rm(folder, { recursive: true, force: true }) };
}

async function write(file: string, cert: string): Promise<void> {
  try {
    await writeFile(file, cert);
  } catch (error) {
    throw new UsageError(`--tls cannot write ${file}: ${codeOf(error) ?? String(error)}.`);
  }
}

/** What a former simulator wrote there may go; a key, or anything else, may not. */
async function refuseOther(file: string): Promise<void> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new UsageError(`--tls cannot write ${file}: ${codeOf(error) ?? String(error)}.`);
  });
  const isOurs = text === undefined || /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----\s*$/.test(text);
  if (!isOurs) throw new UsageError(`--tls would overwrite ${file}, which is no certificate. Name another file.`);
}
