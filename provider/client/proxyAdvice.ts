import { type HttpProxy, NONE } from "../settings/proxy";
import { namedStatus } from "./status";
import type { TransportFault } from "./transport";
import { NO_HTTP } from "./tunnel";

type Fault = Pick<TransportFault, "code" | "message">;

/** Whether the fault is a certificate that was not accepted. */
export function isCertificateFault({ code, message }: Fault): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH|INVALID_CA/.test(code) || /certificate/i.test(message);
}

/** Describes the answer of a proxy, or the failure to reach it; not yet redacted. */
export function wordsOfProxyFault({ code, message }: Fault): string {
  if (isStatus(code)) return `it answered ${namedStatus(Number(code))}`;
  return code === NO_HTTP || message.includes(code) ? message : `${message} (${code})`;
}

/** What to do about a proxy that opened no tunnel. */
export function adviceAboutProxy(proxy: HttpProxy, host: string, fault: Fault): string {
  const { code, message } = fault;
  const elsewhere = `name another one in yay:proxy, or ${NONE} to go directly`;
  if (code === "407") {
    return proxy.user === undefined && proxy.password === undefined
      ? "The proxy asks for a user and a password: put them into its URL, by pulumi config set --secret yay:proxy (http://user:password@host:port)."
      : `The proxy does not accept the user and the password in ${proxy.from}: mend them there, percent-encoded.`;
  }
  if (isStatus(code)) {
    return code.startsWith("5")
      ? `The proxy could not reach ${host}, or is overloaded: check yay:baseUrl and the proxy, or ${elsewhere}.`
      : `The proxy does not let requests through to ${host}: have it allowed there, or ${elsewhere}.`;
  }
  if (isCertificateFault(fault)) {
    return "The certificate of the proxy was not accepted. If it is signed by an authority of your own, name its PEM file in yay:caFile.";
  }
  if (code === NO_HTTP || /SSL|EPROTO|wrong version/i.test(`${code} ${message}`)) {
    return `Check the scheme, host and port in ${proxy.from}: http:// is for a proxy that is spoken to in plain text, https:// for one that wants TLS itself. If they are right, check that the proxy lets this machine in.`;
  }
  return `Check that the proxy runs, that it lets this machine in, and that ${proxy.from} names it; or ${elsewhere}.`;
}

function isStatus(code: string): boolean {
  return /^[1-9]\d\d$/.test(code);
}
