import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FaultEffect, Simulator } from "../../provider/simulator/index";
import { runsAll } from "../support/all";
import type { Command, Declared, Outcome, TransferProgram } from "../support/transferEngine";
import type { Death, HostProcess, Plan, Point } from "../support/transferProcess";
import { customerOf, TransferWorld } from "../support/transferWorld";

jest.setTimeout(600_000);

/** What the record has of the transfer: `nothing`, the intent alone, or the state of the execution. */
type Recorded = "nothing" | "cutOff" | "settled" | "rejected" | "notSent" | "unknown";

interface Fault {
  readonly happens: (world: TransferWorld) => Promise<Outcome>;
  readonly isPaid: boolean;
  readonly recorded: Recorded;
}

interface Seen {
  readonly outcomes: readonly Outcome[];
  readonly program: TransferProgram;
}

const declared: Declared = { reference: "2026-11 top-up acme", customer: customerOf(0), amount: "25.00" };
const program: TransferProgram = { acme: declared };
const execution = `CreditTransferExecution::${declared.reference}`;
const intent = `CreditTransferIntent::${declared.reference}`;

/** What the user reads of each kind of record. */
const texts: Readonly<Record<Exclude<Recorded, "nothing" | "settled">, string>> = {
  cutOff: "it is not known whether it was sent, so nothing is sent",
  unknown: "it is not known whether the money has moved, so it is not sent again",
  rejected: "the API refused it, and no money has moved",
  notSent: "it was not sent, and no money has moved",
};

function up(world: TransferWorld, command: Command = {}, of: TransferProgram = program): Promise<Outcome> {
  return world.stack.up(of, { skipPreview: true, onProcess: world.watch, ...command });
}

function killed(point: Point, nth: number, how: Death): (world: TransferWorld) => Promise<Outcome> {
  const plan: Plan = { point, nth, how };
  return async (world) => {
    const outcome = await up(world, { plan });
    await world.rest();
    return outcome;
  };
}

function killedInRequest(when: "before" | "after", how: Death | "timeout"): (world: TransferWorld) => Promise<Outcome> {
  return async (world) => {
    const { held } = world.hold(when);
    const outcome = await up(world, {
      onProcess: (process: HostProcess) => {
        world.watch(process);
        if (how === "timeout") process.timeOutAt(held);
        else void held.then(() => process.die(how));
      },
    });
    await world.rest();
    return outcome;
  };
}

function answering(effect: FaultEffect, applied?: boolean): (world: TransferWorld) => Promise<Outcome> {
  return (world) => {
    const match = { method: "PUT", bodyKey: "balance" };
    world.sim.faults.add({ match, effect, ...(applied !== undefined && { applied }) });
    return up(world);
  };
}

function switched(balancePut: "update" | "ignored" | "refused"): (world: TransferWorld) => Promise<Outcome> {
  return async (world) => {
    world.sim.switches.balancePut = balancePut;
    const outcome = await up(world);
    world.sim.switches.balancePut = "transfer";
    return outcome;
  };
}

const victims: Readonly<Record<Death, string>> = {
  cli: "the command",
  late: "the command, whose provider ends late,",
  host: "the provider",
  both: "both",
};

const moments: Readonly<Record<string, { point: Point; nth: number; isPaid: boolean; recorded: Recorded }>> = {
  "before the intent": { point: "create", nth: 2, isPaid: false, recorded: "nothing" },
  "when the intent is made and not yet saved": { point: "created", nth: 2, isPaid: false, recorded: "nothing" },
  "when the intent is saved": { point: "saved", nth: 2, isPaid: false, recorded: "cutOff" },
  "before the journal": { point: "journal", nth: 1, isPaid: false, recorded: "cutOff" },
  "before sending": { point: "transfer", nth: 1, isPaid: false, recorded: "cutOff" },
  "after the answer": { point: "transferred", nth: 1, isPaid: true, recorded: "cutOff" },
  "after the journal has the end": { point: "ended", nth: 1, isPaid: true, recorded: "cutOff" },
  "before the end is saved": { point: "created", nth: 3, isPaid: true, recorded: "cutOff" },
  "when the end is saved": { point: "saved", nth: 3, isPaid: true, recorded: "settled" },
};

/** A host that dies does not unmake what the engine has got from it. */
const survives: readonly string[] = ["before the intent", "when the intent is made and not yet saved", "before the end is saved"];

const killings = Object.entries(moments).flatMap(([moment, { point, nth, isPaid, recorded }]) =>
  (["cli", "host", "both"] as const).map((how): [string, Fault] => {
    const kept: Recorded =
      how === "host" && survives.includes(moment) && moment !== "before the intent" ? (nth === 2 ? "cutOff" : "settled") : recorded;
    return [`a kill of ${victims[how]} ${moment}`, { happens: killed(point, nth, how), isPaid, recorded: kept }];
  }),
);

const faults: Readonly<Record<string, Fault>> = {
  "no fault": { happens: up, isPaid: true, recorded: "settled" },
  ...Object.fromEntries(killings),
  ...Object.fromEntries(
    (["cli", "late", "host", "both"] as const).flatMap((how) => [
      [`a kill of ${victims[how]} after sending`, { happens: killedInRequest("before", how), isPaid: true, recorded: "cutOff" }],
      [`a kill of ${victims[how]} before the answer`, { happens: killedInRequest("after", how), isPaid: true, recorded: "cutOff" }],
    ]),
  ),
  "a timeout": { happens: killedInRequest("before", "timeout"), isPaid: true, recorded: "unknown" },
  "a lost response": { happens: answering({ kind: "drop" }, true), isPaid: true, recorded: "unknown" },
  "a reset before it took effect": { happens: answering({ kind: "drop", reset: true }, false), isPaid: false, recorded: "unknown" },
  "a 500 after applying": { happens: answering({ kind: "status", status: 500 }, true), isPaid: true, recorded: "unknown" },
  "a 503 that did nothing": { happens: answering({ kind: "status", status: 503 }, false), isPaid: false, recorded: "unknown" },
  "a 429": { happens: answering({ kind: "retryLater", retryAfter: 1 }), isPaid: false, recorded: "rejected" },
  "a 409": { happens: answering({ kind: "status", status: 409 }), isPaid: false, recorded: "rejected" },
  "a redirect": {
    happens: answering({ kind: "redirect", location: "https://elsewhere.example/" }, true),
    isPaid: true,
    recorded: "unknown",
  },
  "a truncated body": { happens: answering({ kind: "truncate" }), isPaid: true, recorded: "unknown" },
  "an unreadable body": { happens: answering({ kind: "garbage" }), isPaid: true, recorded: "unknown" },
  "a contradicting envelope": { happens: answering({ kind: "contradict", inner: 500 }, true), isPaid: true, recorded: "unknown" },
  "a good answer that did nothing": { happens: switched("ignored"), isPaid: false, recorded: "unknown" },
  "a server that takes it for an update": { happens: switched("update"), isPaid: false, recorded: "unknown" },
  "a server that refuses it": { happens: switched("refused"), isPaid: false, recorded: "rejected" },
  "an API that is down": {
    happens: async (world) => {
      let isDown = false;
      const onPoint = async (point: Point): Promise<void> => {
        if (point !== "transfer" || isDown) return;
        isDown = true;
        await world.sim.pause();
      };
      const outcome = await up(world, { onPoint });
      await world.sim.resume();
      return outcome;
    },
    isPaid: false,
    recorded: "notSent",
  },
  "a window that passes": {
    happens: (world) => up(world, { onPoint: (point) => (point === "transfer" ? world.pass(300_001) : undefined) }),
    isPaid: false,
    recorded: "notSent",
  },
};

/** Each step as the user takes it, with a preview where the command has one. */
const steps: Readonly<Record<string, (world: TransferWorld) => Promise<Seen>>> = {
  up: async (world) => ({ outcomes: [await up(world, { skipPreview: false })], program }),
  "up --skip-preview": async (world) => ({ outcomes: [await up(world)], program }),
  "refresh, then up": async (world) => {
    expect(await world.stack.refresh()).toEqual([]);
    return { outcomes: [await up(world)], program };
  },
  "destroy, then up": async (world) => ({ outcomes: [await world.stack.destroy(), await up(world)], program }),
  "up --target of the execution": async (world) => ({ outcomes: [await up(world, { targets: (key) => key === execution })], program }),
  "up --target of intent and execution": async (world) => ({
    outcomes: [await up(world, { targets: (key) => key === execution || key === intent })],
    program,
  }),
  "up --replace of the intent": async (world) => ({ outcomes: [await up(world, { replace: [intent] })], program }),
  "up --replace of the execution": async (world) => ({ outcomes: [await up(world, { replace: [execution] })], program }),
  "a rename": async (world) => {
    const renamed = { "acme-by-another-name": declared };
    return { outcomes: [await up(world, {}, renamed)], program: renamed };
  },
  "a move into a component": async (world) => {
    const moved = { "customers/acme": declared };
    return { outcomes: [await up(world, { skipPreview: false }, moved)], program: moved };
  },
  "export and import": async (world) => {
    world.stack.import(new Map(world.stack.state));
    return { outcomes: [await up(world)], program };
  },
  "a hook that asks for a hundred tries": async (world) => ({ outcomes: [await up(world, { retries: 150 })], program }),
  "two CLIs at once, after a cancel": async (world) => ({ outcomes: await Promise.all([up(world), up(world)]), program }),
};

it("what is recorded after each fault is what docs/reliability.md shows (T32)", () => {
  const file = join(__dirname, "transferMatrix.json");
  const table = Object.fromEntries(Object.entries(faults).map(([name, { isPaid, recorded }]) => [name, { isPaid, recorded }]));
  const shown = { steps: Object.keys(steps), faults: table };
  if (process.env["YAY_RECORD"] !== undefined) writeFileSync(file, `${JSON.stringify(shown, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(shown);
});

/** All that a step finds: the record, what moved, and how far a killed run came in the journal. */
function findings([name, { isPaid, recorded }]: [string, Fault]): string {
  return `${recorded} ${String(isPaid)} ${/^a kill of .*?((?:before|after|when) .*)$/.exec(name)?.[1] ?? ""}`;
}

const telling = new Set(
  new Map(
    Object.entries(faults)
      .reverse()
      .map((fault) => [findings(fault), fault[0]]),
  ).values(),
);

/** Each step follows the first fault that leaves certain findings; `up` and every fourth other step, the next fault the next, follow the others. */
function stepsAfter(name: string): [string, (world: TransferWorld) => Promise<Seen>][] {
  const at = Object.keys(faults).indexOf(name);
  return Object.entries(steps).filter(([step], index) => runsAll || telling.has(name) || step === "up" || (index + at) % 4 === 0);
}

describe.each(Object.entries(faults))("after %s (T32)", (name, { happens, isPaid, recorded }) => {
  let sim: Simulator;
  let world: TransferWorld;

  beforeAll(async () => {
    sim = await TransferWorld.platform();
  });
  afterAll(() => sim.close());

  beforeEach(async () => {
    world = await TransferWorld.open({}, sim);
    const outcome = await happens(world);
    expect(outcome.faults).toEqual([]);
    expect({ recorded: recordedIn(world), isPaid: world.isPaid(declared.reference, 1) }).toEqual({ recorded, isPaid });
    expect([...world.judge(outcome), ...(await world.asks(program))]).toEqual([]);
  });
  afterEach(() => world.close(true));

  it.each(stepsAfter(name))(
    "%s sends nothing that may have been sent, says what is known, and ends with one payment",
    async (taken, step) => {
      const before = world.requests;
      const { outcomes, program: next } = await step(world);
      expect([...outcomes.flatMap(({ faults: bad }) => bad), ...outcomes.flatMap((each) => world.judge(each))]).toEqual([]);
      const shown = outcomes.flatMap(({ errors }) => errors).join("\n");
      if (recorded !== "nothing") expect(world.requests).toBe(before);
      if (recorded !== "nothing" && recorded !== "settled") expect(shown).toMatch(refusal(taken, recorded));
      if (recorded === "settled" && !/destroy|replace|rename|move/.test(taken)) expect(shown).toBe("");
      expect(await world.asks(next)).toEqual([]);
      expect(await settled(world, next)).toBe(1);
    },
  );
});

function recordedIn(world: TransferWorld): Recorded {
  const last = world.last(declared.reference);
  return last === undefined ? "nothing" : (last.record?.state ?? "cutOff");
}

/** The engine itself refuses to replace what is protected, and hides the record of an execution that it is to replace. */
function refusal(step: string, recorded: keyof typeof texts): RegExp {
  if (step === "up --replace of the execution") return new RegExp(texts.cutOff);
  return new RegExp(step.includes("--replace") ? `${texts[recorded]}|marked for protection` : texts[recorded]);
}

/** An operator who looks and tells the truth; gives how often the platform paid in the end. */
async function settled(world: TransferWorld, last: TransferProgram): Promise<number> {
  for (let tries = 0; tries < 4; tries++) {
    await world.restLong();
    const answered = Object.fromEntries(Object.entries(last).map(([name, args]) => [name, world.answered(args)]));
    const outcome = await up(world, { skipPreview: false }, answered);
    expect([...outcome.faults, ...world.judge(outcome)]).toEqual([]);
    if (outcome.errors.length === 0) return world.paidFor(declared.reference);
  }
  throw new Error("It never came to an end.");
}
