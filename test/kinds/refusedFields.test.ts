import { failure, onStage } from "../support/lifecycle";
import { missedCallNotification } from "./missedCallNotification";
import { queueGroup } from "./queueGroup";
import { sipUser } from "./sipUser";
import { trunkAuthentication } from "./trunkAuthentication";

const refused = (status: number) => ({ match: { method: "POST" }, effect: { kind: "status", status } }) as const;

describe("a creation that the API refuses, of a kind of which nobody knows what is required", () => {
  it("says of a queue group what the program has left out, and who says that it is needed", () =>
    onStage(queueGroup, async (stage) => {
      const inputs = Object.fromEntries(Object.keys(queueGroup.inputs).map((name) => [name, undefined]));
      const { customer, name } = queueGroup.inputs;
      stage.sim.faults.add(refused(400));
      const { message } = await failure(stage.up({ ...inputs, customer, name, ringTimeout: 15 }));
      expect(message).toContain(
        "That a queue group needs its name alone is a guess: a known client sends every field and says that all are required.",
      );
      expect(message).toContain(
        "If that is why, write what this one leaves out: members, strategy, ringProgressively, answerWait, noAnswerWait, rejectWait, maxNoAnswer, duration.",
      );
    }));

  it("lets a queue group live as soon as it has what an API demands that wants all", () =>
    onStage(
      queueGroup,
      async (stage) => {
        const error = await failure(stage.up({ duration: undefined }));
        expect(error.message).toContain("If that is why, write what this one leaves out: duration.");
        expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
        expect(await stage.up()).toBe("create");
      },
      { switches: { queueGroupFields: "all" } },
    ));

  it("says of a queue group that has every field nothing of fields, and of another refusal neither", () =>
    onStage(queueGroup, async (stage) => {
      stage.sim.faults.add(refused(400));
      const whole = { members: [], ringTimeout: 1, ringProgressively: 1, answerWait: 1, noAnswerWait: 1, rejectWait: 1, maxNoAnswer: 1 };
      const { message } = await failure(stage.up({ ...whole, strategy: "ringall", duration: 1 }));
      stage.sim.faults.add(refused(403));
      const forbidden = await failure(stage.up({ strategy: undefined }));
      for (const text of [message, forbidden.message]) expect(text).not.toContain("is a guess: a known client");
    }));

  it.each([
    [{}, "displayName and userPassword (or rotate, which makes one)"],
    [{ displayName: "Bo" }, "userPassword (or rotate, which makes one)"],
    [{ rotate: "2026-01" }, "displayName"],
    [{ userPassword: "a-password-of-bo" }, "displayName"],
  ])("says of a SIP user with %j beside its extension what it may lack, beside the bundle and the balance", (given, lacking) =>
    onStage(sipUser, async (stage) => {
      stage.sim.faults.add(refused(400));
      const { message } = await failure(stage.up({ displayName: undefined, userPassword: undefined, ...given }));
      expect(message).toContain("A customer needs a VoIP bundle before a SIP user can be made");
      expect(message).toContain(
        `That a SIP user needs its extension alone is a guess, too: no page says what is required. If that is why, write ${lacking}.`,
      );
    }),
  );

  it("says of a SIP user that has both, or is refused with a 409, nothing of fields", () =>
    onStage(sipUser, async (stage) => {
      stage.sim.faults.add(refused(400));
      const whole = await failure(stage.up({ displayName: "Bo", userPassword: "a-password-of-bo" }));
      stage.sim.faults.add(refused(409));
      const conflict = await failure(stage.up({ displayName: undefined, userPassword: undefined }));
      for (const { message } of [whole, conflict]) {
        expect(message).toContain("A customer needs a VoIP bundle");
        expect(message).not.toContain("needs its extension alone is a guess");
      }
    }));

  it("says of a notification without a number and a user that it may need one", () =>
    onStage(missedCallNotification, async (stage) => {
      stage.sim.faults.add(refused(400));
      const { message } = await failure(stage.up({ voipNumberUuid: undefined, voipUserUuid: undefined }));
      expect(message).toContain(
        "That a notification needs neither the number nor the user that was called is a guess: no page says what is required. If that is why, write voipNumberUuid or voipUserUuid.",
      );
      stage.sim.faults.add(refused(400));
      expect((await failure(stage.up({ voipNumberUuid: undefined }))).message).not.toContain("is a guess: no page says");
    }));

  it.each([
    [{ type: "ip", ip: undefined, username: undefined, password: undefined }, "ip"],
    [{ type: "login", ip: undefined, username: "office", password: undefined }, "password"],
    [{ type: "login", ip: undefined, username: undefined, password: undefined }, "username and password"],
  ])("says of a login of a trunk what its type seems to need: %j", (change, lacking) =>
    onStage(trunkAuthentication, async (stage) => {
      stage.sim.faults.add(refused(400));
      const { message } = await failure(stage.up(change));
      expect(message).toContain("Which fields a login needs is a guess");
      expect(message).toContain(`write ${lacking}.`);
    }),
  );
});
