import { startSimulator } from "../../provider/simulator/index";
import { settingsFor } from "../support/engine";
import { Desk, yay } from "./support";

const desk = new Desk();

// The list of customers tells by which name to act for one.
it("yay drift --state reads a list of a kind, and no user alone whose password an import has not brought, and no names if nothing has drifted", async () => {
  const simulator = await startSimulator({ switches: { passwordsShown: "absent" } });
  const acme = String(simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" }).record["uuid"]);
  const type = "pulumi-nodejs:dynamic/yay:SipUser";
  const resources = ["Anna", "Ben", "Cara"].map((displayName, index) => {
    const extension = 1001 + index;
    const { uuid: id } = simulator.portal.addObject("user", { display_name: displayName, extension }, "acme");
    const inputs = { customer: acme, displayName, extension, seed: `seed-${index}` };
    return {
      urn: `urn:pulumi:dev::proj::${type}::u${index}`,
      type,
      id,
      custom: true,
      inputs,
      outputs: { ...inputs, assigned: ["userPassword"] },
    };
  });
  const state = await desk.put("state.json", { version: 3, deployment: { resources } });
  const from = simulator.requests.length;
  const { code, out, err } = await yay(["drift", "--state", state], { env: settingsFor(simulator) });
  expect({ code, out, err }).toEqual({ code: 0, out: "No drift: 3 objects of 1 stack are as the code says.\n", err: "" });
  expect(simulator.requests.slice(from).map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /account/reseller",
    "GET /voip/user",
  ]);
  await simulator.close();
});
