import type { JsonObject } from "../../provider/client/index";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import {
  changedBehind,
  differencesFrom,
  isAsWritten,
  isComplete,
  isFaithful,
  outputsOf,
  refreshed,
  whole,
} from "../../provider/lifecycle/compare/project";
import type { Props } from "../../provider/common/values";
import { registry } from "../../provider/kinds/registry";

const customer: ResourceDefinition = registry.SubReseller;
const flow: ResourceDefinition = registry.CallFlow;

const seed = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:SubReseller::it";
const declared: Props = { seed, name: "acme", contactName: "Acme Ltd", phone: "+441632960001" };
const live: JsonObject = { uuid: "u", name: "acme", contact_name: "Acme Ltd", phone: "+441632960001", created_on: "2026-01-01" };
const lacking = (object: Props, key: string) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
const without = (key: string): JsonObject => lacking(live, key) as JsonObject;

/** What is recorded after an answer. */
const recorded = (answer: JsonObject, inputs = declared) => outputsOf(customer, answer, { declared: inputs, state: {} });

describe("what is recorded of an answer", () => {
  it("is what the program declares, as it lives, and nothing else", () => {
    expect(recorded(live)).toEqual(declared);
    expect(recorded({ ...live, contact_name: "Other" })).toEqual({ ...declared, contactName: "Other" });
    expect(recorded(live, { seed, contactName: "Acme Ltd", phone: null })).not.toHaveProperty("phone");
  });

  it("notes what the answer hides: it is the program's word, and no drift as long as it is hidden", () => {
    const state = recorded(without("phone"));
    expect(state).toEqual({ ...declared, notShown: ["phone"] });
    expect(refreshed(customer, without("phone"), state)).toEqual({ outputs: state, inputs: declared });
    expect(changedBehind(customer, without("phone"), { declared, state })).toEqual([]);
    expect(isAsWritten(customer, without("phone"), { declared, state })).toBe(true);
  });

  it("notes how the answer spells a text: it is the program's word, and no drift as long as it is spelled so", () => {
    const spelled = { ...live, phone: "01632 960001" };
    const state = recorded(spelled);
    expect(state).toEqual({ ...declared, shownAs: { phone: "01632 960001" } });
    expect(refreshed(customer, spelled, state).outputs).toEqual(state);
    expect(changedBehind(customer, spelled, { declared, state })).toEqual([]);
    const again = { ...live, phone: "(01632) 960001" };
    expect(refreshed(customer, again, state).outputs).toMatchObject({ phone: "(01632) 960001" });
  });

  it("takes another text for another value", () => {
    expect(recorded({ ...live, phone: "+441632960002" })).toEqual({ ...declared, phone: "+441632960002" });
  });

  it("notes what was left to the API, with what it chose", () => {
    const asks = { seed, contactName: "Acme Ltd" };
    expect(recorded(live, asks)).toMatchObject({ name: "acme", assigned: ["name"] });
    const hidden = outputsOf(customer, without("name"), { declared: asks, state: { name: "before" } });
    expect(hidden).toMatchObject({ name: "before", assigned: ["name"] });
    expect(recorded(live)).not.toHaveProperty("assigned");
  });
});

describe("a refresh", () => {
  it("shows what somebody changed, in the state and in the inputs", () => {
    const { outputs, inputs } = refreshed(customer, { ...live, phone: "+441632960002" }, declared);
    expect(outputs).toEqual({ ...declared, phone: "+441632960002" });
    expect(inputs).toEqual({ ...declared, phone: "+441632960002" });
  });

  it("shows what is hidden now and was not before as blank", () => {
    expect(refreshed(customer, without("phone"), declared).outputs).toEqual({ ...declared, phone: "" });
  });

  it("manages nothing that the state does not", () => {
    const state = lacking(declared, "phone");
    expect(refreshed(customer, live, state)).toEqual({ outputs: state, inputs: state });
  });

  it("writes what the API chose as the program asked for it", () => {
    const state = recorded(live, { seed, contactName: "Acme Ltd" });
    const { outputs, inputs } = refreshed(customer, { ...live, name: "acme-2" }, state);
    expect(outputs).toMatchObject({ name: "acme-2", assigned: ["name"] });
    expect(inputs).not.toHaveProperty("name");
    const numbered = refreshed(flow, { extension: 502 }, { extension: 501, assigned: ["extension"] });
    expect(numbered).toMatchObject({ outputs: { extension: 502 }, inputs: { extension: "next" } });
    expect(refreshed(flow, { extension: 502 }, { extension: 501 }).inputs).toMatchObject({ extension: 502 });
  });

  it("takes notes in a state that are no lists of texts for none", () => {
    const state = { ...declared, notShown: "phone", shownAs: ["phone"], assigned: [1, null] };
    const { outputs } = refreshed(customer, { ...without("phone") }, state);
    expect(outputs).toMatchObject({ phone: "" });
    expect(outputs).not.toHaveProperty("notShown");
    expect(outputs).not.toHaveProperty("assigned");
  });
});

describe("an answer", () => {
  const faithful = (answer: JsonObject, inputs: Props = declared, state: Props = {}) => [
    isComplete(customer, answer, { declared: inputs, state }),
    isFaithful(customer, answer, { declared: inputs, state }),
  ];

  it.each<[string, JsonObject, boolean[]]>([
    ["shows all, as it was said", live, [true, true]],
    ["shows all, in another spelling", { ...live, contact_name: "ACME LTD" }, [true, true]],
    ["shows all, and one of it otherwise", { ...live, contact_name: "Other" }, [true, false]],
    ["shows a part", without("phone"), [false, false]],
    ["shows nothing", {}, [false, false]],
  ])("%s", (_name, answer, expected) => {
    expect(faithful(answer)).toEqual(expected);
  });

  it("shows all where it hides what answers are known to hide", () => {
    expect(faithful(without("phone"), declared, { notShown: ["phone"] })).toEqual([true, true]);
    expect(faithful(without("phone"), declared, { notShown: ["name"] })).toEqual([false, false]);
  });

  it("has to show what was left to the API, whatever it is", () => {
    const asks = { contactName: "Acme Ltd" };
    expect(faithful({ ...live, name: "anything" }, asks)).toEqual([true, true]);
    expect(faithful(without("name"), asks)).toEqual([false, false]);
    const next = { extension: "next" };
    expect(isFaithful(flow, { extension: 501 }, { declared: next, state: {} })).toBe(true);
    expect(isFaithful(flow, { name: "Main" }, { declared: next, state: {} })).toBe(false);
  });
});

describe("what somebody changed", () => {
  const changed = (answer: JsonObject, wanted: Props, state: Props = declared) =>
    changedBehind(customer, answer, { declared: wanted, state });

  it("is a managed value that differs from the state and from the program", () => {
    const answer = { ...live, phone: "+441632960002" };
    expect(changed(answer, declared)).toEqual([{ path: "phone", from: "+441632960001", to: "+441632960002" }]);
    expect(changed(answer, { ...declared, phone: "+441632960003" })).toHaveLength(1);
  });

  it("is none of what the program wants so, also in another spelling", () => {
    expect(changed({ ...live, phone: "+441632960002" }, { ...declared, phone: "+441632960002" })).toEqual([]);
    expect(changed({ ...live, phone: "01632 960002" }, { ...declared, phone: "+441632960002" })).toEqual([]);
  });

  it("is what the program stops to name, too", () => {
    const rest = lacking(declared, "phone");
    expect(changed({ ...live, phone: "+441632960002" }, rest)).toHaveLength(1);
  });

  it("is none of what was left to the API, what is not managed, and what cannot be read back", () => {
    const rest = lacking(declared, "phone");
    expect(changed({ ...live, phone: "+441632960002" }, declared, rest)).toEqual([]);
    expect(changed({ ...live, name: "acme-2" }, rest, { ...declared, assigned: ["name"] })).toEqual([]);
    expect(changed(live, { ...declared, locked: false }, { ...declared, locked: true })).toEqual([]);
  });
});

describe("an object that differs from the program", () => {
  const differing = (answer: JsonObject) => differencesFrom(customer, answer, { declared, state: {} });

  it("does so to the letter before it is taken over, and in more than its spelling after a write", () => {
    const spelled = { ...live, contact_name: "ACME LTD" };
    expect(differing(spelled)).toEqual([{ path: "contactName", from: "Acme Ltd", to: "ACME LTD" }]);
    expect(isAsWritten(customer, spelled, { declared, state: {} })).toBe(true);
    expect(isAsWritten(customer, { ...live, contact_name: "Other" }, { declared, state: {} })).toBe(false);
  });

  it("is told field by field, within a field as finely as that can tell", () => {
    const users = { boss: { email: "b@acme.example", roleId: 1 } };
    const answer = { ...live, phone: "", users: [{ name: "boss", email: "c@acme.example", role_id: 1 }] };
    expect(differencesFrom(customer, answer, { declared: { ...declared, users }, state: {} })).toEqual([
      { path: "phone", from: "+441632960001", to: "" },
      { path: "users.boss.email", from: "b@acme.example", to: "c@acme.example" },
    ]);
  });

  it("is equal in what the program leaves open", () => {
    expect(differencesFrom(customer, live, { declared: { contactName: "Acme Ltd", phone: undefined }, state: {} })).toEqual([]);
    expect(differencesFrom(flow, { extension: 502 }, { declared: { extension: "next" }, state: {} })).toEqual([]);
  });
});

describe("an object that is only looked up", () => {
  it("is shown whole, and what answers do not have is what the state says", () => {
    const found = whole(customer, live, { adopt: true, phone: "other" });
    const blank = { addresses: [], users: {} };
    expect(found).toEqual({ name: "acme", contactName: "Acme Ltd", phone: "+441632960001", adopt: true, ...blank });
  });

  it("is shown without passwords", () => {
    const users = [{ name: "boss", email: "b@acme.example", role_id: 1, password: "sesame" }];
    const found = whole(customer, { ...live, users }, {});
    expect(found["users"]).toEqual({ boss: { email: "b@acme.example", roleId: 1 } });
  });
});
