import { AccountReader } from "../../provider/account";
import { NotFoundError, SelectorError, YayError } from "../../provider/client";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";

let simulator: Simulator;
let acme: string;
let main: string;
let night: string;

beforeAll(async () => {
  simulator = await startSimulator();
  acme = simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" }).uuid;
  main = simulator.portal.addObject("callerId", { cli_display: "+441632960123", cli_name: "Main" }, "acme").uuid;
  night = simulator.portal.addObject("callerId", { cli_display: "+441632960124" }, "acme").uuid;
  simulator.portal.addObject("callerId", { cli_display: "+441632960124" });
});
afterAll(() => simulator.close());

const reader = () => new AccountReader(() => undefined, settingsFor(simulator));
const failureOf = async (look: Promise<unknown>): Promise<YayError> => {
  const error: unknown = await look.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!YayError.is(error)) throw new Error("It did not fail as it should.", { cause: error });
  return error;
};

describe("the caller IDs", () => {
  it("are those of the customer, with what they show", async () => {
    expect(await reader().callerIds(acme)).toMatchObject([
      { uuid: main, display: "+441632960123", name: "Main", fields: { cli_display: "+441632960123" } },
      { uuid: night, display: "+441632960124" },
    ]);
    expect(await reader().callerIds()).toHaveLength(1);
  });

  it("are found one by one, by uuid and by the number, however that is written", async () => {
    expect(await reader().callerId({ uuid: night.toUpperCase(), customer: acme })).toMatchObject({ uuid: night });
    for (const display of ["+441632960123", "+44 1632 960123", "+44 (1632) 960-123", "441632960123", "01632 960123"])
      expect(await reader().callerId({ display, customer: acme })).toMatchObject({ uuid: main });
  });

  it.each(["441632960150", "01632 960150", "+44 (0)1632 960150"])(
    "are found by a number in E.164 where the API shows %s",
    async (shown) => {
      const { uuid } = simulator.portal.addObject("callerId", { cli_display: shown }, "acme");
      expect(await reader().callerId({ display: "+441632960150", customer: acme })).toMatchObject({ uuid });
      simulator.portal.remove(uuid);
    },
  );

  it("say what there is where none is meant, and name those that could be", async () => {
    const none = await failureOf(reader().callerId({ display: "+441632960199", customer: acme }));
    expect(none.constructor).toBe(NotFoundError);
    expect(none.message).toBe(
      `Cannot look up CallerId "+441632960199": the account shows 2, and none is like that.\n  ${main} +441632960123\n  ${night} +441632960124`,
    );
    const twin = simulator.portal.addObject("callerId", { cli_display: "+441632960123" }, "acme").uuid;
    const several = await failureOf(reader().callerId({ display: "+441632960123", customer: acme }));
    simulator.portal.remove(twin);
    expect(several.constructor).toBe(SelectorError);
    for (const uuid of [main, twin]) expect(several.message).toContain(`\n  ${uuid} +441632960123`);
  });

  it("are not looked for by nothing", async () => {
    const before = simulator.requests.length;
    for (const by of [{ display: "" }, { uuid: undefined }, { display: "x", customer: "" }]) {
      const error = await failureOf(reader().callerId({ ...by } as { display: string }));
      expect(error.constructor).toBe(SelectorError);
    }
    expect(simulator.requests.length).toBe(before);
  });
});

describe("what can only be listed", () => {
  it.each([
    ["emergencyAddress", (account: AccountReader) => account.emergencyAddresses(acme)],
    ["document", (account: AccountReader) => account.documents(acme)],
    ["speedDial", (account: AccountReader) => account.speedDials(acme)],
    ["device", (account: AccountReader) => account.devices(acme)],
  ] as const)("comes as the API shows it, its secrets hidden: %s", async (kind, look) => {
    const shown = { colour: "green", nested: { list: [1] }, admin_password: "sentinel-4711" };
    const { uuid } = simulator.portal.addObject(kind, shown, "acme");
    const [found, ...more] = await look(reader());
    expect(more).toEqual([]);
    expect(found).toMatchObject({ uuid, fields: { uuid, colour: "green", nested: { list: [1] } } });
    expect(JSON.stringify(found)).not.toContain("sentinel-4711");
  });

  it("says of users whether they are free, under the uuid of the user", async () => {
    const { uuid } = simulator.portal.addObject("userStatus", { status: "open" }, "acme");
    expect(await reader().userStatuses(acme)).toMatchObject([{ uuid, status: "open" }]);
  });

  it("is looked for in the account of a customer who lives", async () => {
    expect((await failureOf(reader().documents("0a7c9999-9999-4999-8999-999999999999"))).constructor).toBe(NotFoundError);
    expect((await failureOf(reader().speedDials("acme"))).constructor).toBe(SelectorError);
  });
});

it.each([
  ["CallFlow", 501],
  ["SipUser", 1001],
  ["HuntGroup", 601],
  ["MailboxMenu", 701],
] as const)("a free extension is asked for where it is for a %s", async (of, extension) => {
  expect(await reader().nextExtension(acme, of)).toBe(extension);
});
