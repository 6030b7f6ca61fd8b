import { accountFindings, type CallObject } from "../../provider/calls/index";
import { UNKNOWN } from "../../provider/callflow/index";
import { larch, uuid } from "./account";

/** The findings on an account, each as its code and what it is about. */
const found = (objects: readonly CallObject[], complete: readonly string[] = []) =>
  accountFindings(objects, { complete }).map(({ code, name }) => `${code} ${name}`);

/** The account with other arguments of a resource. */
const changed = (resource: string, args: Record<string, unknown>): CallObject[] =>
  larch.map((object) => (object.resource === resource ? { ...object, args: { ...object.args, ...args } } : object));

/** What a change adds to what is found anyway. */
const added = (objects: readonly CallObject[], complete: readonly string[] = []) => {
  const before = found(larch, complete);
  return found(objects, complete).filter((one) => !before.includes(one));
};

describe("findings on an account", () => {
  it("are a number that leads nowhere, one with two ways, an entry without flow, and a queue that can only ring on", () => {
    expect(found(larch).sort()).toEqual([
      "entry-without-flow Shop hours",
      "number-nowhere +441632960104",
      "number-two-ways +441632960106",
      "queue-rings-on Help",
    ]);
  });

  it("are a number that leads nowhere while its diary is open", () => {
    expect(added(changed("shop", { callFlow: "" }))).toEqual(["number-nowhere-when-open Shop"]);
  });

  it("are a number and a diary that lead to a flow with errors, and what is wrong in it", () => {
    const dead = changed("night", { flow: { start: { module: "start", next: "mesage" } } });
    expect(added(dead)).toContain("flow-dead Shop hours");
    const inDiary = accountFindings(dead).filter(({ code, kind }) => code === "flow-dead" && kind === "TimeDiary");
    expect(inDiary).toHaveLength(1);
    const [{ message } = { message: "" }] = inDiary;
    expect(message).toMatch(/^elements\.0 leads to Closed, in which flow\.start\.next: /);
    expect(added(changed("main", { flow: { start: { module: "start", next: "mesage" } } }))).toEqual(
      expect.arrayContaining(["flow-dead Shop", "flow-dead +441632960102"]),
    );
  });

  it("are none of a flow whose steps are secret, and of a number whose flow is", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "abc" };
    for (const flow of ["[secret]", secret, UNKNOWN]) {
      expect(added(changed("main", { flow }))).toEqual([]);
      expect(added(changed("steps", { flow }))).toEqual([]);
      expect(added(changed("fax", { callFlow: flow }))).toEqual([]);
    }
  });

  it("are a flow that nothing fills, and none of a flow that another resource fills", () => {
    expect(found(larch).join()).not.toContain("flow-dead");
    const unfilled = larch.filter(({ kind }) => kind !== "CallFlowContent");
    expect(added(unfilled)).toEqual(["flow-dead +441632960105"]);
  });

  it("are no errors of a secret that cannot be read", () => {
    const flow = { start: { module: "start", next: "room" }, room: { module: "conference", pin: "[secret]" } };
    expect(added(changed("main", { flow }))).toEqual([]);
  });

  it("are a group without members, and a queue whose groups have none", () => {
    expect(added(changed("makers", { members: [] }))).toEqual(["group-empty Workshop", "queue-empty Orders"]);
    expect(added(changed("orders", { members: [] }))).toEqual(["queue-empty Orders"]);
    expect(added(changed("orders", { members: [uuid("other")] }))).toEqual([]);
  });

  it("are no queue that has a way out, as far as it can be seen", () => {
    const [after, wait] = [uuid("after"), uuid("wait")];
    const flow = {
      start: { module: "start", next: wait },
      [wait]: { module: "place_call_into_queue", queue: uuid("orders"), next: after },
      [after]: { module: "busy" },
    };
    const filled = larch.map((object) => (object.kind === "CallFlowContent" ? { ...object, args: { ...object.args, flow } } : object));
    expect(found(filled).join()).not.toContain("queue-rings-on");
  });

  it("are an emergency number that callers reach only by a menu", () => {
    const ring = (number: string) => ({ module: "extension", extensions: [{ type: "forward", number }], noanswer: "end" });
    const flowTo = (first: string, number: string) => ({
      start: { module: "start", next: first },
      menu: { module: "pressextension", next: { 1: "help", invalid: "end", timeout: "end" } },
      help: ring(number),
      end: { module: "busy" },
    });
    expect(added(changed("main", { flow: flowTo("menu", "999") }))).toEqual(["emergency-behind-menu Main line"]);
    expect(added(changed("main", { flow: flowTo("menu", "+44112") }))).toEqual(["emergency-behind-menu Main line"]);
    expect(added(changed("main", { flow: flowTo("help", "999") }))).toEqual([]);
    expect(added(changed("main", { flow: flowTo("menu", "+441632960999") }))).toEqual([]);
  });

  it("are references to what does not exist, if all objects of that kind are known", () => {
    expect(found(larch).join()).not.toContain("reference-missing");
    expect(found(larch, ["CallFlow"])).toContain("reference-missing +441632960107");
    expect(added(changed("makers", { members: [uuid("gone")] }), ["SipUser"])).toEqual(["reference-missing Workshop"]);
    expect(added(changed("orders", { members: [uuid("gone")] }), ["HuntGroup"])).toEqual(["reference-missing Orders"]);
    expect(added(changed("shop", { outOfHours: uuid("gone") }), ["TimeDiary"])).toEqual(["reference-missing Shop"]);
  });

  it("are nothing that is not known yet: members, steps, and whether a number has more than one way", () => {
    expect(added(changed("makers", { members: UNKNOWN }))).toEqual([]);
    expect(added(changed("orders", { members: UNKNOWN }))).toEqual([]);
    expect(added(changed("help", { flow: UNKNOWN }).filter(({ kind }) => kind !== "CallFlowContent"))).toEqual([]);
    expect(added(changed("steps", { flow: UNKNOWN }))).toEqual([]);
    expect(added(changed("shop", { callFlow: "", trunk: UNKNOWN }))).toEqual([]);
    expect(added(changed("shop", { trunk: UNKNOWN }))).toEqual([]);
  });

  it("accept anything, and never throw", () => {
    const strange = ["PhoneNumber", "TimeDiary", "CallFlow", "HuntGroup", "QueueGroup", "CallFlowContent", "Other"].flatMap((kind) =>
      [{}, { flow: 1, members: "x", elements: [1, null], exceptions: "y", callFlow: 3 }, { flow: { a: null }, members: [null] }].map(
        (args) => ({ kind, uuid: "x", args }),
      ),
    );
    expect(() => accountFindings(strange, { complete: ["CallFlow", "SipUser"] })).not.toThrow();
  });
});
