import type { Props } from "../../provider/common/values";
import type { Begun } from "../../provider/lifecycle/run/journal";
import { Run } from "../../provider/lifecycle/run/run";
import type { Settings } from "../../provider/settings/settings";
import { everyScenario, remaining, scenarios } from "../kinds/index";
import { acme, globex } from "../support/account";
import { keyedObject, paidObject } from "../support/purchases";
import { posts, unanswered, unlisted, unreadable, unsaved } from "../support/cutOff";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { handlerFor, urnOf } from "../support/lifecycleEngine";
import type { Scenario } from "../support/scenario";

jest.setTimeout(60_000);

const otherArguments = ({ kind, changes }: Scenario): Props => {
  if (kind === "CallPack") return { packId: 17 };
  return kind === "VoipBundle" ? { bundleType: 2 } : changes;
};

describe.each([...remaining, paidObject])("a noted $kind without a key", (scenario) => {
  it("stops a purchase with other arguments if the list does not show it", () =>
    onStage(scenario, async (stage) => {
      const id = await unsaved(stage);
      unlisted(stage);
      const { message } = await failure(stage.up(otherArguments(scenario)));
      expect(message).toContain(`an earlier run began to create it as ${id} with other arguments, and this state does not have it`);
      expect(posts(stage)).toBe(1);
    }));

  it("stops a purchase with other arguments if it can be neither listed nor read", () =>
    onStage(scenario, async (stage) => {
      const id = await unsaved(stage);
      unlisted(stage);
      unreadable(stage);
      const { message } = await failure(stage.up(otherArguments(scenario)));
      expect(message).toContain(`an earlier run began to create it as ${id}, and whether that lives is not known, and nothing was sent.`);
      expect(posts(stage)).toBe(1);
    }));

  it("is not bought if a former note stands where the new one could not be written", () =>
    onStage(scenario, async (stage) => {
      const { kind } = scenario;
      stage.sim.portal.remove(await unsaved(stage));
      const { client, settings } = stage.engine.run();
      const run = new Run(client, settings, { journal: { ...stage.engine.journal, note: () => undefined } });
      const { message } = await failure(handlerFor(kind, () => run).create({ ...scenario.inputs, seed: urnOf(kind, "it") }));
      expect(message).toContain("this machine's note of it could not be written");
      expect([posts(stage), run.purchases.made(kind)]).toEqual([1, 0]);
    }));
});

/** Moves each note to the key under which earlier versions had it. */
function asFormerly({ engine: { journal, settings } }: Stage): void {
  for (const [text, begun] of [...journal.entries]) {
    const [reseller, ...rest] = JSON.parse(text) as string[];
    journal.entries.delete(text);
    if (rest.length > 2) journal.entries.set(JSON.stringify([settings.baseUrl, reseller, ...rest]), begun);
  }
}

describe.each([...remaining, paidObject, scenarios.SipUser])("the note of a $kind", (scenario) => {
  const elsewhere = ({ sim }: Stage): Partial<Settings> => ({ baseUrl: sim.url.replace("127.0.0.1", "localhost") });

  it("is found under another host of the same platform", () =>
    onStage(scenario, async (stage) => {
      await unanswered(stage, true);
      const moved = stage.engine.with(elsewhere(stage));
      expect(moved.settings.baseUrl).not.toBe(stage.engine.settings.baseUrl);
      await moved.up(stage.program());
      expect([posts(stage), stage.count(), moved.state.size]).toEqual([1, 1, 1]);
    }));

  it("is found if the customer is written in capitals", () =>
    onStage(scenario, async (stage) => {
      await unanswered(stage, true);
      await stage.up({ customer: acme.toUpperCase() });
      expect([posts(stage), stage.count()]).toEqual([1, 1]);
    }));

  it("counts under the key that earlier versions gave it, and goes with the object", () =>
    onStage(scenario, async (stage) => {
      await unanswered(stage, true);
      asFormerly(stage);
      expect(stage.engine.journal.entries.size).toBe(1);
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([1, 1]);
      await stage.engine.destroy();
      expect(stage.engine.journal.entries.size).toBe(0);
    }));
});

it("the note of a purchase without an end counts under its former key, too", () =>
  onStage(everyScenario.VoipBundle, async (stage) => {
    await unanswered(stage, false);
    asFormerly(stage);
    expect((await failure(stage.up())).message).toContain("was cut off, and nothing was sent.");
    expect(posts(stage)).toBe(1);
  }));

describe.each([scenarios.SipUser, keyedObject])("a $kind whose key changes after its purchase was cut off", (scenario) => {
  const other = scenario.distinct(1);
  const stops = async (stage: Stage, change: Props, words: string) => {
    const { message } = await failure(stage.up(change));
    expect(message).toContain(`Cannot create ${scenario.kind} "it": an earlier run began to create it as `);
    expect(message).toContain(words);
    expect(message).toContain('write adopt: "<uuid>"');
    expect(posts(stage)).toBe(1);
  };

  it.each([true, false])("is not bought under the new one as long as nobody knows the end (made: %s)", (applied) =>
    onStage(scenario, async (stage) => {
      await unanswered(stage, applied);
      await stops(stage, other, "and whether that was bought is not known, and nothing was sent.");
      await stops(stage, other, "and whether that was bought is not known, and nothing was sent.");
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([applied ? 1 : 2, 1]);
    }),
  );

  it("is not bought under the new one if the old one lives, and is adopted", () =>
    onStage(scenario, async (stage) => {
      const id = await unsaved(stage);
      await stops(stage, other, `as ${id}, as another one than `);
      await stage.up({ ...other, adopt: { uuid: id, overwrite: true } });
      expect([stage.it.id, posts(stage), stage.count()]).toEqual([id, 1, 1]);
      stage.engine.state.clear();
      await stage.up({ ...other, adopt: id });
      expect(posts(stage)).toBe(1);
    }));

  it("is not bought for another customer either, and is asked for where it was begun", () =>
    onStage(scenario, async (stage) => {
      const id = await unsaved(stage);
      await stops(stage, { customer: globex }, `as ${id}, as another one than `);
      stage.sim.portal.remove(id);
      await stage.up({ customer: globex });
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    }));

  it("is bought under the new one if the old one is proven to be gone", () =>
    onStage(scenario, async (stage) => {
      stage.sim.portal.remove(await unsaved(stage));
      await stage.up(other);
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    }));

  it("is bought under the new one if the API refused the old one", () =>
    onStage(scenario, async (stage) => {
      stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "status", status: 422, envelope: true } });
      await failure(stage.up());
      await stage.up(other);
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
    }));

  it("is bought anew by a replacement, and its note goes with it", () =>
    onStage(scenario, async (stage) => {
      await stage.up();
      await stage.up(other);
      await stage.up({ ...other, customer: globex });
      expect([posts(stage), stage.count()]).toEqual([2, 1]);
      await stage.engine.destroy();
      expect([...stage.engine.journal.entries.values()].filter(({ lasts }) => lasts)).toEqual([]);
      await stage.up();
      expect([posts(stage), stage.count()]).toEqual([3, 1]);
    }));

  it("is noted without its key and without a customer that is a secret", () =>
    onStage(scenario, async (stage) => {
      const noted = async (change: Props) => {
        const kept: string[] = [];
        const { client, settings } = stage.engine.run();
        const note = (_key: readonly string[], begun: Begun) => void kept.push(JSON.stringify(begun));
        const journal = { ...stage.engine.journal, note };
        const run = new Run(client, settings, { journal });
        const { kind, inputs } = scenario;
        await handlerFor(kind, () => run).create({ ...inputs, ...change, seed: urnOf(kind, "it") });
        return kept.join("\n");
      };
      expect(await noted({})).toContain(acme);
      const secret = await noted({ ...other, confidential: { paths: [["customer"]] } });
      expect(secret).toContain('"lasts":true');
      expect(secret).not.toContain(acme);
    }));
});
