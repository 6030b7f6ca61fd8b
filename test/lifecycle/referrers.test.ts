import { referringKinds } from "../../provider/inventory/referrers";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import { type Kind, registry } from "../../provider/kinds/registry";
import type { Props } from "../../provider/common/values";
import type { KindName } from "../../provider/simulator/kinds/index";
import { failure, onStage, type Stage } from "../support/lifecycle";
import type { Program } from "../support/lifecycleEngine";
import { isOwn, simulatedAs } from "../support/scenario";
import { acme, globex, mailbox as anyMailbox } from "../support/account";
import { callFlow } from "../kinds/callFlow";
import { huntGroup } from "../kinds/huntGroup";
import { mailbox } from "../kinds/mailbox";
import { sound } from "../kinds/sound";
import { scenarios } from "../kinds/index";

const all: readonly ResourceDefinition[] = Object.values(registry);

/** What the documents say that numbers refer to, beside other kinds. */
const OF_NUMBERS = ["CallFlow", "TimeDiary", "Trunk", "NumberAddress"];

const referrersOf = (kind: string) => referringKinds(all, kind);
const isReferredTo = ({ kind }: ResourceDefinition) => referrersOf(kind).length > 0 || OF_NUMBERS.includes(kind);

/** A live value of a field that refers to a uuid: at its own place, in a list, in entries, or in a step. */
function referring({ facts, shape }: Field, kind: string, uuid: string): unknown {
  if (facts.refersTo?.includes(kind) === true) return shape.safeParse([uuid]).success ? [uuid] : uuid;
  const [path = "", inner] = Object.entries(facts.nested ?? {}).find(([, { refersTo }]) => refersTo?.includes(kind) === true) ?? [];
  if (path === "*")
    return { "99990000-0000-4000-8000-000000000001": { module: "place_call_somewhere", there: [{ uuid: uuid.toUpperCase() }] } };
  const object = { [inner?.wire ?? ""]: uuid };
  return path.startsWith("*") ? [object] : object;
}

/** Every way in which an object of a kind can be referred to. */
const ways = all.filter(isOwnKind).flatMap((definition) =>
  referrersOf(definition.kind).flatMap((by) =>
    Object.entries(by.fields).flatMap(([argument, field]) => {
      const { wire } = field.facts;
      const value = (uuid: string) => referring(field, definition.kind, uuid);
      return wire === undefined || JSON.stringify(value("x")) === '{"":"x"}'
        ? []
        : [{ kind: definition.kind, by: by.kind, argument, wire, value }];
    }),
  ),
);

function isOwnKind({ kind }: ResourceDefinition): boolean {
  return isOwn(kind as Kind);
}

const put = (stage: Stage, by: string, record: Props, customer = "acme-ltd") =>
  stage.sim.portal.addObject(simulatedAs(by as Kind)[0] as KindName, record as never, customer).uuid;

const isDeletion = (request: string) => request.startsWith("DELETE");

describe("an object that another one of the account refers to", () => {
  it("can be of every kind that has forceDestroy, and of no other", () => {
    const forced = all.filter(({ scope, fields }) => scope === "customer" && fields["forceDestroy"] !== undefined);
    expect(forced.map(({ kind }) => kind)).toEqual(
      all.filter((definition) => isOwnKind(definition) && isReferredTo(definition)).map(({ kind }) => kind),
    );
  });

  it.each(ways)("is not deleted: $kind, by $argument of $by, whom the message names", async ({ kind, by, wire, value }) => {
    await onStage(scenarios[kind as Kind], async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const uuid = put(stage, by, { name: "The other", [wire]: value(id) });
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain(
          `Cannot delete ${kind} "it": what lives in the account still refers to it, and nothing was sent:\n  ${by} ${uuid}`,
        );
        expect(message).toContain("write forceDestroy: true, run pulumi up, and delete then");
      });
      expect(requests.filter(isDeletion)).toEqual([]);
      expect([stage.count() > 0, stage.engine.state.size]).toEqual([true, 1]);
      stage.sim.portal.remove(uuid);
      await stage.engine.destroy();
      expect(stage.sim.portal.find(id)).toBeUndefined();
    });
  });

  it("is deleted if what refers to it belongs to somebody else, or refers to another one", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      put(stage, "QueueGroup", { name: "Theirs", members: [stage.it.id] }, "globex-ltd");
      put(stage, "QueueGroup", { name: "Ours", members: [anyMailbox] });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }));

  it("is deleted, and nothing is looked at, with a forceDestroy that an earlier up has stored", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up({ forceDestroy: true });
      put(stage, "QueueGroup", { name: "Helpline", members: [stage.it.id] });
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.lines("DELETE ITEM"));
    }));

  it("stays with a forceDestroy that was stored and is false now", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up({ forceDestroy: true });
      await stage.up({ forceDestroy: false });
      put(stage, "QueueGroup", { name: "Helpline", members: [stage.it.id] });
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain("still refers to it, and nothing was sent");
      expect(stage.sim.portal.find(stage.it.id)).toBeDefined();
    }));

  it("gets its forceDestroy by an update that writes nothing", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      expect(await stage.traffic(async () => expect(await stage.up({ forceDestroy: true })).toBe("update"))).toEqual(
        stage.lines("GET ITEM"),
      );
      expect(await stage.up()).toBe("update");
      put(stage, "QueueGroup", { name: "Helpline", members: [stage.it.id] });
      await failure(stage.engine.destroy());
    }));

  it("is named with the resource of the program that has what refers to it", () =>
    onStage(huntGroup, async (stage) => {
      const { kind, inputs } = stage.scenario;
      const queue = {
        kind: "QueueGroup",
        inputs: async (uuidOf: (name: string) => Promise<string>) => ({ customer: acme, name: "Helpline", members: [await uuidOf("it")] }),
      } as const;
      await stage.engine.up({ it: { kind, inputs }, queue });
      const kept = stage.engine.recorded("queue");
      const { message } = await failure(
        stage.engine.up({ queue: { kind: "QueueGroup", inputs: { customer: acme, name: "Helpline", members: [stage.it.id] } } }),
      );
      expect(message).toContain(`\n  QueueGroup ${kept.id}, "Helpline", which QueueGroup "queue" of this program has\n`);
    }));
});

describe("a resource that has lost the argument with the reference to what goes", () => {
  it.each([
    ["Sound", "Mailbox", "greeting", 'greeting: ""'],
    ["HuntGroup", "QueueGroup", "members", "members: []"],
  ] as const)("is told what to write: a %s goes, and a %s has no %s any more", (kind, by, argument, words) =>
    onStage(scenarios[kind], async (stage) => {
      const it = stage.program()["it"];
      if (it === undefined) throw new Error("The scenario has no resource.");
      const inputs = { customer: acme, name: "The other" };
      await stage.engine.up({
        it,
        other: {
          kind: by,
          inputs: async (uuidOf) => ({ ...inputs, [argument]: by === "Mailbox" ? await uuidOf("it") : [await uuidOf("it")] }),
        },
      });
      const { message } = await failure(stage.engine.up({ other: { kind: by, inputs } }));
      expect(message).toContain(
        `\nWhat leaves the program stays as it lives, so if an argument was just left out, write ${words} in ${by} "other", and run pulumi up.`,
      );
      const program: Program = { it, other: { kind: by, inputs: { ...inputs, [argument]: by === "Mailbox" ? "" : [] } } };
      expect(await stage.engine.up(program)).toMatchObject({ other: "update" });
      expect(await stage.engine.up(program)).toMatchObject({ other: "same" });
      await stage.engine.up({ other: { kind: by, inputs } });
      expect(stage.sim.portal.find(stage.engine.state.get("it")?.id ?? "")).toBeUndefined();
      await stage.engine.destroy();
    }),
  );
});

describe("a look before a deletion", () => {
  const groups = (count: number): Program =>
    Object.fromEntries(
      Array.from({ length: count }, (_each, index) => [
        `group${index}`,
        { kind: "HuntGroup", inputs: { customer: acme, name: `Group ${index}`, extension: 600 + index } },
      ]),
    );
  const queue = (name: string, members: readonly string[]) => ({ kind: "QueueGroup", inputs: { customer: acme, name, members } }) as const;

  it("is one list for each kind and customer in a run, however many objects are deleted", () =>
    onStage(huntGroup, async (stage) => {
      const elsewhere = { kind: "HuntGroup", inputs: { customer: globex, name: "Theirs", extension: 601 } } as const;
      await stage.engine.up({ ...groups(4), elsewhere });
      const requests = await stage.traffic(() => stage.engine.destroy());
      expect(requests.filter((request) => request === "GET /voip/queue-group")).toHaveLength(2);
      expect(requests.filter((request) => request === "GET /voip/flow")).toHaveLength(2);
      expect(requests.filter(isDeletion)).toHaveLength(5);
    }));

  it("sees what the run has deleted and changed before, without another list", () =>
    onStage(huntGroup, async (stage) => {
      await stage.engine.up(groups(3));
      const uuids = [...stage.engine.state.values()].map(({ id }) => id);
      const [a = "", b = ""] = uuids;
      await stage.engine.up({ ...groups(3), first: queue("First", [a]), second: queue("Second", [b]) });
      const run = stage.engine.run();
      const gone = stage.engine.recorded("first").id;
      const requests = await stage.requests(async () => {
        const { errors } = await stage.engine.tryUp({ first: queue("First", [a]), second: queue("Second", [b]) }, run);
        expect(Object.keys(errors).sort()).toEqual(["group0", "group1"]);
        expect((await stage.engine.tryUp({ second: queue("Second", []) }, run)).errors).toEqual({});
      });
      const looks = requests.filter(({ method }) => method === "GET").map(({ path }) => path);
      expect(looks.filter((path) => path === "/voip/queue-group")).toHaveLength(1);
      expect(looks).not.toContain(`/voip/queue-group/${gone}`);
      expect(uuids.map((id) => stage.sim.portal.find(id))).toEqual([undefined, undefined, undefined]);
    }));

  it("reads by itself what a list does not show whole", () =>
    onStage(
      huntGroup,
      async (stage) => {
        await stage.up();
        const uuid = put(stage, "QueueGroup", { name: "Helpline", members: [stage.it.id] });
        const requests = await stage.traffic(async () => {
          expect((await failure(stage.engine.destroy())).message).toContain(`QueueGroup ${uuid}, "Helpline"`);
        });
        expect(requests).toContain("GET /voip/queue-group/{uuid}");
      },
      { switches: { listItems: "incomplete" } },
    ));

  it.each([
    [403, "the answer stays the same. Then write forceDestroy: true"],
    [500, "Run the command again. If it stays so, write forceDestroy: true"],
  ])("stops where a list is answered by %i, says so, and can delete once forceDestroy is stored", (status, words) =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/queue-group" }, effect: { kind: "status", status } });
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain(
          'Cannot delete HuntGroup "it": what still refers to it is not known, and nothing was deleted.\nTried: GET /voip/queue-group.',
        );
        expect(message).toMatch(new RegExp(`\\n {2}.*GET /voip/queue-group (?:\\(\\d+ attempts\\) )?→ ${status}`, "s"));
        expect(message).toContain(words);
      });
      expect(requests.filter(isDeletion)).toEqual([]);
      await stage.up({ forceDestroy: true });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );

  it("takes a list at a path that is a guess for an empty one if the API does not have it", () =>
    onStage(sound, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/queue-notice" }, effect: { kind: "status", status: 404 } });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }));

  it.each(["/voip/flow", "/voip/queue-group"])("stops where the list at %s, whose path is known, is not there", (path) =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path }, effect: { kind: "status", status: 404 } });
      expect((await failure(stage.engine.destroy())).message).toContain(`Tried: GET ${path}.`);
      expect(stage.count()).toBe(1);
    }),
  );

  it("stops where an object that the list does not show whole has a path that is a guess and does not answer", () =>
    onStage(
      sound,
      async (stage) => {
        await stage.up();
        put(stage, "Mailbox", { name: "Sales", greeting: stage.it.id });
        stage.sim.switches.guessedItems = "absent";
        const requests = await stage.traffic(async () => {
          const { message } = await failure(stage.engine.destroy());
          expect(message).toContain("what still refers to it is not known, and nothing was deleted.\nTried: GET /voip/mailbox.");
          expect(message).toContain("No source shows the path of one, /voip/mailbox/{uuid}: it is a guess");
        });
        expect(requests.filter(isDeletion)).toEqual([]);
      },
      { switches: { listItems: "incomplete" } },
    ));

  it("names what it has found although another list cannot be read", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      put(stage, "QueueGroup", { name: "Helpline", members: [stage.it.id] });
      stage.sim.faults.add({ times: 0, match: { path: "/voip/flow" }, effect: { kind: "status", status: 403 } });
      expect((await failure(stage.engine.destroy())).message).toMatch(/These refer to it at least:\n {2}QueueGroup .*, "Helpline"\n/);
    }));

  it("takes what belongs to a customer that is gone for deleted", () =>
    onStage(mailbox, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(acme);
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
    }));

  it("asks nothing of a preview", () =>
    onStage(callFlow, async (stage) => {
      await stage.up();
      expect(await stage.traffic(async () => expect(await stage.engine.preview({})).toEqual({ it: "delete" }))).toEqual([]);
    }));
});
