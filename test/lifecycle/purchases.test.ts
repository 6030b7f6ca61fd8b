import { noJournal } from "../../provider/lifecycle/run/journal";
import { Run } from "../../provider/lifecycle/run/run";
import type { Props } from "../../provider/common/values";
import type { FaultEffect } from "../../provider/simulator/index";
import { remaining, scenarios } from "../kinds/index";
import { globex } from "../support/account";
import { failure, line, onStage, type Stage } from "../support/lifecycle";
import { handlerFor, type Program, urnOf } from "../support/lifecycleEngine";
import { hasTwins, isOwn, pathOf, type Scenario } from "../support/scenario";
import type { Settings } from "../../provider/settings/settings";

jest.setTimeout(60_000);

const purchases = [scenarios.SipUser, ...remaining];
const withoutKey = purchases.filter(({ kind }) => hasTwins(kind));

/** How many requests to buy one have left. */
const posts = ({ sim, scenario: { kind } }: Stage) =>
  sim.requests.filter((request) => line(request) === `POST ${pathOf(kind, "collection")}`).length;

const allowing = ({ kind }: Scenario, count: number): Partial<Settings> => ({ maxPurchasesPerRun: count === 0 ? {} : { [kind]: count } });

/** Several resources, each of another extension where there are some. */
function several({ scenario, engine }: Stage, count: number): Program {
  expect(engine.settings.reseller).not.toBe("");
  const one = (index: number) => ({ kind: scenario.kind, inputs: { ...scenario.inputs, ...scenario.distinct(index) } });
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`it${index}`, one(index)]));
}

const losses: readonly (readonly [name: string, effect: FaultEffect])[] = [
  ["a reset connection", { kind: "drop", reset: true }],
  ["a closed connection", { kind: "drop" }],
  ["a 500", { kind: "status", status: 500, envelope: true }],
  ["a proxy's page", { kind: "html" }],
  ["no JSON", { kind: "garbage" }],
  ["half a body", { kind: "truncate" }],
  ["silence", { kind: "hang" }],
];

describe("the kinds whose creation costs money", () => {
  it("are SIP users, VoIP bundles and call packs", () => {
    expect(purchases.map(({ kind }) => kind).sort()).toEqual(["CallPack", "SipUser", "VoipBundle"]);
    expect(purchases.every(({ kind }) => isOwn(kind))).toBe(true);
  });
});

describe.each(purchases)("a $kind", (scenario) => {
  const { kind } = scenario;

  it("is not bought if yay:maxPurchasesPerRun does not name it, and the error says what to set", async () => {
    await onStage(
      scenario,
      async (stage) => {
        const { message } = await failure(stage.up());
        expect(message).toContain(
          `Cannot create ${kind} "it": it costs money, and yay:maxPurchasesPerRun allows no ${kind}; nothing was sent.`,
        );
        expect(message).toContain(
          `pulumi config set yay:maxPurchasesPerRun '{"${kind}":1}', or the environment variable YAY_MAX_PURCHASES_PER_RUN`,
        );
        expect([posts(stage), stage.engine.journal.entries.size]).toEqual([0, 0]);
      },
      {},
      allowing(scenario, 0),
    );
  });

  it("is bought as often as a run may, and no more often", async () => {
    await onStage(
      scenario,
      async (stage) => {
        const { errors } = await stage.engine.tryUp(several(stage, 4));
        const messages = Object.values(errors).map(({ message }) => message);
        expect(messages).toHaveLength(2);
        for (const message of messages) {
          expect(message).toContain("it costs money, and this run has bought all of 2 that it may; nothing was sent.");
          expect(message).toContain(`'{"${kind}":3}'`);
        }
        expect([posts(stage), stage.count()]).toEqual([2, 2]);
      },
      {},
      allowing(scenario, 2),
    );
  });

  it("that the API refuses does not count, and one whose end is not known does", async () => {
    await onStage(
      scenario,
      async (stage) => {
        const run = stage.engine.run();
        const handler = handlerFor(kind, () => run);
        const create = (name: string, index: number) =>
          handler.create({ ...scenario.inputs, ...scenario.distinct(index), seed: urnOf(kind, name) });
        stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "status", status: 422, envelope: true } });
        expect((await failure(create("one", 1))).message).toContain("→ 422");
        stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "drop" }, applied: false });
        await failure(create("two", 2));
        expect((await failure(create("three", 3))).message).toContain("this run has bought all of 1 that it may");
        expect([posts(stage), stage.count()]).toEqual([2, 0]);
      },
      {},
      allowing(scenario, 1),
    );
  });

  it("does not count if it is adopted, or taken over from a run that was cut off", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      const poor = stage.engine.with(allowing(scenario, 0));
      await poor.up(stage.program());
      expect(poor.recorded("it").id).toBe(id);
      poor.state.clear();
      await poor.up(stage.program({ adopt: id }));
      expect([poor.recorded("it").id, posts(stage)]).toEqual([id, 1]);
    });
  });

  it.each(losses)("is bought once if %s came after it was, in this run and in the next", async (_name, effect) => {
    await onStage(
      scenario,
      async (stage) => {
        stage.sim.faults.add({ match: { method: "POST" }, effect, applied: true });
        await stage.engine.tryUp(stage.program());
        expect([posts(stage), stage.count()]).toEqual([1, 1]);
        await stage.up();
        expect([posts(stage), stage.count()]).toEqual([1, 1]);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      },
      {},
      { timeoutSeconds: 1 },
    );
  });

  it("is not asked for again within a run if the API was too busy, and by the next run", async () => {
    await onStage(scenario, async (stage) => {
      stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "retryLater", retryAfter: 1 } });
      expect((await failure(stage.up())).message).toContain("→ 429");
      expect(posts(stage)).toBe(1);
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    });
  });

  it("is bought once by a run that is killed between its note and the answer, and the next one", async () => {
    await onStage(scenario, async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
      await stage.engine.killedUp(stage.program(), held.held);
      held.release();
      expect(stage.engine.state.size).toBe(0);
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([1, 1]);
    });
  });

  it("is not bought again by a machine without a note, which says what lives and how to adopt it", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      const { message } = await failure(stage.up());
      expect(message).toContain(id);
      expect(message).toContain(hasTwins(kind) ? 'write adopt: "<uuid>"' : "write adopt: true");
      expect(posts(stage)).toBe(1);
      await stage.up({ adopt: id });
      expect([stage.it.id, posts(stage)]).toEqual([id, 1]);
    });
  });

  it("is not bought again by a taint", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.taint("it");
      await stage.up();
      expect([stage.it.id, posts(stage), stage.count()]).toEqual([id, 1, 1]);
    });
  });

  it("is bought anew for another customer, which the preview says and the setting counts", async () => {
    await onStage(
      scenario,
      async (stage) => {
        await stage.up();
        expect(await stage.engine.preview(stage.program({ customer: globex }))).toEqual({ it: "replace" });
        expect(stage.engine.said.join("\n")).toContain(`${kind} "it": another customer replaces it, and that buys a new one.`);
        await stage.up({ customer: globex });
        expect(posts(stage)).toBe(2);
        const poor = stage.engine.with(allowing(scenario, 0));
        expect((await failure(poor.up(stage.program()))).message).toContain("it costs money");
        expect(posts(stage)).toBe(2);
      },
      {},
      allowing(scenario, 1),
    );
  });

  it("that somebody has taken away is bought again only if the setting allows it", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      expect(await stage.engine.refresh()).toEqual({ it: "gone" });
      const poor = stage.engine.with(allowing(scenario, 0));
      expect((await failure(poor.up(stage.program()))).message).toContain("it costs money");
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    });
  });
});

describe("a SIP user that its program has replaced, deleted first", () => {
  const { SipUser: scenario } = scenarios;
  const program = ({ engine }: Stage, customer: string): Program => {
    expect(engine.settings.reseller).not.toBe("");
    return { it: { kind: "SipUser", inputs: { ...scenario.inputs, customer }, deleteBeforeReplace: true } };
  };

  it("lives on if the run may not buy another one, and goes with its resource whatever it may buy", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const poor = stage.engine.with(allowing(scenario, 0));
      expect((await failure(poor.up(program(stage, globex)))).message).toContain(
        'Cannot replace SipUser "it": another one costs money, and yay:maxPurchasesPerRun allows no SipUser; nothing was sent.',
      );
      expect([stage.count(), posts(stage)]).toEqual([1, 1]);
      await poor.up({});
      expect(stage.count()).toBe(0);
    });
  });

  it("makes way for the other one if the run may buy it", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      await stage.engine.up(program(stage, globex));
      expect([stage.count(), posts(stage)]).toEqual([1, 2]);
    });
  });
});

describe.each(withoutKey)("a $kind, which has no key", (scenario) => {
  const { kind } = scenario;
  const dropped = { match: { method: "POST" }, effect: { kind: "drop" }, applied: false } as const;

  it("is not bought again after an end that nobody knows, until the program adopts one or the note is deleted", async () => {
    await onStage(scenario, async (stage) => {
      stage.sim.faults.add(dropped);
      const told = await failure(stage.up());
      for (const attempt of [told, await failure(stage.up()), await failure(stage.up())]) {
        expect(attempt.message).toContain(`Cannot create ${kind} "it"`);
        expect(attempt.message).toContain("so nothing buys it again by itself, also not the next pulumi up.");
        expect(attempt.message).toMatch(
          /write adopt: "<uuid>"\. If it is not, delete this machine's note of it and run pulumi up again\.$/,
        );
      }
      expect([posts(stage), stage.count()]).toEqual([1, 0]);
      stage.engine.journal.entries.clear();
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    });
  });

  it("is not taken for what lives beside it after such an end, if a read does not show what it is", async () => {
    await onStage(
      scenario,
      async (stage) => {
        const { uuid } = stage.sim.portal.addObject(kind === "CallPack" ? "pack" : "bundle", { pack_id: 17, bundle_type: 3 }, "acme-ltd");
        stage.sim.faults.add({ ...dropped, applied: true });
        await failure(stage.up({ additional: true }));
        const { message } = await failure(stage.up({ additional: true }));
        expect(message).toContain("an earlier run began to create it and was cut off, and nothing was sent.");
        const made = [...stage.sim.state.objects.keys()].at(-1) ?? "";
        expect([message.includes(made), message.includes(uuid)]).toEqual([true, false]);
        expect([posts(stage), stage.count()]).toEqual([1, 2]);
      },
      { switches: { purchaseReads: "bare" } },
    );
  });

  it("is not taken for its like that lived before, after such an end", async () => {
    await onStage(scenario, async (stage) => {
      const { uuid } = stage.sim.portal.addObject(kind === "CallPack" ? "pack" : "bundle", { pack_id: 13, bundle_type: 1 }, "acme-ltd");
      stage.sim.portal.edit(uuid, { auto_renew: true });
      stage.sim.faults.add(dropped);
      await failure(stage.up({ additional: true }));
      expect((await failure(stage.up({ additional: true }))).message).toContain("was cut off, and nothing was sent.");
      expect([posts(stage), stage.count()]).toEqual([1, 1]);
    });
  });

  it("keeps the note of such an end as long as it takes", async () => {
    await onStage(scenario, async (stage) => {
      stage.sim.faults.add(dropped);
      await failure(stage.up());
      expect([...stage.engine.journal.entries.values()]).toMatchObject([{ lasts: true }]);
    });
  });

  it("is not bought beside one that this state does not hold, unless the program says so", async () => {
    await onStage(scenario, async (stage) => {
      const { uuid } = stage.sim.portal.addObject(kind === "CallPack" ? "pack" : "bundle", { pack_id: 13, bundle_type: 1 }, "acme-ltd");
      const told = kind === "VoipBundle" ? `${uuid} with expires_on 2030-01-31` : uuid;
      for (const additional of [undefined, false]) {
        const { message } = await failure(stage.up({ additional }));
        expect(message).toContain(
          `the account has a ${kind} already that no resource of this state is known to have (${told}); nothing was sent.`,
        );
        expect(message.includes("The list includes bundles that have expired: look at expires_on.")).toBe(kind === "VoipBundle");
        expect(message).toContain("If the program wants another one beside it, write additional: true.");
      }
      expect(posts(stage)).toBe(0);
      await stage.up({ additional: true });
      expect([posts(stage), stage.count()]).toEqual([1, 2]);
      expect(await stage.up()).toBe("same");
    });
  });

  it("is bought beside those of the same run, and beside those that the program has already", async () => {
    await onStage(scenario, async (stage) => {
      const inputs = scenario.inputs;
      const named = (...names: string[]): Program => Object.fromEntries(names.map((name) => [name, { kind, inputs }]));
      await stage.engine.up(named("one", "two"));
      await stage.engine.up(named("one", "two", "three"));
      expect([posts(stage), stage.count()]).toEqual([3, 3]);
    });
  });

  it("is forgotten if it leaves the program, with a word on what it costs, and is not bought again by mistake", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual([]);
      expect(stage.engine.said.at(-1)).toContain(
        `${kind} "it": it is forgotten, and nothing was sent, because no command is known that ends a ${kind}. ${kind} ${id} lives on: `,
      );
      expect([stage.count(), stage.engine.state.size]).toEqual([1, 0]);
      expect((await failure(stage.up())).message).toContain(id);
      expect(posts(stage)).toBe(1);
    });
  });

  it("is not bought under another name in the place of one that the program has renamed", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const renamed = (change: Props) => ({ renamed: { kind, inputs: { ...scenario.inputs, ...change } } });
      stage.engine.continuesOnError = false;
      expect((await failure(stage.engine.up(renamed({})))).message).toContain(id);
      await stage.engine.up(renamed({ adopt: id }));
      expect([posts(stage), stage.engine.recorded("renamed").id, stage.engine.state.size]).toEqual([1, id, 1]);
    });
  });

  it("is not bought at all if this machine cannot note it", async () => {
    await onStage(scenario, async (stage) => {
      const { client, settings } = stage.engine.run();
      const run = new Run(client, settings, { journal: noJournal });
      const { message } = await failure(handlerFor(kind, () => run).create({ ...scenario.inputs, seed: urnOf(kind, "it") }));
      expect(message).toContain("this machine's note of it could not be written");
      expect([posts(stage), run.purchases.made(kind)]).toEqual([0, 0]);
    });
  });

  it("is not bought anew with other arguments if an earlier run bought one that no state has", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      const change = kind === "CallPack" ? { packId: 17 } : { bundleType: 2 };
      const { message } = await failure(stage.up(change));
      expect(message).toContain(`an earlier run began to create it as ${id} with other arguments, and this state does not have it`);
      expect(posts(stage)).toBe(1);
    });
  });

  it.each(["complete", "bare"] as const)("shows no drift where reads are %s, and is adopted", async (purchaseReads) => {
    await onStage(
      scenario,
      async (stage) => {
        await stage.up();
        const before = structuredClone(stage.it);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(stage.it).toEqual(before);
        expect(await stage.up()).toBe("same");
        stage.engine.state.clear();
        const killed = await stage.requests(() => stage.up());
        expect(killed.filter(({ method }) => method !== "GET")).toEqual([]);
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        const requests = await stage.requests(() => stage.up({ adopt: before.id }));
        expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
        expect(stage.it.outputs).toMatchObject(scenario.inputs);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      },
      { switches: { purchaseReads } },
    );
  });
});
