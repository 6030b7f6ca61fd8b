import { bounded } from "../../provider/hosts/dynamic/boundary";
import type { Json } from "../../provider/client";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { envelope, failure, reply, type Reaction, type Seen, uuid } from "../client/support";
import { runUnder } from "../support/apiRun";

const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const HOSTILE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066\u200b";

/** The handler that the engine calls, and an API that answers as the test says. */
async function under(kind: Kind, answer: (seen: Seen) => Reaction): Promise<{ handler: Handler; seen: Seen[] }> {
  const { run, seen } = await runUnder(answer);
  return {
    handler: bounded(
      fullObject(registry[kind], () => run),
      () => undefined,
    ),
    seen,
  };
}

const seed = (name: string): string => `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:SubReseller::${name}`;
const inputs: Props = { seed: seed("acme"), name: "acme", contactName: "Acme", __provider: "x" };

describe("an API that names its objects with hostile ids", () => {
  test.each(["..", ".", "../../account/reseller", "%2e%2e", `${uuid}/lock`, `${uuid}?x=1`, HOSTILE, "", `${uuid}\n`])(
    "is believed about none of them, and no request goes elsewhere: %j",
    async (id) => {
      let made = false;
      const { handler, seen } = await under("SubReseller", ({ method }) => {
        if (method === "POST") made = true;
        if (method === "POST") return envelope(201, { uuid: id, name: "acme", contact_name: "Acme" });
        return envelope(200, made ? [{ uuid: id, name: "acme", contact_name: "Acme" }] : []);
      });
      const error = await failure(handler.create(inputs));
      expect(error).not.toHaveProperty("id");
      expect(error.message).toContain("Cannot create");
      expect(error.message).not.toMatch(UNPRINTABLE);
      expect(
        seen.map(({ method, path }) => `${method} ${path}`).filter((line) => !/^(?:GET|POST) \/account\/reseller$/.test(line)),
      ).toEqual([]);
    },
  );

  test.each(["..", "../x", `${uuid}/lock`])("in a state reaches no path: %j", async (id) => {
    const { handler, seen } = await under("SubReseller", () => envelope(200, {}));
    for (const act of [() => handler.read(id, inputs), () => handler.delete(id, inputs), () => handler.update(id, inputs, inputs)]) {
      expect((await failure(act())).message).toMatch(/its (?:id|customer) is not a uuid/);
    }
    expect(seen.map(({ path }) => path).filter((path) => path !== "/account/reseller")).toEqual([]);
  });
});

describe("an API that shows hostile names", () => {
  const live = {
    uuid,
    name: HOSTILE,
    contact_name: HOSTILE,
    users: [{ uuid, name: HOSTILE, email: HOSTILE, role_id: 1, password: HOSTILE }],
  };

  test("cannot speak to the terminal by a report of a conflict", async () => {
    const { handler } = await under("SubReseller", () => envelope(200, live));
    const error = await failure(handler.update(uuid, inputs, { ...inputs, contactName: "Other" }));
    expect(error.message).toContain("somebody changed it");
    expect(error.message).not.toMatch(UNPRINTABLE);
  });

  test("cannot speak to the terminal by an object that lives already, or differs from what is adopted", async () => {
    const { handler } = await under("SubReseller", ({ path }) => envelope(200, path.endsWith(uuid) ? live : [{ ...live, name: "acme" }]));
    for (const more of [{}, { adopt: true }, { adopt: uuid }]) {
      const error = await failure(handler.create({ ...inputs, ...more }));
      expect(error.message).not.toMatch(UNPRINTABLE);
    }
  });

  test("cannot speak to the terminal by the reasons of an object that is half made", async () => {
    const { handler } = await under("SubReseller", ({ method, path }) => {
      if (method === "POST") return envelope(201, { uuid });
      if (path.endsWith(uuid)) return reply(400, JSON.stringify({ result: {}, status_code: 400, status_message: HOSTILE }));
      return envelope(200, []);
    });
    const error = await failure(handler.create({ ...inputs, seed: seed(HOSTILE) }));
    expect(error).toMatchObject({ id: uuid });
    const { reasons } = error as unknown as { reasons: string[] };
    expect(reasons).toEqual([error.message]);
    expect(reasons.join("\n")).not.toMatch(UNPRINTABLE);
  });
});

describe("a hostile program", () => {
  test("cannot speak to the terminal by its names, and has every finding told", async () => {
    const { handler } = await under("CallFlow", () => envelope(500));
    const flow = JSON.parse(
      `{"start":{"module":"start","next":"__proto__"},"__proto__":{"module":"nothing <b>","next":"constructor"},${JSON.stringify(HOSTILE)}:{"module":"busy"}}`,
    ) as Json;
    const news = { seed: seed(HOSTILE), name: "x", extension: 501, flow, [HOSTILE]: 1, strict: true, __provider: "x" };
    const { failures } = await handler.check({}, news);
    expect(failures.map(({ reason }) => reason).join("\n")).toMatch(/is not an argument[^]*No path leads/);
    expect(failures.map(({ property }) => property).join("")).toBe("");
    expect(failures.map(({ reason }) => reason).join("\n")).not.toMatch(UNPRINTABLE);
    expect(Reflect.get({}, "module")).toBeUndefined();
  });

  test("cannot stop the host by a pattern that backtracks for ever: it is refused, and never run", async () => {
    const { handler } = await under("CallFlow", () => envelope(500));
    const match = {
      module: "calleridmatch",
      patterns: ["^(\\d+)+$", "(a|a)*$", "^(([a-z])+.)+[A-Z]([a-z])+$"],
      match: "end",
      nomatch: "end",
    };
    const flow = { start: { module: "start", next: "who" }, who: match, end: { module: "busy" } };
    const before = process.cpuUsage();
    const { failures } = await handler.check({}, { seed: "s", name: "x", extension: 501, flow, __provider: "x" });
    expect(failures.filter(({ reason }) => reason.startsWith("flow.who.patterns")).length).toBe(3);
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});

describe("what nobody has heard of", () => {
  const large = "90071992547409931234567890";
  const text = `{"uuid":"${uuid}","name":"acme","contact_name":"Acme","__proto__":{"polluted":1},"constructor":{"polluted":1},"balance_id":${large},"meta":{"deep":[${large},1.5e300]},"ids":[${large}]}`;

  test("goes back by a PUT with every digit of its numbers, and without keys that could change a prototype", async () => {
    const { handler, seen } = await under("SubReseller", () => reply(200, `{"result":${text},"status_code":200}`));
    await handler.update(uuid, inputs, { ...inputs, phone: "1" }).catch(() => undefined);
    const body = seen.find(({ method }) => method === "PUT")?.body ?? "";
    expect(body.match(new RegExp(large, "g"))).toHaveLength(3);
    expect(body).not.toMatch(/__proto__|constructor|polluted/);
    expect(body).toContain("1.5e300");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
