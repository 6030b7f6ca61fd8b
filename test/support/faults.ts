import type { Fault, FaultEffect } from "../../provider/simulator/index";

/** One fault of the matrix. */
export interface NamedFault {
  readonly name: string;
  /** The fault for the simulator, at a time of the run's clock. */
  readonly at: (now: number) => Fault;
  /** Whether it can affect a GET, for which it means something different than for a write. */
  readonly meetsLooks: boolean;
  /** What the client makes of an answer to a GET under it: faults of one verdict take the same way through a lifecycle. */
  readonly verdict: string;
  /** Whether the answer never comes, or after every time limit. */
  readonly isSilent: boolean;
  /** What an error must say about it. */
  readonly says: RegExp;
  /** How many milliseconds the API asks the client to wait. */
  readonly waits: number;
}

type Sort = FaultEffect["kind"] | "wait";

interface Row<S extends Sort> {
  readonly name: string;
  readonly does: S extends "wait" ? Wait : Effect<S> | ((now: number) => Effect<S>);
  readonly says: RegExp;
  /** Whether a write takes effect under it. Default: each of both. */
  readonly applied?: "never" | "always";
  /** Whether it damages a correct answer instead of replacing it. */
  readonly spoils?: true;
  readonly waits?: number;
}

/** By verdict, the rows that the client judges alike where they meet a GET; `test/client/answer.test.ts` and `outcomes.test.ts` hold it to that. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  refused: ["400", "401", "403"],
  "in conflict": ["409", "422"],
  "for a while": ["408", "425", "500", "503", "HTML of a proxy, 502"],
  later: ["429, Retry-After in seconds", "429, Retry-After as a date"],
  "not this API": ["HTML of a proxy, 200", "redirect", "200 with 500 inside", "no JSON"],
  "without content": ["no body", "a wrong content type"],
  "with other content": ["JSON of another service", "an empty result"],
  "cut off": ["half a body", "connection closed", "connection reset"],
  silence: ["silence", "done after the time limit"],
};

type Wait = NonNullable<Fault["wait"]>;

type Effect<S extends Sort> = Extract<FaultEffect, { readonly kind: S }>;

/** At least one row for every effect that the simulator has: a new one without a row does not compile. */
type Rows = { readonly [S in Sort]: readonly [Row<S>, ...Row<S>[]] };

const noAnswer = /→ no complete answer: /;
const tooLate = /→ no complete answer: no complete answer within 0\.\d+ s/;
const withoutContent = new RegExp(
  [
    "in an answer without (the object|a list|its name)\\.",
    "in an answer that (shows nothing|does not show the API's hand)",
    "was accepted without naming the new object",
    "and callFlow still holds what it held",
  ].join("|"),
);

const rows: Rows = {
  status: [never(400), ...[401, 403, 404, 409, 422].map(never), ...[408, 425, 500, 503].map(either)],
  retryLater: [later("in seconds", 2000, () => 2), later("as a date", 29_000, (now) => new Date(now + 30_000).toUTCString())],
  html: [
    { name: "HTML of a proxy, 502", does: { kind: "html" }, says: /→ 502 Bad Gateway[^]*It came with a web page/ },
    { name: "HTML of a proxy, 200", does: { kind: "html", status: 200 }, says: /→ 200 OK[^]*it is a web page/, spoils: true },
  ],
  redirect: [
    {
      name: "redirect",
      does: { kind: "redirect", location: "https://elsewhere.example/" },
      says: /→ 302 Found[^]* to https:\/\/elsewhere\.example is not followed/,
    },
  ],
  contradict: [
    { name: "200 with 500 inside", does: { kind: "contradict", inner: 500 }, says: /HTTP status 200 outside, status_code 500 inside/ },
    { name: "200 with 404 inside", does: { kind: "contradict", inner: 404 }, says: /HTTP status 200 outside, status_code 404 inside/ },
  ],
  empty: [{ name: "no body", does: { kind: "empty" }, says: withoutContent, spoils: true }],
  contentType: [{ name: "a wrong content type", does: { kind: "contentType" }, says: withoutContent, spoils: true }],
  truncate: [{ name: "half a body", does: { kind: "truncate" }, says: noAnswer, spoils: true }],
  garbage: [{ name: "no JSON", does: { kind: "garbage" }, says: /The body is not one of this API/, spoils: true }],
  custom: [
    { name: "JSON of another service", does: { kind: "custom", text: '{"ok": true}' }, says: withoutContent },
    { name: "an empty result", does: { kind: "custom", text: '{"result": {}, "status_code": 200}' }, says: withoutContent },
  ],
  drop: [
    { name: "connection closed", does: { kind: "drop" }, says: noAnswer },
    { name: "connection reset", does: { kind: "drop", reset: true }, says: /→ no complete answer: .*ECONNRESET/ },
  ],
  hang: [{ name: "silence", does: { kind: "hang" }, says: tooLate }],
  wait: [
    { name: "a slow answer", does: { when: "after", ms: 5 }, says: /^it is waited for$/, applied: "always" },
    { name: "done after the time limit", does: { when: "before" }, says: tooLate, applied: "always" },
  ],
};

function either(status: number): Row<"status"> {
  return { name: String(status), does: { kind: "status", status, envelope: true }, says: new RegExp(`→ ${status} [A-Z]`) };
}

function never(status: number): Row<"status"> {
  return { ...either(status), applied: "never" };
}

/** A date has no fractions of a second, so the requested wait is slightly shorter. */
function later(form: string, waits: number, retryAfter: (now: number) => number | string): Row<"retryLater"> {
  return {
    name: `429, Retry-After ${form}`,
    does: (now) => ({ kind: "retryLater", retryAfter: retryAfter(now) }),
    says: /→ 429 Too Many Requests/,
    applied: "never",
    waits,
  };
}

export const faults: readonly NamedFault[] = [false, true].flatMap((applied) =>
  Object.entries(rows).flatMap(([sort, some]) =>
    (some as readonly Row<Sort>[])
      .filter((row) => row.applied === undefined || (row.applied === "always") === applied)
      .map((row) => named(sort as Sort, row, applied)),
  ),
);

function named(sort: Sort, row: Row<Sort>, applied: boolean): NamedFault {
  const { name, does, says, waits = 0 } = row;
  const isAlways = row.applied === "always";
  return {
    name: applied && !isAlways ? `${name}, though it was done` : name,
    at: (now) => {
      const what: FaultEffect | Wait = typeof does === "function" ? does(now) : does;
      return "kind" in what ? { effect: what, applied } : { wait: what };
    },
    verdict: Object.keys(VERDICTS).find((verdict) => VERDICTS[verdict]?.includes(name)) ?? name,
    meetsLooks: !applied || isAlways || row.spoils === true,
    isSilent: sort === "hang" || (sort === "wait" && !("ms" in does)),
    says,
    waits,
  };
}
