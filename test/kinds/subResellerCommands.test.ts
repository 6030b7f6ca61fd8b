import { Client } from "../../provider/client/index";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { Run } from "../../provider/lifecycle/run/run";
import { subReseller } from "../../provider/kinds/subReseller/subReseller";
import { readSettings } from "../../provider/settings/settings";
import { type JsonObject, type Simulator, startSimulator } from "../../provider/simulator/index";

const seed = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:SubReseller::acme";
const uuid = "77770000-0000-4000-8000-000000000001";
const base = { seed, name: "acme", contactName: "Acme", users: { boss: { email: "b@acme.example", roleId: 1, password: "hidden" } } };

describe("lock and international calls", () => {
  let simulator: Simulator;
  let env: Record<string, string>;
  const handler = (more: Record<string, string> = {}) => {
    const settings = readSettings(() => undefined, { ...env, ...more });
    return fullObject(subReseller, () => new Run(new Client(settings), settings));
  };
  const commands = () =>
    simulator.requests
      .filter(({ path }) => /lock$|allowed$/.test(path))
      .map(({ path, body }) => ({ command: path.split("/").at(-1), body: body as Record<string, unknown> }));

  beforeEach(async () => {
    simulator = await startSimulator({ switches: { passwordsShown: "absent" } });
    const { reseller, user, password } = simulator.credentials;
    env = { YAY_BASE_URL: simulator.url, YAY_RESELLER: reseller, YAY_USER: user, YAY_PASSWORD: password };
  });
  afterEach(() => simulator.close());

  it("are never touched where the program does not declare them", async () => {
    const { id, outs } = await handler().create(base);
    await handler().update(id, outs, { ...base, phone: "+441632960000" });
    expect(commands()).toEqual([]);
  });

  it("are sent with the whole live object, without balance, when they differ from what was sent last", async () => {
    const wish = { ...base, locked: true, internationalCallsAllowed: false };
    const { id, outs } = await handler().create(wish);
    expect(commands().map(({ command }) => command)).toEqual(["lock", "international-calls-allowed"]);
    expect(commands()[1]?.body).toMatchObject({ name: "acme", contact_name: "Acme", international_calls_allowed: false });
    expect(commands()[0]?.body).not.toHaveProperty("international_calls_allowed");
    for (const { body } of commands()) expect(body).not.toHaveProperty("balance");
    expect(simulator.state.customers.get(id)).toMatchObject({ locked: true, internationalCallsAllowed: false });
    expect(await handler().diff(id, outs, wish)).toMatchObject({ changes: false });

    const { outs: unlocked } = await handler().update(id, outs, { ...wish, locked: false });
    expect(commands().map(({ command }) => command)).toEqual(["lock", "international-calls-allowed", "unlock"]);
    expect(simulator.requests.filter(({ method, path }) => method === "PUT" && path === `/account/reseller/${id}`)).toEqual([]);
    expect(unlocked).toMatchObject({ locked: false, internationalCallsAllowed: false });
    expect(simulator.violations).toEqual([]);
  });

  it("have each the object as the one before has left it, so that a lock which is shown is not undone", async () => {
    const { id } = await handler().create(base);
    const show = (isLocked: boolean) => (simulator.state.customers.get(id)!.record["is_locked"] = isLocked);
    show(false);
    simulator.faults.add({ match: { path: "/account/reseller/*/lock", where: () => show(true) } });
    const adopted = { ...base, adopt: { uuid: id, overwrite: true }, locked: true, internationalCallsAllowed: true };
    await handler().create(adopted);
    expect(commands().map(({ command, body }) => [command, body["is_locked"]])).toEqual([
      ["lock", false],
      ["international-calls-allowed", true],
    ]);
  });

  const hidden = { timezone: "Europe/London", notes: "set in the portal", billing: { day: 3 }, tags: ["gold"] };
  const partial = (more: object) => {
    const shown = { name: "acme", contact_name: "Acme PLC", users: [{ name: "boss", email: "b@acme.example", role_id: 1 }], ...more };
    return { kind: "custom", text: JSON.stringify({ result: shown, status_code: 200, status_message: "OK" }) } as const;
  };

  it.each(["update", "adoption"])("have the object as it lives where the PUT before was answered by a part of it: %s", async (way) => {
    const { id, outs } = await handler().create(base);
    simulator.portal.edit(id, (record) => {
      Object.assign(record, hidden);
      (record["users"] as JsonObject[]).push({ uuid, name: "portal", email: "p@acme.example", role_id: 1 });
    });
    const wish = { ...base, contactName: "Acme PLC", locked: true, internationalCallsAllowed: true };
    simulator.faults.add({ match: { method: "PUT", path: "/account/reseller/*" }, applied: true, effect: partial({}) });
    if (way === "update") await handler().update(id, outs, wish);
    else await handler().create({ ...wish, adopt: { uuid: id, overwrite: true } });
    expect(commands().map(({ command }) => command)).toEqual(["lock", "international-calls-allowed"]);
    for (const { body } of commands()) {
      expect(body).toMatchObject(hidden);
      expect(body["users"]).toMatchObject([{ name: "boss" }, { name: "portal" }]);
    }
  });

  it("have the new object as it lives, whatever the answer to the POST has shown of it", async () => {
    const from = simulator.requests.length;
    await handler().create({ ...base, locked: true });
    expect(simulator.requests.slice(from).map(({ method }) => method)).toEqual(["GET", "POST", "GET", "PUT"]);
  });

  it("cost one GET each at most, and none for the first where the object was just read", async () => {
    const { id, outs } = await handler().create(base);
    const from = simulator.requests.length;
    const { outs: locked } = await handler().update(id, outs, { ...base, locked: true });
    await handler().update(id, locked, { ...base, contactName: "Acme PLC", locked: false });
    const sent = simulator.requests.slice(from).map(({ method, path }) => `${method} ${path.replace(id, "")}`);
    expect(sent).toEqual([
      ...["GET /account/reseller/", "PUT /account/reseller//lock"],
      ...["GET /account/reseller/", "PUT /account/reseller/", "GET /account/reseller/", "PUT /account/reseller//unlock"],
    ]);
  });

  it("use the field that the settings name", async () => {
    await handler({ YAY_INTERNATIONAL_CALLS_FIELD: "abroad" }).create({ ...base, internationalCallsAllowed: true });
    expect(commands()[0]?.body).toMatchObject({ abroad: true });
  });

  it("that fail are left out of the record, and sent by the next up without making the customer again", async () => {
    simulator.faults.add({ match: { path: "/account/reseller/*/lock" }, effect: { kind: "status", status: 400 } });
    const wish = { ...base, locked: true, internationalCallsAllowed: true };
    const failure = await handler()
      .create(wish)
      .then(
        () => undefined,
        (error: unknown) => error as { id: string; properties: Record<string, unknown>; reasons: string[] },
      );
    expect(failure?.reasons.join()).toContain("locked could not be sent");
    expect(failure?.properties).not.toHaveProperty("locked");
    expect(failure?.properties).not.toHaveProperty("internationalCallsAllowed");
    const { outs } = await handler().update(failure!.id, failure!.properties, wish);
    expect(outs).toMatchObject({ locked: true, internationalCallsAllowed: true });
    expect(commands().map(({ command }) => command)).toEqual(["lock", "lock", "international-calls-allowed"]);
    expect(simulator.state.customers.size).toBe(1);
  });
});
