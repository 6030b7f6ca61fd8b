import type { JsonObject } from "../../../provider/simulator/index";
import { failure, onStage } from "../lifecycle";
import { hasTwins, hasSecrets, isPathOf, lifecycleOf, type Scenario } from "../scenario";
import { driftBeside, type On } from "./shared";

const secret = "sentinel-4711-secret";

const UUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

export function secrets(scenario: Scenario, on: On): void {
  const { withSecret, neighbourSecret } = scenario;
  it("has a way to set each secret of its scenario where the kind has any (T17)", () => {
    expect(withSecret !== undefined).toBe(hasSecrets(scenario));
    expect(JSON.stringify(withSecret?.(scenario.inputs, secret) ?? secret)).toContain(secret);
  });
  if (withSecret !== undefined) ownSecrets(scenario, withSecret, on);

  it("shows no secret of the program, of the account or of the API in any error (T16)", () =>
    onStage(
      scenario,
      async (stage) => {
        await stage.up();
        stage.edit(scenario.neighbour);
        stage.edit((record) => leak(scenario, record));
        const [argument = ""] = Object.keys(scenario.changes);
        const inputs = withSecret?.(scenario.inputs, "4096") ?? { ...scenario.inputs, [argument]: scenario.changes[argument] };
        const echoing = (method: string) =>
          stage.sim.faults.add({
            times: 0,
            match: { method },
            effect: {
              kind: "custom",
              status: 400,
              text: JSON.stringify({ result: { ...stage.live(), pin: "4096", password: secret }, status_code: 400 }),
            },
          });
        for (const method of ["PUT", "GET"]) {
          const echo = echoing(method);
          await failure(stage.up(inputs));
          if (method === "GET") await failure(stage.engine.refresh());
          echo.remove();
        }
        echoing("POST");
        stage.edit(driftBeside(stage, withSecret === undefined ? argument : ""));
        await failure(stage.up(inputs));
        const adopt = hasTwins(scenario.kind) ? stage.it.id : true;
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        await failure(stage.up({ ...inputs, adopt }));
        if (!hasTwins(scenario.kind) && lifecycleOf(scenario.kind) !== "singleton") await failure(stage.up(inputs));
        const all = stage.engine.printed.join("\n").replace(UUIDS, "a uuid may hold any digits");
        expect(stage.engine.printed.length).toBeGreaterThan(4);
        const hiddens = [secret, "4096", stage.sim.credentials.password, ...(neighbourSecret === undefined ? [] : [neighbourSecret.text])];
        for (const hidden of hiddens) expect(all).not.toContain(hidden);
      },
      { credentials: { reseller: "reseller", user: "user", password: "account-sentinel" } },
    ));

  it(
    "keeps secrets of the API that the program did not declare out of the state (T16)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      stage.edit((record) => leak(scenario, record));
      await stage.engine.refresh();
      await stage.up(scenario.changes);
      const stored = JSON.stringify([...stage.engine.state.values()]);
      for (const hidden of [secret, ...(neighbourSecret === undefined ? [] : [neighbourSecret.text])]) expect(stored).not.toContain(hidden);
    }),
  );
}

/** Of kinds with secrets among their arguments. */
function ownSecrets(scenario: Scenario, withSecret: NonNullable<Scenario["withSecret"]>, on: On): void {
  it(
    "detects a changed secret although its value arrives in clear, and sends the new one (T17)",
    on(async (stage) => {
      await stage.up();
      const change = withSecret(stage.scenario.inputs, "9876");
      expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "update" });
      const requests = await stage.requests(() => stage.up(change));
      expect(JSON.stringify(requests.at(-1)?.body)).toContain("9876");
      expect(JSON.stringify(stage.live())).toContain("9876");
    }),
  );

  it("hides a secret of the state in an answer in prose to a request that does not hold it (T16)", () =>
    onStage({ ...scenario, inputs: withSecret(scenario.inputs, "4096") }, async (stage) => {
      await stage.up();
      expect(JSON.stringify(stage.live())).toContain("4096");
      const text = JSON.stringify({ result: "The words 4096 are worn out.", status_code: 400 });
      const match = { method: "GET", where: ({ path }: { path: string }) => isPathOf(scenario.kind, path) };
      stage.sim.faults.add({ times: 0, match, effect: { kind: "custom", status: 400, text } });
      expect((await failure(stage.engine.refresh())).message).toContain("are worn out");
      expect(stage.engine.printed.join("\n").replace(UUIDS, "a uuid")).not.toContain("4096");
    }));
}

function leak({ neighbourSecret }: Scenario, record: JsonObject): void {
  record["api_token"] = secret;
  neighbourSecret?.put(record, secret);
}
