import { defineKind } from "../../provider/lifecycle/defineKind";
import { rotation, secret, text } from "../../provider/lifecycle/fields/index";
import { madeSecret } from "../../provider/lifecycle/secrets/rotation";
import { pin, strongPassword } from "../../provider/lifecycle/fields/rotation";
import type { Props } from "../../provider/common/values";
import { mailbox } from "../kinds/mailbox";
import { resellerUser } from "../kinds/resellerUser";
import { trunkAuthentication } from "../kinds/trunkAuthentication";
import { failure, onStage, type Stage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";

const STRONG = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{24}$/;

/** What a kind makes, another argument of it, and whether a refresh shows what somebody else has set. */
const kinds = [
  { scenario: trunkAuthentication, made: STRONG, other: { username: "branch" }, theirs: "set-in-the-portal", isSeen: true },
  { scenario: mailbox, made: /^\d{4}$/, other: { name: "Support" }, theirs: "9182", isSeen: true },
  { scenario: resellerUser, made: STRONG, other: { contactLastName: "Jones" }, theirs: "set-in-the-portal", isSeen: false },
];

/** A program that leaves the secret to the provider. */
const rotating = (scenario: Scenario, rotate = "2026-11"): Scenario => ({
  ...scenario,
  inputs: { ...Object.fromEntries(Object.entries(scenario.inputs).filter(([name]) => name !== "password")), rotate },
});

const passwordIn = ({ it }: Stage) => String(it.outputs["password"]);
const livePassword = (stage: Stage) => String(stage.live()["password"]);

/** What the bodies of the writes of an action had as password. */
async function sent(stage: Stage, action: () => Promise<unknown>): Promise<unknown[]> {
  const writes = (await stage.requests(action)).filter(({ method }) => method === "POST" || method === "PUT");
  return writes.map(({ body }) => (body as Props)["password"]);
}

describe.each(kinds)("a secret of $scenario.kind that leaves the program while answers hide it", ({ scenario, other, theirs }) => {
  const orders = (["masked", "absent"] as const).flatMap((passwordsShown) => [
    { passwordsShown, from: "the program", before: scenario.inputs },
    { passwordsShown, from: "rotate", before: rotating(scenario).inputs },
  ]);

  it.each(orders)("stays in every later PUT, once from $from ($passwordsShown)", ({ passwordsShown, before }) =>
    onStage(
      { ...scenario, inputs: before },
      async (stage) => {
        const without = { password: undefined, rotate: undefined };
        await stage.up();
        const password = livePassword(stage);
        expect(await stage.up(without)).toBe("update");
        expect(stage.it.outputs).toMatchObject({ hiddenSecrets: { password } });
        expect(Object.keys(stage.it.outputs)).not.toContain("password");
        expect(await stage.up(without)).toBe("same");
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await sent(stage, () => stage.up({ ...without, ...other }))).toEqual([password]);
        expect(await sent(stage, () => stage.up(without))).toEqual([password]);
        expect(livePassword(stage)).toBe(password);
        await stage.up({ ...without, password: theirs });
        expect(livePassword(stage)).toBe(theirs);
        expect(Object.keys(stage.it.outputs)).not.toContain("hiddenSecrets");
      },
      { switches: { passwordsShown, missingPassword: "cleared" } },
    ),
  );

  it("goes back as it lives once answers show it", () =>
    onStage(
      scenario,
      async (stage) => {
        const without = { password: undefined };
        await stage.up();
        await stage.up(without);
        expect(Object.keys(stage.it.outputs)).toContain("hiddenSecrets");
        stage.sim.switches.passwordsShown = "clear";
        stage.edit((record) => Object.assign(record, { password: theirs }));
        await stage.up({ ...without, ...other });
        expect(livePassword(stage)).toBe(theirs);
        expect(Object.keys(stage.it.outputs)).not.toContain("hiddenSecrets");
      },
      { switches: { passwordsShown: "masked", missingPassword: "cleared" } },
    ));
});

describe.each(kinds)("a rotated secret of $scenario.kind", ({ scenario, made, other, theirs, isSeen }) => {
  const onRotating = (action: (stage: Stage) => Promise<void>, options?: Parameters<typeof onStage>[2]) =>
    onStage(rotating(scenario), action, options);

  it("is made with the object, is an output, and is no input", () =>
    onRotating(async (stage) => {
      await stage.up();
      expect(livePassword(stage)).toMatch(made);
      expect(stage.it.outputs).toMatchObject({ rotate: "2026-11", password: livePassword(stage), assigned: ["password"] });
      expect(stage.it.inputs).not.toHaveProperty("password");
      expect(await stage.traffic(() => stage.up())).toEqual([]);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
    }));

  it.each([
    ["clear", "kept"],
    ["masked", "kept"],
    ["masked", "cleared"],
    ["absent", "refused"],
  ] as const)("changes by one PUT with the text, and by no other update (%s, %s)", (passwordsShown, missingPassword) =>
    onRotating(
      async (stage) => {
        await stage.up();
        const first = livePassword(stage);
        expect(await sent(stage, () => stage.up(other))).toEqual([first]);
        expect([livePassword(stage), passwordIn(stage)]).toEqual([first, first]);
        const [second, ...more] = await sent(stage, () => stage.up({ ...other, rotate: "2026-12" }));
        expect(more).toEqual([]);
        expect(second).toMatch(made);
        expect(second).not.toBe(first);
        expect([livePassword(stage), passwordIn(stage)]).toEqual([second, second]);
        expect(await stage.up({ ...other, rotate: "2026-12" })).toBe("same");
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      },
      { switches: { passwordsShown, missingPassword } },
    ),
  );

  it("that somebody has changed in the portal is kept by other updates, shown by a refresh if it can be read, and replaced by the next rotation", () =>
    onRotating(async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, { password: theirs }));
      expect(await sent(stage, () => stage.up(other))).toEqual([theirs]);
      expect(passwordIn(stage)).toBe(theirs);
      stage.edit((record) => Object.assign(record, { password: `${theirs}0` }));
      expect(await stage.engine.refresh()).toEqual({ it: isSeen ? "changed" : "same" });
      expect(passwordIn(stage)).toBe(isSeen ? `${theirs}0` : theirs);
      expect(await stage.up(other)).toBe("same");
      stage.edit((record) => Object.assign(record, { password: theirs }));
      await stage.up({ ...other, rotate: "2026-12" });
      expect(livePassword(stage)).toMatch(made);
      expect([theirs, `${theirs}0`]).not.toContain(livePassword(stage));
      expect(passwordIn(stage)).toBe(livePassword(stage));
    }));

  it.each([
    ["a declared one", scenario],
    ["a made one", rotating(scenario)],
  ])("converges if a rotation of %s was cut off and the PUT was applied", (_what, before) =>
    onStage(before, async (stage) => {
      await stage.up();
      const first = livePassword(stage);
      const later = { it: { kind: scenario.kind, inputs: rotating(scenario, "2026-12").inputs } };
      const held = stage.sim.faults.add({ match: { method: "PUT" }, wait: { when: "after" } });
      await stage.engine.killedUp(later, held.held);
      held.release();
      const lost = livePassword(stage);
      expect(lost).not.toBe(first);
      expect(passwordIn(stage)).toBe(first);
      expect(await stage.engine.up(later)).toEqual({ it: "update" });
      expect(livePassword(stage)).not.toBe(lost);
      expect(passwordIn(stage)).toBe(livePassword(stage));
      expect(await stage.engine.up(later)).toEqual({ it: "same" });
    }),
  );

  it("is sent once if the answer to its PUT was lost", () =>
    onRotating(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "PUT" }, applied: true, effect: { kind: "drop" } });
      const [one, ...more] = await sent(stage, () => stage.up({ rotate: "2026-12" }));
      expect(more).toEqual([]);
      expect([livePassword(stage), passwordIn(stage)]).toEqual([one, one]);
    }));

  it("that the API does not take is told as such, is not recorded, and is tried again", () =>
    onRotating(async (stage) => {
      await stage.up();
      const first = livePassword(stage);
      const held = stage.sim.faults.add({
        match: { method: "PUT" },
        wait: { when: "after" },
        effect: { kind: "custom", text: '{"result":{}}' },
        applied: true,
      });
      const going = failure(stage.up({ ...other, rotate: "2026-12" }));
      await held.held;
      stage.edit((record) => Object.assign(record, { password: first }));
      held.release();
      const { message } = await going;
      expect(message).toContain("was written, and the API did not take the new password: it still shows another one, which stays valid");
      expect(message).not.toContain(first);
      expect(stage.it.outputs).toMatchObject({ ...other, rotate: "2026-11", password: first });
      expect(await stage.up({ ...other, rotate: "2026-12" })).toBe("update");
      expect(livePassword(stage)).not.toBe(first);
      expect(stage.it.outputs).toMatchObject({ rotate: "2026-12", password: livePassword(stage) });
    }));

  it.each(["clear", "masked"] as const)("makes no second object after a creation that was cut off (%s)", (passwordsShown) =>
    onRotating(
      async (stage) => {
        const held = stage.sim.faults.add({ match: { method: "POST" }, applied: true, wait: { when: "after" }, effect: { kind: "drop" } });
        await stage.engine.killedUp(stage.program(), held.held);
        held.release();
        expect([...stage.engine.journal.entries.values()]).toEqual([expect.not.objectContaining({ uuid: expect.anything() as unknown })]);
        await stage.up();
        expect(stage.count()).toBe(1);
        expect(livePassword(stage)).toMatch(made);
        expect(passwordIn(stage)).toBe(livePassword(stage));
        expect(await stage.up()).toBe("same");
      },
      { switches: { passwordsShown } },
    ),
  );

  it("of what is taken over stays what it is, and is an output", () =>
    onRotating(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.edit((record) => Object.assign(record, { password: theirs }));
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      expect(await sent(stage, () => stage.up({ adopt: id }))).toEqual([]);
      expect(stage.it).toMatchObject({ id, outputs: { rotate: "2026-11", password: theirs, assigned: ["password"] } });
      expect(await stage.up({ adopt: id })).toBe("same");
    }));

  it.each(["masked", "absent"] as const)("of what is taken over is made with the first PUT, if answers have it %s", (passwordsShown) =>
    onRotating(
      async (stage) => {
        await stage.up();
        const { id } = stage.it;
        const first = livePassword(stage);
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        expect(await sent(stage, () => stage.up({ adopt: id }))).toEqual([]);
        const later = await sent(stage, () => stage.up({ adopt: id, ...other }));
        expect(later).toEqual([expect.stringMatching(made)]);
        expect([livePassword(stage), passwordIn(stage)]).toEqual([later[0], later[0]]);
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        const taking = await sent(stage, () => stage.up({ adopt: { uuid: id, overwrite: true } }));
        expect(taking).toEqual([expect.stringMatching(made)]);
        expect(new Set([first, later[0], taking[0]]).size).toBe(3);
        expect(passwordIn(stage)).toBe(taking[0]);
        expect(await stage.up({ adopt: { uuid: id, overwrite: true } })).toBe("same");
      },
      { switches: { passwordsShown } },
    ),
  );

  it("that nothing knows and the API wants makes an error that says what to write", () =>
    onRotating(
      async (stage) => {
        await stage.up();
        const { id } = stage.it;
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        await stage.up({ rotate: undefined, adopt: id });
        const { message } = await failure(stage.up({ rotate: undefined, adopt: id, ...other }));
        expect(message).toContain("The body had no password, because no answer shows it. If it wants one, write password or rotate.");
      },
      { switches: { passwordsShown: "absent", missingPassword: "refused" } },
    ));

  it("is never declared as well", () =>
    onRotating(async (stage) => {
      const { message } = await failure(stage.up({ password: theirs }));
      expect(message).toBe("password: is made by the provider where rotate is written: leave one of the two out");
      expect((await failure(stage.up({ rotate: "" }))).message).toContain("rotate: must not be empty");
      expect(stage.count()).toBe(0);
    }));

  it("stays as it lives if the text leaves the program, and can be declared again", () =>
    onRotating(async (stage) => {
      await stage.up();
      const first = livePassword(stage);
      await stage.up({ rotate: undefined });
      expect(livePassword(stage)).toBe(first);
      for (const name of ["rotate", "password", "assigned"]) expect(stage.it.outputs).not.toHaveProperty(name);
      await stage.up();
      expect(livePassword(stage)).not.toBe(first);
      await stage.up({ rotate: undefined, password: theirs });
      expect([livePassword(stage), passwordIn(stage)]).toEqual([theirs, theirs]);
      expect(await stage.up({ rotate: undefined, password: theirs })).toBe("same");
    }));
});

it("one text given to all rotates all", () =>
  onStage(rotating(trunkAuthentication), async (stage) => {
    const program = (rotate: string) =>
      Object.fromEntries(
        ["a", "b", "c"].map((name) => [
          name,
          { kind: "TrunkAuthentication" as const, inputs: { ...stage.scenario.inputs, username: name, rotate } },
        ]),
      );
    await stage.engine.up(program("one"));
    const passwords = () => ["a", "b", "c"].map((name) => stage.engine.recorded(name).outputs["password"]);
    const first = passwords();
    await stage.engine.up(program("two"));
    expect(new Set([...first, ...passwords()]).size).toBe(6);
  }));

it("a made password has letters of both sizes and digits, and a made PIN is none that people try first", () => {
  const passwords = Array.from({ length: 500 }, strongPassword);
  expect(passwords.filter((password) => !STRONG.test(password))).toEqual([]);
  expect(new Set(passwords).size).toBe(500);
  const pins = Array.from({ length: 20_000 }, pin);
  expect(pins.filter((made) => !/^\d{4}$/.test(made))).toEqual([]);
  expect(pins.filter((made) => /^(\d)\1{3}$/.test(made) || "0123456789 9876543210".includes(made))).toEqual([]);
});

it("a new secret is another one than the former", () => {
  const made = ["1357", "1357", "2468"];
  const args = { password: secret("password"), rotate: rotation("password", () => made.shift() ?? "") };
  const kind = defineKind<{ password?: string; rotate?: string }>({
    kind: "Login",
    documentation: "partial",
    scope: "account",
    path: "/login",
    args,
  });
  expect(madeSecret(kind, { rotate: "a" }, { password: "1357" })).toEqual({ password: "2468" });
});

describe("a kind whose secret is rotated", () => {
  const page = { kind: "Login", documentation: "partial", scope: "account", path: "/login" } as const;

  it("says so by one argument, which names a secret that may be left out", () => {
    const login = defineKind<{ password?: string; rotate?: string }>({
      ...page,
      args: { password: secret("password"), rotate: rotation("password") },
    });
    expect(login.rotation).toMatchObject({ argument: "rotate", secret: "password" });
    expect(login.outputs).toEqual(["password", "rotate"]);
    for (const args of [
      { password: secret("password", { required: true }), rotate: rotation("password") },
      { greeting: text("greeting"), rotate: rotation("greeting") },
      { password: secret("password"), rotate: rotation("pasword") },
    ])
      expect(() => defineKind({ ...page, args })).toThrow("Login: rotate has to rotate a secret argument that may be left out.");
  });

  it("has objects of its own", () => {
    const args = { password: secret("password"), rotate: rotation("password") };
    expect(() => defineKind<{ password?: string; rotate?: string }>({ ...page, args, singleton: {} })).toThrow(
      "Login: only the secret of an object of its own can be rotated.",
    );
  });
});
