import { compareObjects, type MapObject, mapOf } from "../../provider/map";
import { acmes, factsOf, id, made, steps, withArgs } from "./account";

const compare = (before: readonly MapObject[], after: readonly MapObject[]) => compareObjects(before, after, { factsOf });

/** What a comparison says: `Sales changed: members: now also Carl`. */
const told = (before: readonly MapObject[], after: readonly MapObject[]) =>
  compare(before, after).changes.flatMap(({ name, fate, arguments: some, notes }) =>
    some.length + notes.length === 0
      ? [`${name} ${fate}`]
      : [...some.map(({ sentence }) => `${name} ${fate}: ${sentence}`), ...notes.map((note) => `${name} ${fate}: ${note}`)],
  );

/** As it lives: no resources, and step names of the platform. */
const live = (objects: readonly MapObject[]): MapObject[] => objects.map((object) => without(object, ["resource"]) as MapObject);

/** A copy without some keys. */
function without(object: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

const secret = (ciphertext: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext });

describe("a comparison of two accounts", () => {
  it("finds nothing between an account and itself", () => {
    expect(compare(acmes, acmes)).toMatchObject({ changes: [], unchanged: acmes.length });
  });

  it("says what differs argument by argument, with names instead of uuids", () => {
    const carl = made("SipUser", "carl", { displayName: "Carl", extension: 102 });
    let after = withArgs(acmes, "sales", { extension: 601, members: [id("carl"), id("boss")] });
    after = withArgs(after, "number", { callFlow: id("night"), numberAddress: id("nobody") });
    after = withArgs(after, "hours", { timezone: undefined, elements: [{ callFlow: id("main"), closedTime: "18:00-9:00,mon-fri,*,*" }] });
    expect(
      told(
        acmes,
        [...after, carl].filter(({ resource }) => resource !== "anna"),
      ),
    ).toEqual([
      "+441632960123 changed: callFlow is now Night (was Main line)",
      `+441632960123 changed: numberAddress is now declared: ${id("nobody").slice(0, 8)}…`,
      "Office hours changed: timezone is no longer declared (was Europe/London)",
      "Office hours changed: elements: now also (callFlow Main line, closedTime 18:00-9:00,mon-fri,*,*); no longer (callFlow Night, closedTime 18:00-9:00,mon-fri,*,*)",
      "Sales changed: extension is now 601 (was 600)",
      "Sales changed: members: now also Carl; no longer Anna",
      "Carl added",
      "Anna removed",
    ]);
  });

  it("says what changes in a call flow as the comparison of flows does", () => {
    const after = withArgs(acmes, "main", { flow: { ...steps, menu: { ...steps.menu, next: { ...steps.menu.next, 2: "message" } } } });
    expect(told(acmes, after)).toEqual(["Main line changed: menu: key 2 now goes to message (was boss)"]);
  });

  it("takes the order for a difference only where it means something", () => {
    const queue = (members: string[]) => [...acmes, made("QueueGroup", "queue", { name: "Queue", members: members.map(id) })];
    expect(told(acmes, withArgs(acmes, "sales", { members: [id("boss"), id("anna")] }))).toEqual([]);
    expect(told(queue(["sales", "main"]), queue(["main", "sales"]))).toEqual(["Queue changed: members: now in the order Main line, Sales"]);
  });

  it("takes another spelling of a uuid, and a blank value, for no difference", () => {
    expect(told(acmes, withArgs(acmes, "boss", { personalMailbox: id("messages").toUpperCase(), timezone: "" }))).toEqual([]);
  });

  it("never compares secrets, so that no report can tell of them", () => {
    const users = (password: unknown) => withArgs(acmes, "acme", { users: [{ name: "desk", email: "a@b.example", roleId: 1, password }] });
    const room = (pin: unknown) => withArgs(acmes, "main", { flow: { ...steps, message: { module: "conference", pin } } });
    for (const [one, other] of [
      [withArgs(acmes, "anna", { userPassword: secret("v1:a") }), withArgs(acmes, "anna", { userPassword: secret("v1:b") })],
      [withArgs(acmes, "anna", { userPassword: "one-secret" }), withArgs(acmes, "anna", { userPassword: "two-secret" })],
      [users("one-secret"), users("two-secret")],
      [users(secret("v1:a")), users(secret("v1:b"))],
      [room("1111"), room("2222")],
      [room(secret("v1:a")), room("[secret]")],
    ] as const) {
      expect(told(one, other)).toEqual([]);
      expect(JSON.stringify(compare(one, [...other, made("SipUser", "new", { extension: 9, userPassword: "two-secret" })]))).not.toMatch(
        /-secret|1111|2222|v1:/,
      );
    }
  });

  it("knows an object again by its resource where it has another uuid, and what refers to it, too", () => {
    const rebuilt = JSON.parse(
      JSON.stringify(acmes).replaceAll(id("sales"), id("sales-2")).replaceAll(id("acme"), id("acme-2")),
    ) as MapObject[];
    expect(told(acmes, rebuilt)).toEqual([]);
    expect(compare(acmes, rebuilt).pairs.get(id("sales"))).toBe(id("sales-2"));
  });

  it("knows an object again by what the documents call unique, or by its name, where nothing else tells", () => {
    const elsewhere = JSON.parse(
      JSON.stringify(live(acmes)).replace(/0{8}-0000-[0-9a-f-]{22}/g, (uuid) => `1${uuid.slice(1)}`),
    ) as MapObject[];
    expect(told(live(acmes), elsewhere)).toEqual([]);
    expect(
      told(
        live(acmes),
        elsewhere.map((object) =>
          object.args["displayName"] === "Anna" ? { ...object, args: { ...object.args, displayName: "Anne" } } : object,
        ),
      ),
    ).toEqual(["Anne changed: displayName is now Anne (was Anna)"]);
    const customers = [acmes, elsewhere].map((objects) => live(objects).filter(({ kind }) => kind === "SubReseller"));
    const [before = [], after = []] = customers;
    const moved = after.map((object) => ({ ...object, args: { ...object.args, contactName: "Somebody else" } }));
    expect(compare(before, moved).changes.map(({ fate }) => fate)).toEqual(["changed"]);
  });

  it("counts between a program and what lives only what both have, with the program's names of steps", () => {
    const shown = withArgs(acmes, "anna", { ringDuration: 30, callRecording: false });
    const renamed = JSON.parse(
      JSON.stringify(steps).replaceAll('"boss"', '"extension-9f9f"').replaceAll('"menu"', '"pressextension-1a1a"'),
    ) as typeof steps;
    expect(told(acmes, live(withArgs(shown, "main", { flow: renamed })))).toEqual([]);
    const edited = { ...renamed, message: { module: "busy", duration: 5 } };
    expect(told(acmes, live(withArgs(shown, "main", { flow: edited })))).toEqual([
      "Main line changed: message is now busy (was voicemail)",
    ]);
  });

  it("knows a live step by its uuid wherever it has been moved to", () => {
    const stepUuids = { start: id("s1"), menu: id("s2"), sales: id("s3"), boss: id("s4"), message: id("s5") };
    const program = acmes.map((object) => (object.resource === "main" ? { ...object, stepUuids } : object));
    const moved = {
      ...steps,
      menu: { ...steps.menu, next: { 1: "a", 2: "b", invalid: "b", timeout: "message" } },
      a: steps.boss,
      b: steps.sales,
    };
    const flow = without(moved, ["sales", "boss"]);
    const { start, menu, message } = stepUuids;
    const living = live(withArgs(acmes, "main", { flow })).map((object) =>
      object.args["flow"] === flow ? { ...object, stepUuids: { start, menu, message, a: stepUuids.boss, b: stepUuids.sales } } : object,
    );
    expect(told(program, living)).toEqual([
      "Main line changed: menu: key 1 now goes to boss (was sales)",
      "Main line changed: menu: key 2 now goes to sales (was boss)",
    ]);
  });

  it("tells what is known to happen beside arguments", () => {
    const diff = compareObjects(acmes, acmes, { factsOf, notesOn: ({ resource }) => (resource === "sales" ? ["is replaced"] : []) });
    expect(diff.changes).toMatchObject([{ name: "Sales", fate: "changed", notes: ["is replaced"] }]);
  });

  it("marks in a map what came, went and changed, and the ways, too", () => {
    const carl = made("SipUser", "carl", { displayName: "Carl", extension: 102 });
    const menu = { ...steps.menu, next: { 1: "boss", 2: "sales", timeout: "message" } };
    let after = [...acmes.filter(({ resource }) => resource !== "anna"), carl];
    after = withArgs(after, "sales", { members: [id("carl"), id("boss")] });
    after = withArgs(after, "main", { flow: { ...steps, menu } });
    const [map] = mapOf(after, { factsOf, before: { objects: acmes, diff: compare(acmes, after) } }).customers;
    expect(map!.nodes.filter(({ mark }) => mark).map(({ name, mark }) => `${name} ${mark!}`)).toEqual([
      "Main line changed",
      "Sales changed",
      "Anna removed",
      "Carl added",
    ]);
    const names = new Map(map!.nodes.map(({ id: node, name }) => [node, name]));
    expect(
      map!.edges
        .filter(({ mark }) => mark)
        .map(({ from, to, label, mark }) => `${names.get(from)!} → ${names.get(to)!} [${label}] ${mark!}`)
        .sort(),
    ).toEqual([
      "Main line → +441632960999 [key 1] changed",
      "Main line → Boss [key 1] changed",
      "Main line → Sales [key 2] changed",
      "Sales → Anna [] removed",
      "Sales → Carl [] added",
    ]);
  });
});
