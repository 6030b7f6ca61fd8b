import { type Kind, registry } from "../../provider/kinds/registry";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import type { JsonObject, Simulator, Switches } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import { acme, listIn } from "../support/account";
import { failure } from "../support/lifecycle";
import { type Declared, Engine, handlerFor, type Program, Refused, urnOf } from "../support/lifecycleEngine";
import { scenarios } from "../kinds/index";

jest.setTimeout(60_000);

interface Pair {
  readonly name: string;
  readonly parent: Kind;
  readonly child: Kind;
  /** The argument of the child with the uuid of the parent. */
  readonly above: string;
  /** The argument of the parent that declares such children, if it has one. */
  readonly list?: string;
  readonly wire: string;
}

/** Every kind whose answers show objects of another kind, by the facts of both. */
const pairs: Pair[] = [
  ...Object.values<ResourceDefinition>(registry).flatMap(({ kind, fields }) =>
    Object.entries<Field>(fields).flatMap(([list, { facts }]) =>
      facts.shows === undefined
        ? []
        : [
            {
              name: `${list} of a ${kind}`,
              parent: kind as Kind,
              child: facts.shows as Kind,
              above: "customer",
              list,
              wire: facts.wire ?? list,
            },
          ],
    ),
  ),
  { name: "auth of a Trunk", parent: "Trunk", child: "TrunkAuthentication", above: "trunk", wire: "auth" },
];

let sim: Simulator;
let engine: Engine;
beforeEach(async () => {
  sim = await startSimulator({ switches: { customerLists: "shared", nestedChildren: "replaced" } });
  engine = new Engine(sim);
});
afterEach(async () => {
  await sim.close();
  expect(sim.violations).toEqual([]);
});

/** A program's parent, of the own account. */
function parentOf({ parent }: Pair, change: Props = {}): Declared {
  const inputs =
    parent === "SubReseller" ? { contactName: "Acme Ltd", name: "acme-ltd", phone: "+441632960001" } : { name: "Office", port: 5060 };
  return { kind: parent, inputs: { ...inputs, ...change } };
}

/** A child of the parent that the program calls `parent`, or of another uuid. */
function childOf({ child, above }: Pair, uuid?: string): Declared {
  const { customer, trunk, ...inputs } = scenarios[child].inputs;
  expect([customer, trunk]).not.toContain(null);
  return { kind: child, inputs: async (uuidOf) => ({ ...inputs, [above]: uuid ?? (await uuidOf("parent")) }) };
}

const change = ({ parent }: Pair): Props => (parent === "SubReseller" ? { phone: "+441632960002" } : { port: 5061 });

/** The children that the live parent shows. */
function living({ child, wire }: Pair): JsonObject[] {
  if (child === "TrunkAuthentication") return sim.portal.list("trunkAuth");
  const [customer] = sim.state.customers.values();
  return listIn(customer?.record ?? {}, wire);
}

/** Both orders of two resources. */
const orders: readonly (readonly [string, (program: Program) => Program])[] = [
  ["the parent first", (program) => program],
  ["the child first", (program) => Object.fromEntries(Object.entries(program).reverse())],
];

it("names of every kind that shows another one the two of them, and what leads from one to the other", () => {
  expect(pairs.map(({ name, child }) => `${name}: ${child}`)).toEqual([
    "addresses of a SubReseller: ResellerAddress",
    "users of a SubReseller: ResellerUser",
    "auth of a Trunk: TrunkAuthentication",
  ]);
  for (const { parent, child, above } of pairs) {
    const { fields, shownBy, parent: path }: ResourceDefinition = registry[child];
    expect([shownBy, path]).toContain(above);
    expect(fields[above]?.facts.refersTo).toEqual([parent]);
  }
});

describe.each(pairs)("$name, with resources of their own", (pair) => {
  const program = (changed: Props = {}): Program => ({ parent: parentOf(pair, changed), child: childOf(pair) });

  it.each(orders)("live on through updates of both in one run: %s", async (_order, ordered) => {
    await engine.up(ordered(program()));
    const [before] = living(pair);
    expect(await engine.up(ordered(program()))).toEqual({ parent: "same", child: "same" });
    const { customer, trunk, ...inputs } = { ...scenarios[pair.child].inputs, ...scenarios[pair.child].changes };
    expect([customer, trunk]).not.toContain(null);
    const changed: Declared = { kind: pair.child, inputs: async (uuidOf) => ({ ...inputs, [pair.above]: await uuidOf("parent") }) };
    const steps = await engine.up(ordered({ parent: parentOf(pair, change(pair)), child: changed }));
    expect(steps).toEqual({ parent: "update", child: "update" });
    expect(living(pair)).toHaveLength(1);
    expect(living(pair)[0]?.["uuid"]).toBe(before?.["uuid"]);
    expect(await engine.refresh()).toEqual({ parent: "same", child: "same" });
    await engine.destroy();
    expect([sim.state.customers.size, sim.state.objects.size]).toEqual([0, 0]);
  });

  it("are sent back by a PUT of what shows them, each with its uuid", async () => {
    await engine.up(program());
    const { id } = engine.recorded("child");
    await engine.up(program(change(pair)));
    const { body } = sim.requests.findLast(({ method }) => method === "PUT") ?? {};
    expect(listIn(body as JsonObject, pair.wire).map(({ uuid }) => uuid)).toEqual([id]);
    expect(living(pair).map(({ uuid }) => uuid)).toEqual([id]);
  });

  it("are not put again if the PUT of what shows them had all that their states know", async () => {
    await engine.up(program());
    expect(await engine.up(program(change(pair)))).toEqual({ parent: "update", child: "same" });
  });

  it.each(["POST", "PUT", "DELETE"] as const)("are never written between the GET and the PUT of what shows them: %s", async (method) => {
    await engine.up(program());
    const [parent, child, run] = [engine.recorded("parent"), engine.recorded("child"), engine.run()];
    const place = pair.parent === "Trunk" ? "/voip/trunk/*" : "/account/reseller/*";
    const held = sim.faults.add({ match: { method: "PUT", path: place }, wait: { when: "before" } });
    const updating = handlerFor(pair.parent, () => run).update(parent.id, parent.outputs, { ...parent.inputs, ...change(pair) });
    await held.held;
    const handler = handlerFor(pair.child, () => run);
    const [argument = "", value] = Object.entries(scenarios[pair.child].changes)[0] ?? [];
    const writing = {
      POST: () => handler.create({ ...child.inputs, seed: urnOf(pair.child, "late") }),
      PUT: () => handler.update(child.id, child.outputs, { ...child.inputs, [argument]: value }),
      DELETE: () => handler.delete(child.id, child.outputs),
    }[method]();
    for (let left = 6; left > 0; left--) await run.client.call({ attempt: "look", method: "GET", path: "/authenticated" });
    const isOfChild = ({ method: sent, path }: { method: string; path: string }) => sent === method && /reseller-|\/auth/.test(path);
    const before = sim.requests.filter(isOfChild).length;
    held.release();
    await Promise.all([updating, writing]);
    expect(before).toBe(method === "POST" ? 1 : 0);
    expect(sim.requests.filter(isOfChild)).toHaveLength(before + 1);
    expect(living(pair)).toHaveLength({ POST: 2, PUT: 1, DELETE: 0 }[method]);
    if (method === "PUT") expect(JSON.stringify(living(pair))).toContain(JSON.stringify(value));
  });
});

/** The secret of a child's kind; undefined if it has none. */
function secretOf({ child }: Pair): string | undefined {
  return Object.entries<Field>(registry[child].fields).find(([, { facts }]) => facts.secret === true)?.[0];
}

describe.each(pairs.filter((pair) => secretOf(pair) !== undefined))("$name, whose secrets no answer shows", (pair) => {
  const hidden = (["masked", "absent"] as const).flatMap((position) =>
    orders.map(([order, ordered]) => [position, order, ordered] as const),
  );
  const program = (changed: Props = {}): Program => ({ parent: parentOf(pair, changed), child: childOf(pair) });
  const secret = secretOf(pair) ?? "";
  const known = [scenarios[pair.child].inputs[secret]];
  const secrets = () => living(pair).map((record) => record[secret]);

  it.each(hidden)("get theirs back in the up whose PUT was without it: %s, %s", async (passwordsShown, _order, ordered) => {
    Object.assign(sim.switches, { passwordsShown, missingPassword: "cleared" } satisfies Partial<Switches>);
    const changed = ordered(program(change(pair)));
    await engine.up(ordered(program()));
    expect(secrets()).toEqual(known);
    await engine.preview(changed);
    expect(await engine.up(changed)).toEqual({ parent: "update", child: "update" });
    expect(secrets()).toEqual(known);
    expect(await engine.up(changed)).toEqual({ parent: "same", child: "same" });
  });

  it("get theirs back though the end of the first try is not known", async () => {
    Object.assign(sim.switches, { passwordsShown: "masked", missingPassword: "cleared" } satisfies Partial<Switches>);
    await engine.up(program());
    const path = pair.child === "TrunkAuthentication" ? "/voip/trunk/*/auth/*" : "/account/reseller-user/*";
    sim.faults.add({ match: { method: "PUT", path }, effect: { kind: "drop" }, applied: false });
    await engine.up(program(change(pair)));
    expect(secrets()).toEqual(known);
  });
});

it("an address gets back in the same up what a PUT of the customer was without, and nobody else is blamed", async () => {
  const [pair] = pairs;
  if (pair === undefined) throw new Error("There is no pair.");
  const program = (changed: Props = {}): Program => ({ parent: parentOf(pair, changed), child: childOf(pair) });
  const beyond = ["display_name", "is_default"];
  const own = new Engine(sim, { omitFields: { SubReseller: beyond.map((name) => `addresses.${name}`) } });
  const shown = () => beyond.map((name) => living(pair)[0]?.[name]);
  await own.up(program());
  const before = shown();
  expect(before).toEqual(["Billing Address", true]);
  expect(await own.up(program(change(pair)))).toEqual({ parent: "update", child: "update" });
  expect(shown()).toEqual(before);
  expect(await own.up(program(change(pair)))).toEqual({ parent: "same", child: "same" });
  const requests = sim.requests.length;
  sim.switches.unknownFields = "ignored";
  await own.up(program());
  const sent = sim.requests.slice(requests).filter(({ path }) => path.includes("reseller-address"));
  expect(sent.map(({ method }) => method)).toEqual(["GET"]);
});

describe.each(pairs.filter(({ list }) => list !== undefined))("$name, declared in both ways", (pair) => {
  const list = pair.list ?? "";
  const declared = (): Props => {
    const entries: Readonly<Record<string, unknown>> = {
      addresses: [{ streetOne: "1 Example Street", city: "Exampleton", zip: "EX4M PL3", countryCode: "GB" }],
      users: { clerk: { email: "clerk@example.com", roleId: 1, password: "a-password-of-the-clerk" } },
    };
    return { [list]: entries[list] };
  };
  const says = (message: string) => {
    expect(message).toContain(`Declare them in one way: all by ${list} of SubReseller "parent", or each as a ${pair.child}`);
    for (const name of [`SubReseller "parent"`, `${pair.child} "child"`]) expect(message).toContain(name);
  };

  it.each(orders)("are refused by a preview, which names both: %s", async (_order, ordered) => {
    await engine.up({ parent: parentOf(pair) });
    const uuid = engine.recorded("parent").id;
    const both = { parent: parentOf(pair, declared()), child: childOf(pair, uuid) };
    const requests = sim.requests.length;
    const { message } = await failure(engine.preview(ordered(both)));
    says(message);
    expect(sim.requests).toHaveLength(requests);
  });

  it("are refused before the child is made, if the customer is made in the same run", async () => {
    const error = await failure(engine.up({ parent: parentOf(pair, declared()), child: childOf(pair) }));
    expect(error).toBeInstanceOf(Refused);
    says(error.message);
    expect(living(pair)).toHaveLength(1);
    expect(sim.requests.filter(({ method, path }) => method === "POST" && path !== "/account/reseller")).toEqual([]);
  });

  it("are refused before a customer that is adopted gets a PUT", async () => {
    sim.portal.addCustomer({ uuid: acme, name: "acme-ltd", contact_name: "Acme Ltd", phone: "+441632960001" });
    const both = { child: childOf(pair, acme), parent: parentOf(pair, { ...declared(), adopt: { uuid: acme, overwrite: true } }) };
    const { errors } = await engine.tryUp(both);
    says(errors["parent"]?.message ?? "");
    expect(sim.requests.filter(({ method }) => method === "PUT")).toEqual([]);
  });

  it("go over from a resource of their own to the list without being lost", async () => {
    await engine.up({ parent: parentOf(pair), child: childOf(pair) });
    const { id } = engine.recorded("child");
    const shown = living(pair)[0] ?? {};
    const same: Readonly<Record<string, unknown>> = {
      addresses: [{ streetOne: shown["street_one"], city: shown["city"], zip: shown["zip"], countryCode: shown["country_code"] }],
      users: { [String(shown["name"])]: { email: shown["email"], roleId: shown["role_id"], password: shown["password"] } },
    };
    await engine.up({ parent: parentOf(pair, { [list]: same[list] }) });
    expect(living(pair).map(({ uuid }) => uuid)).toEqual([id]);
    expect(sim.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
    expect([...engine.state.keys()]).toEqual(["parent"]);
  });

  it("go away with their resource if the list does not show them", async () => {
    Object.assign(sim.switches, { customerLists: "separate" } satisfies Partial<Switches>);
    await engine.up({ parent: parentOf(pair), child: childOf(pair) });
    await engine.up({ parent: parentOf(pair, declared()) });
    expect(sim.state.objects.size).toBe(0);
  });
});
