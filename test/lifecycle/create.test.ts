import type { Json } from "../../provider/client";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { journalKey } from "../../provider/lifecycle/run/creationNotes";
import { Target } from "../../provider/lifecycle/run/target";
import type { Begun } from "../../provider/lifecycle/run/journal";
import type { Run } from "../../provider/lifecycle/run/run";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { envelope, failure, reply, reset, type Reaction, type Seen, uuid } from "../client/support";
import { runUnder } from "../support/apiRun";
import { line } from "../support/lifecycle";
import { urnOf } from "../support/lifecycleEngine";
import { memoryNotes } from "../support/memoryNotes";

const other = "99990000-0000-4000-8000-000000000001";
const customer = "0a7c1111-1111-4111-8111-111111111111";

interface World {
  readonly handler: Handler;
  readonly run: Run;
  readonly sent: () => string[];
  readonly journal: ReturnType<typeof memoryNotes<Begun>>;
}

/** The handler of one run of one machine, and an API that answers as the test says. */
async function under(kind: Kind, answer: (seen: Seen, count: number) => Reaction, journal = memoryNotes<Begun>()): Promise<World> {
  const { run, seen } = await runUnder(
    (request) => {
      const alike = seen.filter(({ method, path }) => method === request.method && path === request.path);
      return answer(request, alike.length);
    },
    { journal },
  );
  run.client.customers.learn(customer, "acme-ltd");
  const sent = () => seen.map(line);
  return { handler: fullObject(registry[kind], () => run), run, sent, journal };
}

const acme: Props = { seed: urnOf("SubReseller", "it"), name: "acme", contactName: "Acme", __provider: "x" };
const live = { uuid, name: "acme", contact_name: "Acme" };
const mainLine: Props = {
  seed: urnOf("CallFlow", "it"),
  customer,
  name: "Main",
  extension: 501,
  flow: { start: { module: "start" } },
  __provider: "x",
};

const keyOf = ({ run }: World, inputs: Props = acme) => journalKey(new Target(registry.SubReseller, run, { props: inputs }), inputs);
const noted = (world: World) => world.journal.find(keyOf(world));

describe("a creation", () => {
  it("is one look and one POST, and is recorded as the answer shows it", async () => {
    const { handler, sent } = await under("SubReseller", ({ method }) => envelope(200, method === "POST" ? live : []));
    expect(await handler.create(acme)).toEqual({ id: uuid, outs: { seed: acme["seed"], name: "acme", contactName: "Acme" } });
    expect(sent()).toEqual(["GET /account/reseller", "POST /account/reseller"]);
  });

  it("sends nothing where what lives could not be listed, and says so", async () => {
    const { handler, sent } = await under("SubReseller", () => envelope(403));
    expect((await failure(handler.create(acme))).message).toMatch(
      /^Cannot create SubReseller "it", and nothing was sent: what lives already could not be listed\.\n/,
    );
    expect(sent()).toEqual(["GET /account/reseller"]);
  });

  it("sends nothing where its arguments do not fit, all of them named", async () => {
    const { handler, sent } = await under("SubReseller", () => envelope(200, []));
    const boss = { email: "b@acme.example", roleId: 1 };
    const { message } = await failure(handler.create({ ...acme, users: { boss, clerk: boss } }));
    expect(message).toBe(
      'Cannot create SubReseller "it", and nothing was sent:\n' +
        "  users.boss.password: is required for a user who does not live yet\n" +
        "  users.clerk.password: is required for a user who does not live yet",
    );
    expect(sent()).toEqual(["GET /account/reseller"]);
  });

  it("sends nothing where several live under its name, and asks for the one that is meant", async () => {
    const both = [live, { ...live, uuid: other }];
    const { handler } = await under("SubReseller", () => envelope(200, both));
    expect((await failure(handler.create(acme))).message).toBe(
      `Cannot create SubReseller "it": a SubReseller with name "acme" lives already (${uuid}; ${other}), and nothing was sent.\n` +
        'If the program gave a resource another name, write aliases: [{ name: "<the former name>" }] in its options, for another parent aliases: [{ parent: <the former parent, or pulumi.rootStackResource> }]: it keeps its object.\n' +
        'To take one of them over write adopt: "<uuid>" with the one that this program means.\n' +
        "If a resource that leaves the program has it, and what that has is not wanted any more: Pulumi deletes after everything else, so this fails each time, also with --continue-on-error. Take that resource out in an up of its own first.",
    );
    expect((await failure(handler.create({ ...acme, adopt: true }))).message).toBe(
      `Cannot adopt SubReseller "it": several with name "acme" live there (${uuid}, ${other}). Write adopt: "<uuid>" with the one that is meant.`,
    );
  });

  it("takes over by its name what equals the program, and by its uuid without a list", async () => {
    const { handler, sent } = await under("SubReseller", ({ path }) => envelope(200, path.endsWith(uuid) ? live : [live]));
    expect(await handler.create({ ...acme, adopt: true })).toMatchObject({ id: uuid });
    expect(sent()).toEqual(["GET /account/reseller", "GET /account/reseller/{uuid}"]);
    const again = await under("SubReseller", () => envelope(200, live));
    expect(await again.handler.create({ ...acme, adopt: uuid })).toMatchObject({ id: uuid });
    expect(again.sent()).toEqual(["GET /account/reseller/{uuid}"]);
  });

  it("reads by itself what a list shows without its name, and passes over what is gone meanwhile and what has no uuid", async () => {
    const { handler, sent } = await under("SubReseller", ({ method, path }) => {
      if (method === "POST") return envelope(200, live);
      if (path.endsWith(other)) return envelope(404);
      return path === "/account/reseller" ? envelope(200, [{ uuid: other }, { name: "x" }, {}, { uuid, name: "y" }]) : envelope(404);
    });
    await handler.create(acme);
    expect(sent()).toEqual(["GET /account/reseller", "GET /account/reseller/{uuid}", "POST /account/reseller"]);
  });

  it("says what it tried where such an object cannot be read", async () => {
    const { handler } = await under("SubReseller", ({ path }) =>
      path === "/account/reseller" ? envelope(200, [{ uuid: other }]) : envelope(403),
    );
    expect((await failure(handler.create(acme))).message).toContain("Cannot look at what lives before it can create SubReseller");
  });
});

describe("what a creation remembers on this machine", () => {
  it("is its beginning, then its object", async () => {
    const world: World = await under("SubReseller", ({ method }) => {
      if (method === "POST") expect(noted(world)).toEqual({ at: expect.any(Number) as number });
      return envelope(200, method === "POST" ? live : []);
    });
    await world.handler.create(acme);
    expect(noted(world)).toEqual({ at: expect.any(Number) as number, uuid });
  });

  it.each<[string, Reaction, boolean]>([
    ["is nothing after a refusal", envelope(400), false],
    ["is nothing after a 404", envelope(404), false],
    ["is nothing after too many requests", reply(429, ""), false],
    ["is its beginning where the outcome is not known", envelope(500), true],
    ["is its beginning where no answer came", reset, true],
  ])("%s", async (_name, reaction, kept) => {
    const world = await under("SubReseller", ({ method }) => (method === "POST" ? reaction : envelope(200, [])));
    await failure(world.handler.create(acme));
    expect(noted(world) !== undefined).toBe(kept);
  });

  it("is nothing of a kind whose objects can be told by uuids of its own", async () => {
    const made = { uuid, name: "Main", extension: 501, flow: {} };
    const world = await under("CallFlow", ({ method }) => envelope(200, method === "POST" ? made : method === "GET" ? [] : made));
    await world.handler.create(mainLine).catch(() => undefined);
    expect(world.journal.entries.size).toBe(0);
  });

  const afterInterruption = async (begun: object, lives: Json, found: Json = lives) => {
    const world = await under("SubReseller", ({ path, method }) => {
      if (method === "POST") return envelope(200, { ...live, uuid: other });
      return path === "/account/reseller" ? envelope(200, [lives]) : found === null ? envelope(404) : envelope(200, found);
    });
    world.journal.note(keyOf(world), { at: Date.now(), ...begun });
    const made = await world.handler.create(acme).catch((error: unknown) => (error as Error).message);
    return { made, posts: world.sent().filter((request) => request.startsWith("POST")).length };
  };

  it("makes the next run take over what was begun, where it is what the program says", async () => {
    expect(await afterInterruption({}, live)).toMatchObject({ made: { id: uuid }, posts: 0 });
    expect(await afterInterruption({}, { ...live, name: "ACME" })).toMatchObject({ made: { id: uuid }, posts: 0 });
  });

  it("takes over by its uuid what lives otherwise, and brings it to what the program says", async () => {
    expect(await afterInterruption({ uuid }, { ...live, contact_name: "Acme" })).toMatchObject({ made: { id: uuid }, posts: 0 });
    expect(await afterInterruption({ uuid: uuid.toUpperCase() }, live)).toMatchObject({ made: { id: uuid }, posts: 0 });
  });

  it("takes nothing over that is somebody else's", async () => {
    expect((await afterInterruption({}, { ...live, contact_name: "Other" })).made).toContain("lives already");
    expect((await afterInterruption({ uuid: other }, live, null)).made).toContain("lives already");
    expect((await afterInterruption({ uuid: other }, live)).made).toContain("and whether that lives is not known, and nothing was sent.");
    expect(await afterInterruption({}, { ...live, name: "globex" })).toMatchObject({ made: { id: other }, posts: 1 });
  });

  it("takes nothing over that is gone or has no uuid, and makes none beside what is listed", async () => {
    expect((await afterInterruption({ uuid }, live, null)).made).toContain("lives already");
    expect(await afterInterruption({}, { name: "acme" })).toMatchObject({ posts: 0 });
  });
});

describe("a POST that is answered without the object", () => {
  it.each<[string, Reaction]>([
    ["by nothing", reply(201, "")],
    ["by an object without a uuid", envelope(201, { name: "acme" })],
    ["by a uuid that is none", envelope(201, { ...live, uuid: "1" })],
  ])("%s: the one that is new is the one", async (_name, reaction) => {
    const { handler, sent } = await under("SubReseller", ({ method, path }, count) => {
      if (method === "POST") return reaction;
      return path === "/account/reseller"
        ? envelope(200, count === 1 ? [] : [live, { ...live, uuid: other, name: "x" }])
        : envelope(200, live);
    });
    expect(await handler.create(acme)).toMatchObject({ id: uuid });
    expect(sent().filter((request) => request === "POST /account/reseller")).toHaveLength(1);
  });

  it.each<[string, Json | null, string]>([
    ["nothing new", [], 'The list does not show name "acme". Run pulumi up again: it looks before it makes.'],
    [
      "several",
      [live, { ...live, uuid: other }],
      `Several new objects have name "acme" (${uuid}, ${other}): delete those that are not wanted, or write adopt: "<uuid>".`,
    ],
    [
      "nothing at all",
      null,
      'Whether it was made is not known, because the list could not be read either. Look for name "acme", then run pulumi up again.',
    ],
  ])("and a list that shows %s make an error that says so", async (_name, now, words) => {
    const { handler } = await under("SubReseller", ({ method }, count) => {
      if (method === "POST") return reply(201, "");
      return count === 1 ? envelope(200, []) : now === null ? envelope(403) : envelope(200, now);
    });
    expect((await failure(handler.create(acme))).message).toBe(
      `Cannot create SubReseller "it": POST /account/reseller was accepted without naming the new object. ${words}`,
    );
  });

  it("keeps the words of the API where it failed as well", async () => {
    const { handler } = await under("SubReseller", ({ method }) => (method === "POST" ? envelope(500) : envelope(200, [])));
    const { message } = await failure(handler.create(acme));
    expect(message).toMatch(/^Cannot create SubReseller "it": the API failed/);
    expect(message).toMatch(/\nThe list does not show name "acme"\. Run pulumi up again: it looks before it makes\.$/);
  });
});

describe("an object that was made", () => {
  it("is read back where the answer shows a part of it", async () => {
    const { handler, sent } = await under("SubReseller", ({ method, path }) =>
      envelope(200, method === "POST" ? { uuid } : path === "/account/reseller" ? [] : live),
    );
    expect(await handler.create(acme)).toMatchObject({ id: uuid, outs: { name: "acme", contactName: "Acme" } });
    expect(sent()).toEqual(["GET /account/reseller", "POST /account/reseller", "GET /account/reseller/{uuid}"]);
  });

  it("is recorded with all that is known where it cannot be read back", async () => {
    const { handler } = await under("SubReseller", ({ method, path }) =>
      method === "POST" ? envelope(200, { uuid }) : path === "/account/reseller" ? envelope(200, []) : envelope(403),
    );
    const error = await failure(handler.create({ ...acme, locked: true }));
    expect(error.message).toMatch(
      new RegExp(
        `^SubReseller "it" was made as ${uuid}, and reading it back failed: Cannot read back SubReseller "it"(.|\\n)*\\nRun pulumi up again: it finishes without making it a second time\\.$`,
      ),
    );
    expect(error).toMatchObject({ id: uuid, properties: { __provider: "x", name: "acme", contactName: "Acme" } });
    expect((error as Error & { properties: Props }).properties).not.toHaveProperty("locked");
  });

  it("gets its commands with the object as a read has shown it, by one read", async () => {
    const reads = async (answer: Json) => {
      const { handler, sent } = await under("SubReseller", ({ method, path }) =>
        envelope(200, method === "POST" ? answer : path === "/account/reseller" ? [] : live),
      );
      await handler.create({ ...acme, locked: true });
      return sent().slice(2);
    };
    const commands = ["GET /account/reseller/{uuid}", "PUT /account/reseller/{uuid}/lock"];
    expect(await reads(live)).toEqual(commands);
    expect(await reads({ uuid })).toEqual(commands);
  });
});

describe("an extension that the API is asked for", () => {
  const asking: Props = { ...mainLine, extension: "next", flow: undefined, content: "separate" };
  const next = (count: number) => envelope(200, { next_extension: 500 + count });

  it("is asked for anew where somebody took it, twice at most, and as long as it is another", async () => {
    const { handler, sent } = await under("CallFlow", ({ method, path }, count) => {
      if (path.startsWith("/voip/next-extension")) return next(count);
      return method === "POST" ? envelope(400) : envelope(200, []);
    });
    await failure(handler.create(asking));
    expect(sent().filter((request) => request.startsWith("POST"))).toHaveLength(3);
    expect(sent().filter((request) => request.includes("next-extension"))).toHaveLength(3);
  });

  it("is not asked for again where the answer is no refusal, or the extension the same", async () => {
    for (const [status, answer] of [
      [500, next],
      [400, () => next(1)],
    ] as const) {
      const { handler, sent } = await under("CallFlow", ({ method, path }, count) => {
        if (path.startsWith("/voip/next-extension")) return answer(count);
        return method === "POST" ? envelope(status) : envelope(200, []);
      });
      await failure(handler.create(asking));
      expect(sent().filter((request) => request.startsWith("POST"))).toHaveLength(1);
    }
  });
});
