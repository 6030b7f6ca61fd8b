import {
  CustomerGoneError,
  GoneError,
  NotAppliedError,
  RejectedError,
  UnexpectedAnswerError,
  UnknownOutcomeError,
  unexpected,
  type Call,
  type YayError,
} from "../../provider/client";
import type { Refusal } from "../../provider/client/answer";
import {
  errorOfCustomer,
  errorOfDoubtful,
  errorOfFault,
  errorOfRefusal,
  errorOfWithheld,
  type Context,
} from "../../provider/client/explain";
import { cleaner } from "../../provider/client/redact";
import { TransportFault } from "../../provider/client/transport";
import { customer, uuid } from "./support";

const read: Call = { attempt: 'read CallFlow "main"', method: "GET", path: "/voip/flow/{uuid}", params: { uuid } };
const change: Call = { ...read, attempt: 'update CallFlow "main"', method: "PUT" };
const path = `/voip/flow/${uuid}`;
const trackingToken = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01";

const context = (call: Call = change, more: Partial<Context> = {}): Context => ({
  call,
  path,
  host: "api.example",
  proxy: undefined,
  userAgent: "pulumi-yay/1",
  clean: cleaner(["sesame", "boss"]),
  cleanOwn: cleaner(["sesame"]),
  attempts: 1,
  mayBeApplied: false,
  ...more,
});
const refused = (more: Partial<Refusal> = {}): Refusal => ({ kind: "rejected", status: 400, html: false, ...more });
const said = (error: YayError): string[] => error.message.split("\n");

const UNSURE = ", so it is not known whether it was done.";
const LOOK = "It may have been done all the same: look before doing it again.";
const BASE_URL = "Check that yay:baseUrl names the API itself, and that no proxy answers in its place.";
const CAUSES =
  "Causes: yay:reseller, yay:user or yay:password is wrong; or the address of this machine is not on the IP allow-list in the dashboard; " +
  'or the User-Agent "pulumi-yay/1" is not welcome.';

describe("the error for a refusal", () => {
  it.each<[string, Partial<Refusal>, Call, Partial<Context>, { prototype: YayError }, string[]]>([
    [
      "says what was tried, on what, and what came back",
      {},
      change,
      {},
      RejectedError,
      ["the API refused.", `PUT ${path} → 400 Bad Request.`],
    ],
    [
      "has the tracking token and the API's words",
      { trackingToken, apiMessage: "Too long for boss with sesame" },
      change,
      {},
      RejectedError,
      [
        "the API refused.",
        `PUT ${path} → 400 Bad Request, tracking token ${trackingToken}.`,
        "The API says: Too long for [secret] with [secret]",
      ],
    ],
    [
      "counts the attempts",
      {},
      change,
      { attempts: 2 },
      RejectedError,
      ["the API refused.", `PUT ${path} (2 attempts) → 400 Bad Request.`],
    ],
    [
      "has no name for a status that has none",
      { status: 499, reason: "that is odd" },
      change,
      {},
      RejectedError,
      ["the API refused.", `PUT ${path} → 499.`, "That is odd."],
    ],
    [
      "names the causes of a 401",
      { status: 401 },
      change,
      {},
      RejectedError,
      ["the API refused.", `PUT ${path} → 401 Unauthorized.`, CAUSES],
    ],
    [
      "names one more cause of a 403 on behalf of a customer",
      { status: 403 },
      { ...change, customer },
      {},
      RejectedError,
      ["the API refused.", `PUT ${path} → 403 Forbidden.`, `${CAUSES} Or the customer in X-Auth-For is not yours or is locked.`],
    ],
    [
      "names the causes where the credentials themselves are tried",
      { status: 404, kind: "gone" },
      read,
      { path: "/authenticated" },
      GoneError,
      ["it does not exist.", "GET /authenticated → 404 Not Found.", CAUSES],
    ],
    [
      "names the causes where a page answers the credentials",
      { status: 503, kind: "unknown", html: true },
      read,
      { path: "/authenticated" },
      UnknownOutcomeError,
      [
        "the API failed.",
        "GET /authenticated → 503 Service Unavailable.",
        "It came with a web page, probably from a proxy or a firewall.",
        CAUSES,
      ],
    ],
    [
      "names no causes where the API failed over the credentials",
      { status: 503, kind: "unknown" },
      read,
      { path: "/authenticated" },
      UnknownOutcomeError,
      ["the API failed.", "GET /authenticated → 503 Service Unavailable."],
    ],
    ["says what is gone", { status: 404, kind: "gone" }, change, {}, GoneError, ["it does not exist.", `PUT ${path} → 404 Not Found.`]],
    [
      "says that something else is gone where something was to be made",
      { status: 404, kind: "gone" },
      { attempt: 'create CallFlow "main"', method: "POST", path: "/voip/flow" },
      {},
      GoneError,
      ["something that it names does not exist.", `POST ${path} → 404 Not Found.`],
    ],
    [
      "says what to look at where a write failed",
      { status: 500, kind: "unknown" },
      change,
      {},
      UnknownOutcomeError,
      [`the API failed${UNSURE}`, `PUT ${path} → 500 Internal Server Error.`, LOOK],
    ],
    [
      "says no more where a read failed",
      { status: 500, kind: "unknown" },
      read,
      {},
      UnknownOutcomeError,
      ["the API failed.", `GET ${path} → 500 Internal Server Error.`],
    ],
    [
      "doubts the address where an answer makes no sense",
      { status: 200, kind: "unexpected", html: true, apiMessage: "Login", reason: "the body is a page" },
      change,
      {},
      UnexpectedAnswerError,
      [
        `the answer makes no sense${UNSURE}`,
        `PUT ${path} → 200 OK.`,
        "The body is a page.",
        "It came with a web page (Login), probably from a proxy or a firewall.",
        BASE_URL,
        LOOK,
      ],
    ],
    [
      "asks for patience where there are too many requests",
      { status: 429, kind: "throttled" },
      change,
      {},
      NotAppliedError,
      ["the API asks for fewer requests.", `PUT ${path} → 429 Too Many Requests.`, "Lower yay:maxConcurrency, or run it again later."],
    ],
    [
      "asks for no repetition of what may be done once only",
      { status: 429, kind: "throttled" },
      { ...change, once: {} as NonNullable<Call["once"]> },
      {},
      NotAppliedError,
      ["the API asks for fewer requests.", `PUT ${path} → 429 Too Many Requests.`],
    ],
    [
      "does not forget an earlier attempt",
      { status: 429, kind: "throttled" },
      change,
      { mayBeApplied: true, attempts: 3 },
      UnknownOutcomeError,
      [
        `too many requests${UNSURE}`,
        `PUT ${path} (3 attempts) → 429 Too Many Requests.`,
        "Lower yay:maxConcurrency, or run it again later.",
        LOOK,
      ],
    ],
    [
      "ends with what the caller says of the status",
      { status: 409 },
      { ...change, next: (status) => `Line for ${status}.\nAnother for sesame.` },
      {},
      RejectedError,
      ["the API refused.", `PUT ${path} → 409 Conflict.`, "Line for 409.", "Another for [secret]."],
    ],
  ])("%s", (_name, refusal, call, more, kind, [headline = "", ...lines]) => {
    const error = errorOfRefusal(context(call, more), refused(refusal));
    expect(said(error)).toEqual([`Cannot ${call.attempt}: ${headline}`, ...lines]);
    expect(error.constructor).toBe(kind);
    expect(error).toMatchObject({ method: call.method, path: more.path ?? path, status: refusal.status ?? 400 });
  });

  it("carries the token and the API's words, cleaned, and no words of a page", () => {
    const words = { trackingToken, apiMessage: "Not sesame" };
    expect(errorOfRefusal(context(), refused(words))).toMatchObject({ trackingToken, apiMessage: "Not [secret]" });
    expect(errorOfRefusal(context(), refused({ ...words, html: true })).apiMessage).toBeUndefined();
    expect(errorOfRefusal(context(), refused()).trackingToken).toBeUndefined();
  });

  it("shows no more of the API's words than anybody reads", () => {
    const [, , words = ""] = said(errorOfRefusal(context(), refused({ apiMessage: "x".repeat(1000) })));
    expect(words).toBe(`The API says: ${"x".repeat(400)}…`);
  });

  it("hides secrets in what the caller tried, and not words that happen to be a user's name", () => {
    const error = errorOfRefusal(context({ ...change, attempt: "update boss of sesame" }), refused());
    expect(said(error)[0]).toBe("Cannot update boss of [secret]: the API refused.");
  });
});

describe("the error for an attempt without an answer", () => {
  const fault = (code: string, message: string, sent = true) => new TransportFault(code, message, sent);

  it.each<[string, TransportFault, Call, Partial<Context>, { prototype: YayError }, string[]]>([
    [
      "does not know whether a write was done",
      fault("ECONNRESET", "socket hang up"),
      change,
      {},
      UnknownOutcomeError,
      [`no answer came${UNSURE}`, `PUT ${path} → no complete answer: socket hang up (ECONNRESET).`, LOOK],
    ],
    [
      "says the code once",
      fault("ECONNRESET", "read ECONNRESET"),
      read,
      {},
      UnknownOutcomeError,
      ["no answer came.", `GET ${path} → no complete answer: read ECONNRESET.`],
    ],
    [
      "has no code where there is none",
      fault("", "it took too long"),
      read,
      {},
      UnknownOutcomeError,
      ["no answer came.", `GET ${path} → no complete answer: it took too long.`],
    ],
    [
      "takes a body that is too large for no answer of this API",
      fault("TOO_LARGE", "the body is larger than 16 MiB"),
      change,
      {},
      UnexpectedAnswerError,
      [`the answer makes no sense${UNSURE}`, `PUT ${path} → no complete answer: the body is larger than 16 MiB (TOO_LARGE).`, LOOK],
    ],
    [
      "knows that nothing was sent",
      fault("ECONNREFUSED", "connect ECONNREFUSED", false),
      change,
      {},
      NotAppliedError,
      [
        "api.example could not be reached.",
        `PUT ${path} → no connection: connect ECONNREFUSED.`,
        "Nothing was sent. Check the network and yay:baseUrl, then run it again.",
      ],
    ],
    [
      "asks for no repetition of what may be done once only",
      fault("ECONNREFUSED", "connect ECONNREFUSED", false),
      { ...change, once: {} as NonNullable<Call["once"]> },
      {},
      NotAppliedError,
      [
        "api.example could not be reached.",
        `PUT ${path} → no connection: connect ECONNREFUSED.`,
        "Nothing was sent. Check the network and yay:baseUrl.",
      ],
    ],
    [
      "does not forget an earlier attempt",
      fault("ECONNREFUSED", "connect ECONNREFUSED", false),
      change,
      { mayBeApplied: true },
      UnknownOutcomeError,
      [`no answer came${UNSURE}`, `PUT ${path} → no connection: connect ECONNREFUSED.`, LOOK],
    ],
    [
      "ends with what the caller says",
      fault("ECONNRESET", "hang up sesame"),
      { ...change, next: (status) => `For ${status}.` },
      {},
      UnknownOutcomeError,
      [`no answer came${UNSURE}`, `PUT ${path} → no complete answer: hang up [secret] (ECONNRESET).`, LOOK, "For 0."],
    ],
  ])("%s", (_name, what, call, more, kind, [headline = "", ...lines]) => {
    const error = errorOfFault(context(call, more), what);
    expect(said(error)).toEqual([`Cannot ${call.attempt}: ${headline}`, ...lines]);
    expect(error.constructor).toBe(kind);
    expect(error).toMatchObject({ method: call.method, path, cause: { name: "Error", stack: "" } });
    expect((error.cause as Error).message).not.toContain("sesame");
  });

  it.each([
    ["CERT_HAS_EXPIRED", "expired"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable"],
    ["CRL_NOT_YET_VALID", "crl"],
    ["HOSTNAME_MISMATCH", "mismatch"],
    ["INVALID_CA", "authority"],
    ["EPROTO", "no Certificate was shown"],
  ])("says how to name an authority of one's own for %s", (code, message) => {
    expect(said(errorOfFault(context(), fault(code, message, false)))[2]).toBe(
      "Nothing was sent. The certificate of api.example was not accepted. If it is signed by an authority of your own, name its PEM file in yay:caFile.",
    );
  });
});

describe("the error for what was held back", () => {
  it.each<["circuit" | "stopped", boolean, Call, { prototype: YayError }, string[]]>([
    [
      "circuit",
      false,
      change,
      NotAppliedError,
      [
        "nothing was sent.",
        `PUT ${path} was not sent: api.example could not be reached several times in a row, so it is left alone for some seconds.`,
      ],
    ],
    ["stopped", false, read, NotAppliedError, ["nothing was sent.", `GET ${path} was not sent: the run was stopped.`]],
    ["stopped", true, change, UnknownOutcomeError, [`no answer came${UNSURE}`, `PUT ${path} was not sent: the run was stopped.`, LOOK]],
    ["stopped", true, read, UnknownOutcomeError, ["no answer came.", `GET ${path} was not sent: the run was stopped.`]],
  ])("by %s, with an earlier attempt: %s", (withheld, mayBeApplied, call, kind, [headline = "", ...lines]) => {
    const error = errorOfWithheld(context({ ...call, next: () => "Then." }, { mayBeApplied }), withheld);
    expect(said(error)).toEqual([`Cannot ${call.attempt}: ${headline}`, ...lines, "Then."]);
    expect(error.constructor).toBe(kind);
    expect(error).toMatchObject({ method: call.method, path });
  });
});

describe("the error for a customer whose name is not known", () => {
  const scoped = { ...change, customer };
  const because = (reason: YayError) => errorOfCustomer(context(scoped), reason);

  it("says that he is gone", () => {
    const error = because(new CustomerGoneError("Cannot look: gone.\nGET /account/reseller → 404."));
    expect(said(error)).toEqual([
      `Cannot update CallFlow "main": its customer ${customer} does not exist any more.`,
      "GET /account/reseller → 404.",
    ]);
    expect(error.constructor).toBe(CustomerGoneError);
    expect((error.cause as Error).message).toContain("Cannot look: gone.");
  });

  it("says why it could not be read, and of which class that is", () => {
    const refusal = because(new RejectedError("Cannot list customers of sesame.", { status: 403 }));
    expect(said(refusal)).toEqual([
      `Cannot update CallFlow "main": the name of its customer ${customer} could not be read.`,
      "Cannot list customers of sesame.",
      "Nothing else was sent.",
    ]);
    expect(refusal.constructor).toBe(RejectedError);
    expect(refusal).toMatchObject({ status: 403, method: "PUT", path });
    expect((refusal.cause as Error).message).toBe("Cannot list customers of [secret].");
    expect(because(new UnknownOutcomeError("No answer.")).constructor).toBe(NotAppliedError);
  });

  it("doubts a 404 where the customer may have been renamed", () => {
    const gone = new GoneError("Cannot x: it does not exist.\nPUT → 404.");
    const error = errorOfDoubtful(context(scoped), gone, new NotAppliedError("Cannot list.\nNo connection."));
    expect(said(error)).toEqual([
      'Cannot update CallFlow "main": it was not found.',
      "PUT → 404.",
      "But its customer may have been renamed, and could not be read:",
      "Cannot list.",
      "No connection.",
    ]);
    expect(error).toMatchObject({ status: 404, method: "PUT", path, cause: { message: "Cannot list. No connection." } });
    expect(error.constructor).toBe(RejectedError);
  });
});

describe("the error for an answer that was good as such and is of no use", () => {
  it.each([
    [200, undefined, "200 OK"],
    [299, undefined, "299"],
    [200, trackingToken, `200 OK, tracking token ${trackingToken}`],
  ] as const)("says what was tried, on what, what came back and why that is no use: %s, %s", (status, token, shown) => {
    const answer = { status, result: undefined, ...(token !== undefined && { trackingToken: token }) };
    const error = unexpected(change, answer, "in an answer without the object.");
    expect(error.message).toBe(`Cannot update CallFlow "main": PUT /voip/flow/{uuid} → ${shown}, in an answer without the object.`);
    expect(error).toMatchObject({ method: "PUT", path: "/voip/flow/{uuid}", status, trackingToken: token });
    expect(error.constructor).toBe(UnexpectedAnswerError);
  });
});
