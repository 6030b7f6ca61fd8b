import type { JsonObject, Simulator } from "../../provider/simulator/index";
import type { Field } from "../../provider/simulator/kinds/kind";
import { MASK } from "../../provider/simulator/present";
import { NOBODY, OWNER, Requests, fieldsWhere, fullBody, rowsWhere } from "./rows";
import type { Row } from "./rows";
import { call, closeAll, listOf, resultOf, startHere, uuidOf } from "./support";
import type { Answer } from "./support";

let sim: Simulator;
beforeEach(async () => {
  sim = await startHere({ seed: { customers: [{ name: OWNER, contact_name: "Ann" }] } });
});
afterEach(async () => {
  await closeAll();
  expect(sim.violations).toEqual([]);
});

const isExtension = (field: Field): boolean => field.extension === true;

describe("extensions", () => {
  const EXTENSIONS = rowsWhere((row) => fieldsWhere(row, isExtension).length > 0);
  const field = (row: Row): string => fieldsWhere(row, isExtension)[0] ?? "";
  const bodyOf = (row: Row, extension: number): JsonObject => {
    const isText = row.kind.fields[field(row)]?.sort === "text";
    return { ...fullBody(row), [field(row)]: isText ? extension.toString() : extension };
  };

  it("are one pool for the flows, users, groups and mailboxes of a customer", async () => {
    sim.switches.bundleFirst = "ignored";
    expect(EXTENSIONS.map(([name]) => name)).toEqual(["flow", "group", "mailbox", "user"]);
    for (const [index, [, row]] of EXTENSIONS.entries()) {
      const requests = await Requests.of(sim, row);
      const extension = 8100 + index;
      expect((await requests.create(bodyOf(row, extension))).status).toBe(201);
      for (const [, other] of EXTENSIONS) {
        expect((await (await Requests.of(sim, other)).create(bodyOf(other, extension))).status).toBe(400);
      }
      expect((await call(sim, "POST", row.kind.path, { body: bodyOf(row, extension) })).status).toBe(201);
    }
  });

  it.each(["POST", "PUT"])("extensionConflict decides about a taken one at a %s", async (method) => {
    for (const [position, status] of [
      ["409", 409],
      ["allowed", method === "POST" ? 201 : 200],
    ] as const) {
      sim.switches.extensionConflict = position;
      for (const [, row] of EXTENSIONS) {
        sim.portal.addObject("user", { extension: 8500 }, OWNER);
        const requests = await Requests.of(sim, row);
        const uuid = method === "PUT" ? uuidOf(await requests.create(bodyOf(row, 8600 + sim.state.objects.size))) : "";
        expect((await requests.send(method, uuid, { body: bodyOf(row, 8500) })).status).toBe(status);
      }
    }
  });

  it.each([
    ["flow", 501],
    ["user", 1001],
    ["group", 601],
    ["mailbox-menu", 701],
  ] as const)("next-extension of a %s is the lowest free one", async (name, first) => {
    const next = async (): Promise<unknown> => (await call(sim, "GET", `/voip/next-extension/${name}`, { customer: OWNER })).result;
    expect(await next()).toEqual({ next_extension: first });
    sim.portal.addObject("mailbox", { mailbox: first.toString() }, OWNER);
    expect(await next()).toEqual({ next_extension: first + 1 });
  });

  it.each(["mailbox", "number", "trunk"])("no page has a next-extension of a %s", async (name) => {
    expect((await call(sim, "GET", `/voip/next-extension/${name}`)).status).toBe(501);
  });
});

describe("objects below another: a trunk's logins", () => {
  const AUTH = { type: "ip", ip: "198.51.100.7" };
  const make = async (): Promise<string> => `/voip/trunk/${uuidOf(await call(sim, "POST", "/voip/trunk", { body: { name: "T" } }))}`;

  it("live under their own trunk alone, which shows them", async () => {
    const [trunk, other] = [await make(), await make()];
    const uuid = uuidOf(await call(sim, "POST", `${trunk}/auth`, { body: AUTH }));
    expect(listOf(await call(sim, "GET", `${trunk}/auth`))).toMatchObject([{ ...AUTH, uuid }]);
    expect(listOf(await call(sim, "GET", `${other}/auth`))).toEqual([]);
    expect((await call(sim, "GET", `${other}/auth/${uuid}`)).status).toBe(404);
    expect(resultOf(await call(sim, "GET", trunk))["auth"]).toMatchObject([{ ...AUTH, uuid }]);
    expect(resultOf(await call(sim, "GET", other))["auth"]).toEqual([]);
  });

  it("are kept by a PUT of the trunk, and hide their password in it", async () => {
    const trunk = await make();
    await call(sim, "POST", `${trunk}/auth`, { body: { type: "x", username: "u", password: "sentinel" } });
    sim.switches.passwordsShown = "masked";
    const shown = resultOf(await call(sim, "PUT", trunk, { body: { name: "renamed" } }));
    expect(shown).toMatchObject({ name: "renamed", auth: [{ username: "u", password: MASK }] });
  });

  it("go with their trunk, by the API and by the portal", async () => {
    for (const remove of [(path: string) => call(sim, "DELETE", path), (path: string) => sim.portal.remove(path.split("/").at(-1) ?? "")]) {
      const trunk = await make();
      await call(sim, "POST", `${trunk}/auth`, { body: AUTH });
      await remove(trunk);
      expect(sim.state.objects.size).toBe(0);
      expect((await call(sim, "GET", `${trunk}/auth`)).status).toBe(404);
    }
  });

  it("are 404 below a trunk that does not live", async () => {
    for (const [method, path] of [
      ["GET", "auth"],
      ["POST", "auth"],
      ["GET", `auth/${NOBODY}`],
    ] as const) {
      const answer = await call(sim, method, `/voip/trunk/${NOBODY}/${path}`, method === "POST" ? { body: AUTH } : {});
      expect(answer.status).toBe(404);
    }
    expect(sim.state.objects.size).toBe(0);
  });

  it("can be seeded by naming their trunk, which has to be there", async () => {
    const objects = { trunk: [{ uuid: NOBODY, name: "T" }], trunkAuth: [{ trunk: NOBODY, ...AUTH }] };
    const seeded = await startHere({ seed: { objects } });
    expect(listOf(await call(seeded, "GET", `/voip/trunk/${NOBODY}/auth`))).toMatchObject([AUTH]);
    expect(Object.hasOwn(seeded.portal.list("trunkAuth")[0] ?? {}, "trunk")).toBe(false);
    await expect(startHere({ seed: { objects: { trunkAuth: [AUTH] } } })).rejects.toThrow(
      "objects.trunkAuth[0]: trunk is not the uuid of a trunk",
    );
  });
});

describe("what each account has one of: call-recording retention", () => {
  const PATH = "/voip/call-retention";

  it("is there from the start, with nothing but its field, and is changed by a PUT", async () => {
    expect((await call(sim, "GET", PATH)).result).toEqual({ expires_in: 3 });
    expect((await call(sim, "PUT", PATH, { body: { expires_in: 5 } })).result).toEqual({ expires_in: 5 });
    expect((await call(sim, "GET", PATH)).result).toEqual({ expires_in: 5 });
    expect((await call(sim, "GET", PATH, { customer: OWNER })).result).toEqual({ expires_in: 3 });
  });

  it("is neither made nor deleted, and has no uuid in its path", async () => {
    for (const [method, path, status] of [
      ["POST", PATH, 404],
      ["DELETE", PATH, 404],
      ["GET", `${PATH}/${NOBODY}`, 501],
    ] as const) {
      expect((await call(sim, method, path, method === "POST" ? { body: { expires_in: 5 } } : {})).status).toBe(status);
    }
  });

  it("is refused without its field, or with a value of another type", async () => {
    for (const body of [{}, { expires_in: "three" }, { expires_in: null }])
      expect((await call(sim, "PUT", PATH, { body })).status).toBe(400);
    expect((await call(sim, "GET", PATH)).result).toEqual({ expires_in: 3 });
  });

  it("does not keep a customer from being deleted, and goes with it", async () => {
    await call(sim, "PUT", PATH, { body: { expires_in: 5 }, customer: OWNER });
    const [uuid = ""] = sim.state.customers.keys();
    expect((await call(sim, "DELETE", `/account/reseller/${uuid}`)).status).toBe(200);
    expect(sim.state.objects.size).toBe(0);
  });

  it("can be seeded once", async () => {
    const seeded = await startHere({ seed: { objects: { retention: [{ expires_in: 7 }] } } });
    expect((await call(seeded, "GET", PATH)).result).toEqual({ expires_in: 7 });
    const twice = { objects: { retention: [{ expires_in: 7 }, { expires_in: 8 }] } };
    await expect(startHere({ seed: twice })).rejects.toThrow("objects.retention[1]: an account has one of these");
  });
});

describe("a list with a documented query: call history", () => {
  const at = (hour: number): number => Date.UTC(2026, 10, 29, hour) / 1000;
  const list = (query: string): Promise<Answer> => call(sim, "GET", `/voip/call?${query}`);
  const DAY = "start=2026-11-29T00:00:00Z&end=2026-11-29T23:00:00Z";
  beforeEach(() => {
    for (let hour = 0; hour < 24; hour++) sim.portal.addObject("call", { call_start_time: at(hour), call_type: "INBOUND" });
  });
  const hours = (answer: Answer): unknown[] => listOf(answer).map((item) => (Number(item["call_start_time"]) - at(0)) / 3600);

  it("shows what lies within the period, page by page", async () => {
    expect(hours(await list(DAY))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(hours(await list(`${DAY}&page=3`))).toEqual([20, 21, 22, 23]);
    expect(hours(await list(`${DAY}&limit=2&page=2`))).toEqual([2, 3]);
    expect(hours(await list("start=2026-11-29T05:00:00Z&end=2026-11-29T06:30:00Z"))).toEqual([5, 6]);
  });

  it.each(["", "start=2026-11-29T00:00:00Z", "end=2026-11-29T00:00:00Z", `${DAY}&limit=many`, `${DAY}&page=-1`])(
    "is refused with the query %p",
    async (query) => {
      expect((await list(query)).status).toBe(400);
    },
  );

  it("cannot be changed, nor read one by one", async () => {
    const [uuid = ""] = sim.state.objects.keys();
    expect((await call(sim, "PUT", "/voip/call", { body: {} })).status).toBe(404);
    expect((await call(sim, "GET", `/voip/call/${uuid}`)).status).toBe(501);
  });

  it("of a kind without one is ignored", async () => {
    expect(listOf(await call(sim, "GET", "/voip/group?limit=x"))).toEqual([]);
  });
});
