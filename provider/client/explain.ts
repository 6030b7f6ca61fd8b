import type { Refusal } from "./answer";
import {
  CustomerGoneError,
  GoneError,
  NotAppliedError,
  RejectedError,
  UnexpectedAnswerError,
  UnknownOutcomeError,
  type FailureDetails,
  type YayError,
} from "./errors";
import { addressOf, type HttpProxy, routeOf } from "../settings/proxy";
import { adviceAboutProxy, isCertificateFault, wordsOfProxyFault } from "./proxyAdvice";
import type { Clean } from "./redact";
import { namedStatus } from "./status";
import type { TransportFault } from "./transport";
import type { Call } from "./types";

/** What every error message about a call needs. */
export interface Context {
  readonly call: Call;
  readonly path: string;
  readonly host: string;
  /** The proxy that requests go through, if any. */
  readonly proxy?: HttpProxy | undefined;
  readonly userAgent: string;
  /** Redacts texts from outside: hides the credentials and all secrets. */
  readonly clean: Clean;
  /** Redacts texts of our callers: hides the password and all secrets, but not words that happen to equal the user of the credentials. */
  readonly cleanOwn: Clean;
  readonly attempts: number;
  /** Whether an earlier attempt of this call may have been applied. */
  readonly mayBeApplied: boolean;
}

/** Why the client did not send a request. */
export type Withheld = "circuit" | "stopped" | "limit";

const API_WORDS = 400;

/** The error for an answer that is not a success. */
export function errorOfRefusal(context: Context, refusal: Refusal): YayError {
  const { clean, call } = context;
  const apiMessage = refusal.apiMessage === undefined ? undefined : clean(refusal.apiMessage, API_WORDS);
  const trackingToken = refusal.trackingToken === undefined ? undefined : clean(refusal.trackingToken);
  const details = {
    ...detailsOf(context),
    status: refusal.status,
    ...(trackingToken !== undefined && { trackingToken }),
    ...(apiMessage !== undefined && !refusal.html && { apiMessage }),
  };
  const build = (headline: string, ...advice: (string | undefined)[]): string =>
    compose(context, headline, [
      `${exchangeOf(context)} → ${namedStatus(refusal.status)}${trackingToken === undefined ? "" : `, tracking token ${trackingToken}`}.`,
      refusal.reason && clean(`${capital(refusal.reason)}.`),
      wordsLine(refusal, apiMessage),
      authAdvice(context, refusal),
      ...advice,
      next(context, refusal.status),
    ]);
  switch (refusal.kind) {
    case "gone":
      return new GoneError(build(call.method === "POST" ? "something that it names does not exist" : "it does not exist"), details);
    case "rejected":
      return new RejectedError(build("the API refused"), details);
    case "throttled":
      return afterThrottling(context, build, details);
    case "unknown":
      return new UnknownOutcomeError(build(doubt(call, "the API failed"), lookFirst(call)), details);
    case "unexpected":
      return new UnexpectedAnswerError(build(doubt(call, "the answer makes no sense"), BASE_URL_ADVICE, lookFirst(call)), details);
  }
}

/** The error for an attempt without a complete answer. */
export function errorOfFault(context: Context, fault: TransportFault): YayError {
  const { call } = context;
  const cause = safeCause(fault, context.clean);
  const details = { ...detailsOf(context), cause };
  const line = `${exchangeOf(context)} → ${fault.sent ? "no complete answer" : "no connection"}${via(context)}: ${context.clean(describe(fault), API_WORDS)}.`;
  if (fault.code === "TOO_LARGE") {
    return new UnexpectedAnswerError(
      compose(context, doubt(call, "the answer makes no sense"), [line, lookFirst(call), next(context, 0)]),
      details,
    );
  }
  if (fault.sent || context.mayBeApplied) {
    return new UnknownOutcomeError(compose(context, doubt(call, "no answer came"), [line, lookFirst(call), next(context, 0)]), details);
  }
  return new NotAppliedError(
    compose(context, unreached(context), [line, `Nothing was sent. ${adviceAbout(context, fault)}`, next(context, 0)]),
    details,
  );
}

function adviceAbout({ call, host, proxy }: Context, fault: TransportFault): string {
  if (proxy !== undefined && fault.place === "proxy") return adviceAboutProxy(proxy, host, fault);
  if (isCertificateFault(fault)) {
    const opened = proxy === undefined ? "" : " The same holds where the proxy opens what is encrypted.";
    return `The certificate of ${host} was not accepted. If it is signed by an authority of your own, name its PEM file in yay:caFile.${opened}`;
  }
  return `Check the network${proxy === undefined ? "" : ", the proxy"} and yay:baseUrl${call.once === undefined ? ", then run it again" : ""}.`;
}

function unreached({ host, proxy }: Context): string {
  return `${host} could not be reached${proxy === undefined ? "" : ` through the proxy ${addressOf(proxy)}`}`;
}

function via({ proxy }: Context): string {
  return proxy === undefined ? "" : ` ${routeOf(proxy)}`;
}

/** The error for a request that the client itself did not send. @param fault the failure of the last connection, of any call. */
export function errorOfWithheld(context: Context, withheld: Withheld, fault?: TransportFault): YayError {
  const { call } = context;
  const held = {
    circuit: `${exchangeOf(context)} was not sent: ${unreached(context)} several times in a row, so it is left alone for some seconds.`,
    stopped: `${exchangeOf(context)} was not sent: the run was stopped.`,
    limit: `${exchangeOf(context)} was not sent: as many requests have been sent as were allowed.`,
  }[withheld];
  const line =
    fault === undefined
      ? held
      : `${held}\nThe last time: no connection${via(context)}: ${context.clean(describe(fault), API_WORDS)}.\n${adviceAbout(context, fault)}`;
  return context.mayBeApplied
    ? new UnknownOutcomeError(
        compose(context, doubt(call, "no answer came"), [line, lookFirst(call), next(context, 0)]),
        detailsOf(context),
      )
    : new NotAppliedError(compose(context, "nothing was sent", [line, next(context, 0)]), detailsOf(context));
}

/** The error if the name for X-Auth-For could not be read; the call itself was not sent. */
export function errorOfCustomer(context: Context, reason: YayError): YayError {
  const customer = context.call.customer ?? "";
  const details = { ...detailsOf(context), cause: safeCause(reason, context.clean) };
  if (CustomerGoneError.is(reason)) {
    const lines = [...reason.message.split("\n").slice(1), next(context, 404)];
    return new CustomerGoneError(compose(context, `its customer ${customer} does not exist any more`, lines), details);
  }
  const lines = [...reason.message.split("\n"), "Nothing else was sent."];
  const message = compose(context, `the name of its customer ${customer} could not be read`, lines);
  return RejectedError.is(reason)
    ? new RejectedError(message, { ...details, status: reason.status })
    : new NotAppliedError(message, details);
}

/** The error for a 404 on behalf of a customer that proves nothing, because the customer's name could not be read again. */
export function errorOfDoubtful(context: Context, gone: GoneError, reason: YayError): RejectedError {
  const lines = [
    ...gone.message.split("\n").slice(1),
    "But its customer may have been renamed, and could not be read:",
    ...reason.message.split("\n"),
  ];
  return new RejectedError(compose(context, "it was not found", lines), {
    ...detailsOf(context),
    status: 404,
    cause: safeCause(reason, context.clean),
  });
}

const BASE_URL_ADVICE = "Check that yay:baseUrl names the API itself, and that no proxy answers in its place.";

function afterThrottling(context: Context, build: (headline: string, ...advice: string[]) => string, details: FailureDetails): YayError {
  const advice = context.call.once === undefined ? "Lower yay:maxConcurrency, or run it again later." : "";
  return context.mayBeApplied
    ? new UnknownOutcomeError(build(doubt(context.call, "too many requests"), advice, lookFirst(context.call) ?? ""), details)
    : new NotAppliedError(build("the API asks for fewer requests", advice), details);
}

function compose({ call, cleanOwn }: Context, headline: string, lines: readonly (string | undefined)[]): string {
  return [`Cannot ${cleanOwn(call.attempt)}: ${headline}.`, ...lines].filter((line) => line !== undefined && line !== "").join("\n");
}

function next({ call, cleanOwn }: Context, status: number): string | undefined {
  return call
    .next?.(status)
    ?.split("\n")
    .map((line) => cleanOwn(line))
    .join("\n");
}

function wordsLine({ html }: Refusal, words: string | undefined): string | undefined {
  if (html) {
    return `It came with a web page${words === undefined ? "" : ` (${words})`}, probably from a proxy or a firewall.`;
  }
  return words && `The API says: ${words}`;
}

function exchangeOf({ call, path, attempts }: Context): string {
  return `${call.method} ${path}${attempts > 1 ? ` (${attempts} attempts)` : ""}`;
}

function detailsOf({ call, path }: Context): FailureDetails {
  return { method: call.method, path };
}

function doubt(call: Call, what: string): string {
  return call.method === "GET" ? what : `${what}, so it is not known whether it was done`;
}

function lookFirst(call: Call): string | undefined {
  return call.method === "GET" ? undefined : "It may have been done all the same: look before doing it again.";
}

function authAdvice({ call, path, userAgent, proxy }: Context, { status, html, kind }: Refusal): string | undefined {
  const refusals: Refusal["kind"][] = ["rejected", "gone", "unexpected"];
  const refused = status === 401 || status === 403 || (path === "/authenticated" && (html || refusals.includes(kind)));
  if (!refused) {
    return undefined;
  }
  const scoped = call.customer === undefined ? "" : " Or the customer in X-Auth-For is not yours or is locked.";
  const whose = proxy === undefined ? "of this machine" : `by which the proxy ${addressOf(proxy)} (from ${proxy.from}) goes out`;
  return (
    `Causes: yay:reseller, yay:user or yay:password is wrong; or the address ${whose} is not on the IP allow-list in the dashboard; ` +
    `or the User-Agent "${userAgent}" is not welcome.${scoped}`
  );
}

function describe(fault: TransportFault): string {
  const { code, message } = fault;
  if (fault.place === "proxy") return wordsOfProxyFault(fault);
  return code === "" || message.includes(code) ? message : `${message} (${code})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function safeCause(error: Error, clean: Clean): Error {
  const safe = new Error(clean(error.message));
  safe.name = error.name;
  Object.defineProperty(safe, "stack", { value: "", writable: true, configurable: true });
  return safe;
}
