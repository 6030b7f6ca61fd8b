import type { JsonObject } from "../../provider/simulator/index";
import { failure, onStage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";
import { mailbox } from "./mailbox";
import { resellerUser } from "./resellerUser";
import { sipUser } from "./sipUser";
import { trunk } from "./trunk";

interface Doubt {
  readonly scenario: Scenario;
  readonly change: JsonObject;
  /** What lives of the doubtful fields. */
  readonly living: JsonObject;
  /** What the error says of leaving them out. */
  readonly losing?: string;
}

const doubts: Record<string, Doubt> = {
  "a SIP user": {
    scenario: sipUser,
    change: { displayName: "Bo" },
    living: { user_name: "k3j4h5g6f7d8s9a0q1w2", linked_emails: ["anna@example.com"] },
    losing: "Without user_name the API may make another one, with which telephones would have to register anew",
  },
  "a login": {
    scenario: resellerUser,
    change: { contactFirstName: "Bo" },
    living: { user_name: "u-4711", user_email: "billing@example.com", status_id: 1, timezone: "Europe/London", is_store_user: true },
  },
  "a trunk": {
    scenario: trunk,
    change: { port: 5061 },
    living: { auth: [{ type: "ip", ip: "198.51.100.7" }] },
    losing: "Without auth the trunk's logins may be taken away: note them before, and look at them after the update.",
  },
  "a mailbox": {
    scenario: mailbox,
    change: { name: "Support" },
    living: { email_recipients: [{ uuid: "00000000-0000-4000-8000-0000000000aa" }] },
    losing: "Without email_recipients those who get messages by email may be taken away: note them before",
  },
};

describe.each(Object.entries(doubts))("%s whose PUT is refused with 400", (_what, { scenario, change, living, losing }) => {
  it("is told which fields perhaps no body may have, what may be lost without them, and the setting, which leaves them out", () =>
    onStage(scenario, async (stage) => {
      await stage.up();
      const { auth, ...plain } = living;
      if (auth !== undefined) stage.sim.portal.addObject("trunkAuth", { trunk: stage.it.id, type: "ip", ip: "198.51.100.7" }, "acme-ltd");
      stage.edit((record) => Object.assign(record, structuredClone(plain)));
      stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status: 400 } });
      const { message } = await failure(stage.up(change));
      const [, named, setting] =
        /because it shows that: (.*)\. If it refuses them, leave them out by yay:omitFields = (\{.*\})\./.exec(message) ?? [];
      const names = String(named).split(", ");
      expect(names).toEqual(expect.arrayContaining(Object.keys(living)));
      if (losing !== undefined) expect(message).toContain(losing);
      const omitFields = JSON.parse(String(setting)) as Record<string, string[]>;
      expect(omitFields).toEqual({ [scenario.kind]: names });
      const before = stage.sim.requests.length;
      expect(await stage.engine.with({ omitFields }).up(stage.program(change))).toEqual({ it: "update" });
      const put = stage.sim.requests.slice(before).find(({ method }) => method === "PUT");
      for (const name of names) expect(put?.body).not.toHaveProperty(name);
    }));

  it("is told nothing of them after another refusal, nor of what is lost where there is none", () =>
    onStage(scenario, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status: 403 } });
      const { message } = await failure(stage.up(change));
      expect(message).not.toContain("yay:omitFields");
      if (losing === undefined) return;
      expect(message).not.toContain(losing);
      stage.edit((record) =>
        Object.assign(record, Object.fromEntries(Object.keys(living).map((name) => [name, name === "user_name" ? "" : []]))),
      );
      stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status: 400 } });
      const recorded = stage.it;
      stage.engine.state.set("it", {
        ...recorded,
        outputs: { ...recorded.outputs, ...("userName" in recorded.outputs && { userName: "" }) },
      });
      expect((await failure(stage.up(change))).message).not.toContain(losing);
    }));
});
