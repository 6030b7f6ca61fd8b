import type { Credentials } from "pulumi-yay/simulator";
import { UsageError } from "../shared/failure.js";
import { passwordFromStdin } from "../shared/settings.js";

/** What decides the credentials that a simulator takes. */
export interface CredentialOptions {
  readonly credentials?: string;
  readonly passwordStdin?: true;
}

/** The credentials of `--credentials`; undefined without it. No message shows the option's value, because a password may stand in it. @throws UsageError */
export async function readCredentials({ credentials, passwordStdin }: CredentialOptions): Promise<Credentials | undefined> {
  if (credentials === undefined) {
    if (passwordStdin === true) throw new UsageError("--password-stdin needs --credentials <reseller:user>, whose password it reads.");
    return undefined;
  }
  const [reseller = "", user = "", ...rest] = credentials.split(":");
  if (rest.length > 0)
    throw new UsageError(
      "--credentials takes a reseller and a user, such as tele:api, and no password: everybody on the machine can see arguments. " +
        "Put it into YAY_PASSWORD, or pipe it in with --password-stdin.",
    );
  if (reseller === "" || user === "") throw new UsageError("--credentials takes a reseller and a user, such as tele:api.");
  const password = passwordStdin === true ? await passwordFromStdin() : (process.env["YAY_PASSWORD"] ?? "");
  if (password === "")
    throw new UsageError("--credentials needs the password: put it into YAY_PASSWORD, or pipe it in with --password-stdin.");
  return { reseller, user, password };
}
