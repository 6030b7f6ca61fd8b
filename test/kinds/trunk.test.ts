import { failure, onStage, type Stage } from "../support/lifecycle";
import type { JsonObject, Switches } from "../../provider/simulator/index";
import { trunk } from "./trunk";

const byAddress = { type: "ip", ip: "198.51.100.7" };
const byPassword = { type: "credentials", username: "pbx", password: "sentinel-4711" };

/** The logins in the body of the PUT for another port. */
async function loginsSent(stage: Stage, passwordsShown: Switches["passwordsShown"]): Promise<unknown> {
  await stage.up();
  for (const login of [byAddress, byPassword]) stage.sim.portal.addObject("trunkAuth", { trunk: stage.it.id, ...login }, "acme-ltd");
  stage.sim.switches.passwordsShown = passwordsShown;
  const requests = await stage.requests(() => stage.up({ port: 5061 }));
  expect(requests.at(-1)?.method).toBe("PUT");
  return (requests.at(-1)?.body as JsonObject)["auth"];
}

it("a trunk sends its logins back as they live, each with its uuid", () =>
  onStage(trunk, async (stage) => {
    const uuid = expect.any(String) as string;
    expect(await loginsSent(stage, "clear")).toMatchObject([
      { ...byAddress, uuid },
      { ...byPassword, uuid },
    ]);
    expect(await stage.engine.refresh()).toEqual({ it: "same" });
    expect(JSON.stringify([...stage.engine.state.values()])).not.toContain("sentinel-4711");
  }));

it("a trunk sends a login's password of hex digits back, which the API shows in clear and is no digest", () =>
  onStage(trunk, async (stage) => {
    await stage.up();
    const password = "9f86d081884c7d659a2feaa0c55ad015";
    stage.sim.portal.addObject("trunkAuth", { trunk: stage.it.id, ...byPassword, password }, "acme-ltd");
    const requests = await stage.requests(() => stage.up({ port: 5061 }));
    expect(requests.at(-1)?.body).toMatchObject({ auth: [{ username: "pbx", password }] });
  }));

it.each(["masked", "absent"] as const)("a trunk never sends back what stands in the place of a login's password: %s", (position) =>
  onStage(trunk, async (stage) => {
    const sent = (await loginsSent(stage, position)) as JsonObject[];
    expect(sent).toMatchObject([byAddress, { type: "credentials", username: "pbx" }]);
    for (const login of sent) expect(Object.keys(login)).not.toContain("password");
  }),
);

it("a trunk whose PUT is refused names the passwords that it is without, and whose they are", () =>
  onStage(trunk, async (stage) => {
    await stage.up();
    stage.sim.portal.addObject("trunkAuth", { trunk: stage.it.id, ...byPassword }, "acme-ltd");
    stage.sim.switches.passwordsShown = "masked";
    stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status: 400 } });
    const { message } = await failure(stage.up({ port: 5061 }));
    expect(message).toContain(
      "The body had no auth.*.password of some of them, because no answer shows it: a TrunkAuthentication has its own",
    );
    stage.sim.switches.passwordsShown = "clear";
    stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status: 400 } });
    expect((await failure(stage.up({ port: 5061 }))).message).not.toContain("auth.*");
  }));

it("a trunk whose creation ends in a 500 says what an account has to look at", () =>
  onStage(trunk, async (stage) => {
    stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "status", status: 500 }, applied: false });
    const { message } = await failure(stage.up());
    expect(message).toContain(
      "An account with negative credit has answered the creation of a trunk by 500: look at the account's balance.",
    );
  }));
