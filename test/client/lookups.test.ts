import { AccountReader } from "../../provider/account";
import { GoneError, NotFoundError, SelectorError, UnexpectedAnswerError, YayError } from "../../provider/client";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";

const NOBODY = "0a7c9999-9999-4999-8999-999999999999";
const [START, END] = ["a1b20000-0000-4000-8000-000000000001", "a1b20000-0000-4000-8000-000000000002"];

let simulator: Simulator;
let acme: string;
let flow: string;

beforeAll(async () => {
  simulator = await startSimulator();
  acme = simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" }).uuid;
  const steps = { [START]: { module: "start", next: END }, [END]: { module: "busy" } };
  flow = simulator.portal.addObject("flow", { name: "Main", extension: 502, flow: steps }, "acme").uuid;
});
afterAll(() => simulator.close());

const reader = () => new AccountReader(() => undefined, settingsFor(simulator));
const failureOf = async (look: (reader: AccountReader) => Promise<unknown>): Promise<YayError> => {
  const error: unknown = await look(reader()).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!YayError.is(error)) throw new Error("It did not fail as it should.", { cause: error });
  return error;
};

describe("a look-up of what does not live", () => {
  it.each<[string, (reader: AccountReader) => Promise<unknown>, RegExp]>([
    ["a customer by its uuid", (look) => look.subReseller({ uuid: NOBODY }), /^Cannot look up SubReseller 0a7c\S+: it does not exist\./],
    [
      "a customer by its name",
      (look) => look.subReseller({ name: "Acme" }),
      /^Cannot look up SubReseller "Acme": none of the \d+ customers/,
    ],
    ["a flow of the own account", (look) => look.callFlow({ uuid: NOBODY }), /The own account was asked/],
    ["a customer's flow", (look) => look.callFlow({ uuid: NOBODY, customer: acme }), /belongs to the customer /],
    ["a flow, which a customer has, in the own account", (look) => look.callFlow({ uuid: flow }), /The own account was asked/],
    ["a flow of nobody", (look) => look.callFlow({ uuid: flow, customer: NOBODY }), /Check the customer's uuid\./],
    ["a number for nobody", (look) => look.nextExtension(NOBODY), /Check the customer's uuid\./],
  ])("is one error that says where it looked, for %s", async (_what, look, said) => {
    const error = await failureOf(look);
    expect([error.constructor, error.code]).toEqual([NotFoundError, "YAY_NOT_FOUND"]);
    expect([GoneError.is(error), UnexpectedAnswerError.is(error)]).toEqual([true, false]);
    expect(error.message).toMatch(said);
    expect(error.message).not.toMatch(/proxy|baseUrl/);
  });

  it("keeps what the API has said", async () => {
    const { status, method, path, trackingToken } = await failureOf((look) => look.subReseller({ uuid: NOBODY }));
    expect({ status, method, path }).toEqual({ status: 404, method: "GET", path: `/account/reseller/${NOBODY}` });
    expect([trackingToken]).toEqual(simulator.requests.slice(-1).map((request) => request.trackingToken));
  });

  it("is no such error where the 404 may be a proxy's", async () => {
    const fault = simulator.faults.add({ effect: { kind: "custom", status: 404, text: "<html>Not found</html>" } });
    expect(UnexpectedAnswerError.is(await failureOf((look) => look.subReseller({ uuid: NOBODY })))).toBe(true);
    fault.remove();
  });
});

describe("a selector that names nothing", () => {
  const lacking = [undefined, null, "", "  "] as unknown as string[];

  it.each(lacking)("is refused with its name and without a request: %j", async (value) => {
    const before = simulator.requests.length;
    const looks: [string, (reader: AccountReader) => Promise<unknown>][] = [
      ["a SubReseller: its uuid has no value", (look) => look.subReseller({ uuid: value })],
      ["a SubReseller: its name has no value", (look) => look.subReseller({ name: value })],
      ["a CallFlow: its uuid has no value", (look) => look.callFlow({ uuid: value })],
      ["a CallFlow: its customer has no value; leave it out", (look) => look.callFlow({ uuid: flow, customer: value })],
    ];
    for (const [said, look] of looks) {
      const error = await failureOf(look);
      expect(error.constructor).toBe(SelectorError);
      expect(error.message).toContain(`Cannot look up ${said}`);
    }
    expect(simulator.requests.length).toBe(before);
  });

  it("is refused where it is no uuid, or no selector at all", async () => {
    const wrong = await failureOf((look) => look.subReseller({ uuid: "acme" }));
    expect(wrong.message).toBe('Cannot look up a SubReseller: its uuid is not a uuid, but "acme".\nNothing was sent.');
    expect((await failureOf((look) => look.subReseller({} as { name: string }))).message).toContain("its name has no value");
    expect((await failureOf((look) => look.subReseller(undefined as unknown as { name: string }))).constructor).toBe(SelectorError);
    expect((await failureOf((look) => look.nextExtension("acme"))).message).toContain('its customer is not a uuid, but "acme"');
  });

  it("is told the uuids where several customers have the name", async () => {
    const twins = [acme, NOBODY];
    const result = twins.map((uuid) => ({ uuid, name: "twin" }));
    simulator.faults.add({ effect: { kind: "custom", text: JSON.stringify({ result, status_code: 200 }) } });
    const error = await failureOf((look) => look.subReseller({ name: "twin" }));
    expect(error.code).toBe("YAY_SELECTOR");
    for (const uuid of twins) expect(error.message).toContain(uuid);
  });
});
