import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import type { Json } from "../../provider/client";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { scenarios } from "../kinds/index";
import { envelope, failure, type Seen, uuid } from "../client/support";
import { runUnder } from "../support/apiRun";
import { onStage } from "../support/lifecycle";

jest.setTimeout(60_000);

const seed = (kind: Kind) => ({ seed: `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:${kind}::it`, __provider: "x" });

const nameIn = ({ name }: Record<string, Json>) => (name === undefined ? {} : { name });

interface Answers {
  /** What a POST is answered with; what it left out is no part of it. */
  readonly made?: Record<string, Json>;
  readonly read: Record<string, Json>;
}

/** The handler of a kind, against an API whose answers show this of its one object, which each PUT lays over it. */
async function against(kind: Kind, { made = {}, read }: Answers): Promise<{ handler: Handler; puts: () => Json[] }> {
  let shown: Record<string, Json> = { uuid, ...read };
  const bodyOf = ({ body }: Seen) => JSON.parse(body) as Record<string, Json>;
  const answer = (request: Seen) => {
    if (request.method === "POST") return envelope(201, { uuid, ...made });
    if (request.method === "PUT") shown = { ...bodyOf(request), ...shown, ...nameIn(bodyOf(request)) };
    return envelope(200, request.path.endsWith(uuid) ? shown : []);
  };
  const { run, seen } = await runUnder(answer, {}, { maxPurchasesPerRun: { SipUser: 1 } });
  const puts = () => seen.filter(({ method }) => method === "PUT").map(bodyOf);
  return { handler: fullObject(registry[kind], () => run), puts };
}

describe("what an answer hides", () => {
  it("is recorded of the answer to the creation, if that showed it and the next one does not", async () => {
    const { handler } = await against("SipUser", {
      made: { extension: 1001, user_name: "u1001", user_password: "made-by-the-api" },
      read: { extension: 1001, display_name: "Anna", user_name: null, user_password: "********" },
    });
    const { outs } = await handler.create({ extension: 1001, displayName: "Anna", ...seed("SipUser") });
    expect(outs).toMatchObject({ userName: "u1001", userPassword: "made-by-the-api", assigned: ["userPassword"] });
  });

  it("goes back with a PUT as the state has it: an output of which the answer says null", async () => {
    const { handler, puts } = await against("SipUser", {
      read: { extension: 1001, display_name: "Anna", user_name: null, user_password: "p" },
    });
    const olds = {
      extension: 1001,
      displayName: "Anna",
      userName: "u1001",
      userPassword: "p",
      assigned: ["userPassword"],
      ...seed("SipUser"),
    };
    await handler.update(uuid, olds, { extension: 1001, displayName: "Bo", ...seed("SipUser") });
    expect(puts()).toMatchObject([{ display_name: "Bo", user_name: "u1001", user_password: "p" }]);
  });

  it("goes back with the PUT in which it leaves the program, if the state says that answers do not show it", async () => {
    const { handler, puts } = await against("Mailbox", { read: { name: "Messages" } });
    const olds = { name: "Messages", mailbox: "8001", notShown: ["mailbox"], ...seed("Mailbox") };
    await handler.update(uuid, olds, { name: "Support", ...seed("Mailbox") });
    expect(puts()).toMatchObject([{ name: "Support", mailbox: "8001" }]);
  });

  it("within the entries of a list stops the PUT that would empty them", async () => {
    const { handler, puts } = await against("TimeDiary", { read: { name: "Hours", elements: [{}, {}], exceptions: [] } });
    const olds = { name: "Hours", ...seed("TimeDiary") };
    const { message } = await failure(handler.update(uuid, olds, { name: "Opening hours", ...seed("TimeDiary") }));
    expect(message).toContain("elements: no answer shows what is in its entries, and a PUT of empty ones resets them; write it");
    expect(puts()).toEqual([]);
  });
});

describe("an adoption with overwrite sends what answers hide", () => {
  const taken = async (kind: Kind, read: Record<string, Json>, inputs: Props) => {
    const { handler, puts } = await against(kind, { read });
    await handler.create({ ...inputs, adopt: { uuid, overwrite: true }, ...seed(kind) });
    return puts();
  };

  it("a password", async () => {
    const read = { extension: 1001, user_password: "********" };
    expect(await taken("SipUser", read, { extension: 1001, userPassword: "of-the-program" })).toMatchObject([
      { extension: 1001, user_password: "of-the-program" },
    ]);
  });

  it("whether a bundle renews by itself", async () => {
    const puts = await taken("VoipBundle", {}, { bundleType: 1, autoRenew: false });
    expect(puts).toMatchObject([{ auto_renew: false }]);
  });

  it("and nothing if all is shown and equal", async () => {
    expect(await taken("Department", { name: "Sales" }, { name: "Sales" })).toEqual([]);
  });
});

describe("a password of hexadecimal digits that an answer shows in clear", () => {
  const hex = "9f86d081884c7d659a2feaa0c55ad015";

  it("goes back as it lives, and not as the state has it", () =>
    onStage(scenarios.SipUser, async (stage) => {
      await stage.up({ userPassword: undefined });
      stage.edit((record) => (record["user_password"] = hex));
      await stage.up({ userPassword: undefined, displayName: "Bo" });
      expect(stage.live()).toMatchObject({ user_password: hex, display_name: "Bo" });
    }));

  it("stays that of an adopted user with rotate", () =>
    onStage(scenarios.SipUser, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["user_password"] = hex));
      const { id } = stage.it;
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      const rotated = { userPassword: undefined, rotate: "2026-11", adopt: id };
      await stage.up(rotated);
      await stage.up({ ...rotated, displayName: "Bo" });
      expect(stage.live()).toMatchObject({ user_password: hex, display_name: "Bo" });
    }));
});
