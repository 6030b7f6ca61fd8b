import type { Json, JsonObject } from "../../../provider/client/index";
import { asText, isRecord, isUuid, type Props } from "../../../provider/common/values";
import { changesNothing, overlay } from "../../../provider/lifecycle/compare/overlay";
import { differencesFrom, isComplete, outputsOf, refreshed, whole } from "../../../provider/lifecycle/compare/project";
import { diffInputs } from "../../../provider/lifecycle/verbs/diff";
import { SWITCH_NAMES, type SwitchName } from "../../../provider/simulator/switches";
import { declared, everyBlock, living } from "../../support/everyBlock";
import { MASKS } from "../../support/fields";

type Form = (answer: JsonObject) => JsonObject;

/** Changes each field of an object, at every depth; undefined takes it out. */
function each(change: (value: Json, key: string, isNested: boolean) => Json | undefined): Form {
  const changed = (value: Json, key: string, isNested: boolean): Json | undefined => {
    const now = change(value, key, isNested);
    if (Array.isArray(now)) return now.map((item) => (isRecord(item) ? object(item, true) : (changed(item, "", true) ?? null)));
    return isRecord(now) ? object(now, true) : now;
  };
  const object = (value: JsonObject, isNested: boolean): JsonObject =>
    Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => {
        const now = changed(item, key, isNested);
        return now === undefined ? [] : [[key, now]];
      }),
    );
  return (answer) => object(answer, false);
}

const without =
  (key: string): Form =>
  (answer) =>
    Object.fromEntries(Object.entries(answer).filter(([name]) => name !== key));
const secrets = ["password", "pin", "code"];
const hiding = (mask: Json | undefined) => each((value, key) => (secrets.includes(key) ? mask : value));
const byText = (a: Json, b: Json) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const unset = (form: Json | undefined) => each((value) => (value === "" ? form : value));
const numbersAsText = each((value) => (typeof value === "number" ? String(value) : value));

/** What each switch that concerns the fields of an answer makes of one, by position. */
const forms: Partial<Record<SwitchName, Readonly<Record<string, Form>>>> = {
  passwordsShown: {
    ...Object.fromEntries(MASKS.map((mask) => [`masked as ${mask}`, hiding(mask)])),
    absent: hiding(undefined),
    "as null": hiding(null),
  },
  extensionType: { string: each((value, key) => (key === "extension_number" ? asText(value) : value)) },
  numbers: { string: numbersAsText, stringInFlowsToo: each((value) => (typeof value === "boolean" ? Number(value) : value)) },
  balanceShown: { hidden: without("balance") },
  keyOrder: { shuffled: (answer) => Object.fromEntries(Object.entries(answer).reverse()) },
  listOrder: { reversed: each((value) => (Array.isArray(value) ? [...value].reverse() : value)) },
  orderedLists: { sorted: each((value) => (Array.isArray(value) ? [...value].sort(byText) : value)) },
  createdUpdatedOn: { absent: without("updated_on") },
  dates: { timestamp: each((value, key) => (key.endsWith("_on") && key !== "is_on" ? `${asText(value)} 12:00:00` : value)) },
  unsetFields: { null: unset(null), absent: unset(undefined) },
  serverFields: {
    added: (answer) => ({
      ...each((value, key) =>
        key === "users" || key === "auth" ? (value as JsonObject[]).map((item) => ({ ...item, is_default: false })) : value,
      )(answer),
      portal: { theme: "plain", panels: ["calls"] },
    }),
  },
  nestedIdentity: {
    recreated: each((value, key, isNested) =>
      isNested && key === "uuid" && isUuid(value) ? `${value.slice(0, -4)}9999`.replace(/^0a7c/, `0a7${value.slice(-1)}`) : value,
    ),
  },
};

/** Switches that concern bodies, statuses, whole answers or objects of others, and no form of a field. */
const elsewhere: readonly SwitchName[] = [
  "omittedLists",
  "missingContent",
  "missingPassword",
  "noContent",
  "nextExtension",
  "unknownFields",
  "readOnlyFields",
  "balancePut",
  "transferAnswer",
  "listItems",
  "booleanDefault",
  "postResult",
  "putResult",
  "errorResult",
  "nestedChildren",
  "customerLists",
  "guessedPaths",
  "guessedItems",
  "unknownNestedUuid",
  "postNameConflict",
  "extensionConflict",
  "unknownStore",
  "deleteWithContents",
  "danglingReferences",
  "commandBody",
  "flowChecks",
  "credentialsRefused",
  "userAgentRefused",
  "unknownCustomer",
  "ipList",
  "diaryNight",
  "diaryLastMinute",
  "diaryLastDay",
  "diaryWinner",
  "bundleFirst",
  "queueGroupFields",
  "phoneBookItem",
  "generatedLeftOut",
  "purchaseReads",
  "numberFacts",
  "numberRelease",
  "missingCredentials",
  "exclusions",
  "soundUpdate",
  "soundShared",
  "secondNames",
  "secondDefault",
];

const single = Object.entries(forms).flatMap(([name, positions]) =>
  Object.entries(positions).map(([position, form]) => [`${name} ${position}`, form] as const),
);
/** One mask is like another beside what else an answer may be. */
const paired = single.filter(([name]) => !name.includes("masked") || name.includes("***"));
const pairs = paired.flatMap(([one, first], index) =>
  paired.slice(index + 1).map(([other, second]) => [`${one}, ${other}`, (answer: JsonObject) => second(first(answer))] as const),
);
/** Kept to few tests: each goes through all of them. */
const every: readonly (readonly [string, Form])[] = [["as documented", (answer: JsonObject) => answer], ...single, ...pairs];

const inputs: Props = { ...declared, seed: "urn:it", locked: true };
const body = (live: JsonObject, state: Props, given = inputs) => overlay(everyBlock, { live, inputs: given, state, omit: [] });

it("every switch is one of a form of a field, or of something else", () => {
  expect([...Object.keys(forms), ...elsewhere].sort()).toEqual([...SWITCH_NAMES].sort());
});

function forEachForm(check: (answer: JsonObject, name: string) => void): void {
  for (const [name, form] of every) {
    try {
      check(form(living), name);
    } catch (error) {
      throw new Error(`If an answer is ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

describe("in whatever form an answer is", () => {
  it("the outputs are what the program declares", () => {
    forEachForm((answer) => {
      const outputs = outputsOf(everyBlock, answer, { declared: inputs, state: {} });
      expect(outputs).toMatchObject(declared);
      expect(outputs).toMatchObject({ token: "t0ken", number: "+441632960999" });
      expect(outputs["loginUuids"]).toHaveLength(2);
      expect(diffInputs(everyBlock, outputs, inputs).changes).toBe(false);
      expect(differencesFrom(everyBlock, answer, { declared: inputs, state: outputs })).toEqual([]);
    });
  });

  it("a refresh sees no drift, whatever form the first answer had", () => {
    const documented = outputsOf(everyBlock, living, { declared: inputs, state: {} });
    forEachForm((answer) => {
      for (const state of [documented, outputsOf(everyBlock, answer, { declared: inputs, state: {} })]) {
        const { outputs, inputs: again } = refreshed(everyBlock, answer, state);
        expect(outputs).toMatchObject(declared);
        expect(again).toMatchObject(declared);
      }
    });
  });

  it("a body has what is declared, what nobody manages, no mask, and nothing that the API sets; and it changes nothing", () => {
    forEachForm((answer) => {
      const state = outputsOf(everyBlock, answer, { declared: inputs, state: {} });
      const sent = body(answer, state);
      expect(sent).toMatchObject({ extension_number: 501, size: 20, is_on: true, role_id: 3, pin: "4711", price: "10.00" });
      for (const name of ["uuid", "created_on", "updated_on", "balance", "token", "number"]) expect(sent).not.toHaveProperty(name);
      const text = JSON.stringify(sent);
      for (const wrong of [...MASKS, "created_on", "updated_on"]) expect(text).not.toContain(JSON.stringify(wrong));
      expect(sent["portal"]).toEqual(answer["portal"]);
      expect(sent["users"]).toHaveLength(3);
      expect(sent["auth"]).toHaveLength(3);
      expect(changesNothing(everyBlock, sent, { live: answer, state })).toBe(true);
    });
  });

  it("a program that declares little leaves the rest as it lives", () => {
    const little = { seed: "urn:it", extension: 501, name: "Main" };
    forEachForm((answer) => {
      const sent = body(answer, little, little);
      expect(sent).toMatchObject({ size: 20, is_on: true, box: { label: "Box", count: 2 }, times: expect.anything() });
      expect(changesNothing(everyBlock, sent, { live: answer, state: little })).toBe(true);
    });
  });

  it("a new secret is a change, wherever it stands", () => {
    const changes: Props[] = [
      { pin: "0815" },
      { password: MASKS.at(-1) },
      { box: { ...declared.box, code: "new" } },
      { users: { ...declared.users, bob: { ...declared.users.bob, password: MASKS.at(-2) } } },
      { logins: declared.logins.map((login) => ({ ...login, password: "new" })) },
    ];
    forEachForm((answer) => {
      const state = outputsOf(everyBlock, answer, { declared: inputs, state: {} });
      for (const change of changes) {
        const given = { ...inputs, ...change };
        expect(diffInputs(everyBlock, state, given).changes).toBe(true);
        expect(changesNothing(everyBlock, body(answer, state, given), { live: answer, state })).toBe(false);
      }
    });
  });

  it("a look-up shows every value but secrets", () => {
    forEachForm((answer) => {
      const shown = whole(everyBlock, answer, {});
      expect(shown).toMatchObject({ extension: 501, size: 20, on: true, role: 3, box: { label: "Box", count: 2 } });
      const rest = without("token")(shown as JsonObject);
      expect(JSON.stringify(rest)).not.toMatch(/sesame|4711/);
      for (const mask of MASKS) expect(JSON.stringify(rest)).not.toContain(JSON.stringify(mask));
    });
  });
});

it("an answer is complete with all that it can show, also if it hides what is never shown", () => {
  expect(isComplete(everyBlock, living, { declared: inputs, state: {} })).toBe(true);
  expect(isComplete(everyBlock, hiding(undefined)(living), { declared: inputs, state: {} })).toBe(false);
  const state = { notShown: ["pin", "box.code"] };
  expect(isComplete(everyBlock, hiding(undefined)(living), { declared: inputs, state })).toBe(true);
  expect(isComplete(everyBlock, { uuid: "u" }, { declared: inputs, state })).toBe(false);
});
