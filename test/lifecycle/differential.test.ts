import fc from "fast-check";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { type JsonObject, type RequestRecord, type Seed, type Simulator, startSimulator } from "../../provider/simulator/index";
import { CREATE_CUSTOMER, CREATE_FLOW, MINIMAL_CUSTOMER, STORE } from "../simulator/documents";
import { documentedBody } from "../support/documentedBodies";
import { inputsOf } from "../support/lifecycleArbitraries";
import { Engine, urnOf } from "../support/lifecycleEngine";
import { acme, emptyFlow, store } from "../support/lifecycleScenarios";

jest.setTimeout(120_000);

const runs = { numRuns: Number(process.env["YAY_TEST_RUNS"] ?? 30), seed: Number(process.env["YAY_TEST_SEED"] ?? 4711) };

const flow = emptyFlow(0);
const seed: Seed = {
  stores: [{ uuid: store }, { uuid: STORE }],
  customers: [{ uuid: acme, name: "acme-ltd", contact_name: "Acme Ltd", objects: { flow: [flow] } }],
};

function without(inputs: Props, names: readonly string[]): Props {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}

/** Arbitrary arguments that name what lives. */
const living: Readonly<Record<Kind, (inputs: Props) => Props>> = {
  SubReseller: ({ storeFront, ...inputs }) => ({
    ...without(inputs, ["locked", "internationalCallsAllowed"]),
    ...(storeFront === undefined ? {} : { storeFront: store }),
  }),
  CallFlow: ({ customer, ...inputs }) => ({ ...inputs, ...(customer === undefined ? {} : { customer: acme }) }),
  CallFlowContent: (inputs) => ({ ...inputs, customer: acme, callFlow: flow["uuid"] }),
};

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed });
});
afterAll(() => simulator.close());

/** What a body says: the order of nested items, and the uuids by which the API knows them, are beside that. */
function said(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(said).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof body !== "object" || body === null) return body;
  const isItem = "street_one" in body || "email" in body;
  const entries = Object.entries(body).filter(([key]) => !(isItem && key === "uuid"));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, said(value)]));
}

/** A blank line of an address is as good as none. */
function withoutBlankLines(body: Props): Props {
  const addresses = body["addresses"] as Props[] | undefined;
  const lines = addresses?.map((address) => Object.fromEntries(Object.entries(address).filter(([, line]) => line !== "")));
  return lines === undefined ? body : { ...body, addresses: lines };
}

function theWrite(kind: Kind): { body: JsonObject; record: RequestRecord } {
  const { collection } = registry[kind].paths;
  const isOwn = ({ method, path }: RequestRecord) => method !== "GET" && new RegExp(`^${collection}(/[0-9a-f-]{36})?$`).test(path);
  const record = simulator.requests.filter(isOwn).at(-1);
  if (record === undefined) throw new Error(`Nothing was written for ${kind}.`);
  return { body: record.body as JsonObject, record };
}

describe.each(Object.keys(registry) as Kind[])("the body that is sent for a %s (T34)", (kind) => {
  const definition: ResourceDefinition = registry[kind];
  const valid = inputsOf(kind)
    .map((inputs) => living[kind](inputs))
    .filter((inputs) => checkInputs(definition, { news: inputs }).length === 0);
  const program = (inputs: Props) => ({ it: { kind, inputs: without(inputs, ["seed"]) } });

  it("of any arguments is what a person would write from the documents, when it is made", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(valid, async (inputs) => {
        simulator.reset();
        await new Engine(simulator).tryUp(program(inputs));
        const { body, record } = theWrite(kind);
        taken += record.status === 200 || record.status === 201 ? 1 : 0;
        expect(body).toEqual(documentedBody[kind]({ ...inputs, seed: urnOf(kind, "it") }, body));
      }),
      runs,
    );
    expect(taken).toBeGreaterThan(runs.numRuns / 4);
  });

  it("of any other arguments is what a person would write over the living object, when it is updated", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(valid, valid, async (before, wanted) => {
        simulator.reset();
        const after = kind === "CallFlow" ? { ...wanted, customer: before["customer"], content: before["content"] } : wanted;
        const next = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined));
        if (checkInputs(definition, { news: next }).length > 0) return;
        const engine = new Engine(simulator);
        const made = await engine.tryUp(program(before));
        if (Object.keys(made.errors).length > 0) return;
        const first = theWrite(kind);
        const { errors } = await engine.tryUp(program(next));
        const second = theWrite(kind);
        if (Object.keys(errors).length > 0 || second.record === first.record) return;
        compared++;
        expect(said(withoutBlankLines(second.body))).toEqual(said(withoutBlankLines(written(kind, next, second.body))));
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(runs.numRuns / 4);
  });
});

/** The documented keys of a body, by kind, at the top and in the items of its lists. */
const bodyKeys: Readonly<Record<Kind, readonly string[]>> = {
  SubReseller: ["name", "contact_name", "phone", "store_front", "addresses", "users"],
  CallFlow: ["name", "extension", "flow", "show_call_route_name", "show_original_caller_id"],
  CallFlowContent: ["name", "extension", "flow", "show_call_route_name", "show_original_caller_id"],
};
const userKeys = ["name", "email", "password", "role_id", "contact_first_name", "contact_last_name"];

function picked(object: Props, keys: readonly string[]): Props {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

/** The object as the last look at it has shown it. */
function shown(kind: Kind): Props {
  const looks = simulator.requests.filter(({ method, path }) => method === "GET" && path.startsWith(`${registry[kind].paths.collection}/`));
  return (looks.at(-1)?.answer as { result: Props }).result;
}

/** A person's PUT: the living object, with what the program says laid over it. */
function written(kind: Kind, next: Props, sent: JsonObject): Props {
  const live = picked(shown(kind), bodyKeys[kind]);
  const wanted = documentedBody[kind]({ ...next, seed: urnOf(kind, "it") }, sent);
  if (kind !== "SubReseller") return { ...live, ...wanted };
  const living = new Map((live["users"] as Props[]).map((user) => [user["name"], picked(user, userKeys)]));
  const users = ((wanted["users"] ?? []) as Props[]).map((user) => ({ ...living.get(user["name"]), ...user }));
  return { ...live, ...wanted, users, addresses: wanted["addresses"] ?? [] };
}

describe("the requests of the vendor's documents (T34)", () => {
  const examples: Readonly<Record<string, { kind: Kind; inputs: Props; body: object }>> = {
    "the least customer": {
      kind: "SubReseller",
      inputs: { name: "my_customer_name", contactName: "Customers Contact Name" },
      body: MINIMAL_CUSTOMER,
    },
    "a customer with all fields": {
      kind: "SubReseller",
      inputs: {
        addresses: [
          {
            city: "Exampleton",
            countryCode: "GB",
            state: "",
            streetOne: "1 Example Street",
            streetThree: "",
            streetTwo: "",
            zip: "EX4M PL3",
          },
        ],
        contactName: "Pete's Plumbing and Electrical",
        name: "Example Sub Reseller",
        phone: "+443301226000",
        storeFront: STORE,
        users: {
          pete_the_plumber: {
            contactFirstName: "Pete",
            contactLastName: "Plumber",
            email: "pete@example.com",
            password: "password",
            roleId: 1,
          },
          store: { email: "store@example.com", password: "password", roleId: 3 },
        },
      },
      body: {
        ...CREATE_CUSTOMER,
        users: [...CREATE_CUSTOMER.users, { email: "store@example.com", name: "store", password: "password", role_id: 3 }],
      },
    },
    "a call flow": {
      kind: "CallFlow",
      inputs: { name: "Call Pete", extension: 501, flow: CREATE_FLOW.flow, showCallRouteName: true, showOriginalCallerId: true },
      body: CREATE_FLOW,
    },
  };

  it.each(Object.entries(examples))("are sent word for word: %s", async (_name, { kind, inputs, body }) => {
    simulator.reset();
    await new Engine(simulator).up({ it: { kind, inputs } });
    expect(theWrite(kind).body).toEqual(body);
  });
});
