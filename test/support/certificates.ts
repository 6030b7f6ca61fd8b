import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A key and the certificate that belongs to it. */
export interface Identity {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** A certificate authority for one test, in a temporary folder. */
export class Authority {
  readonly #folder = mkdtempSync(join(tmpdir(), "yay-authority-"));
  /** Its certificate in PEM form, for `yay:caFile`. */
  readonly file = join(this.#folder, "ca.pem");

  constructor() {
    const subject = ["-subj", "/CN=Test authority"];
    this.#openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2");
  }

  /** An identity for names such as `DNS:api.example.test` or `IP:127.0.0.1`. */
  issue(...names: readonly string[]): Identity {
    writeFileSync(join(this.#folder, "names"), `subjectAltName=${names.join(",")}`);
    this.#openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=issued", "-keyout", "issued.key", "-out", "issued.csr");
    const signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"];
    this.#openssl("x509", "-req", "-in", "issued.csr", ...signing, "-out", "issued.pem");
    return { key: readFileSync(join(this.#folder, "issued.key")), cert: readFileSync(join(this.#folder, "issued.pem")) };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #openssl(...parameters: string[]): void {
    execFileSync("openssl", parameters, { cwd: this.#folder, stdio: "ignore" });
  }
}
