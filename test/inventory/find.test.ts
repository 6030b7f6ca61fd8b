import { AccountReader } from "../../provider/account";
import { NotFoundError, SelectorError, YayError } from "../../provider/client";
import { type Kind, registry } from "../../provider/kinds/registry";
import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { isOwn, lifecycleOf, type Scenario } from "../support/scenario";
import { withoutUuids } from "../support/secrets";
import { settingsFor } from "../support/engine";
import { acme, globex } from "../support/account";
import { huntGroup } from "../kinds/huntGroup";
import { mailbox } from "../kinds/mailbox";
import { phoneBook } from "../kinds/phoneBook";
import { sipUser } from "../kinds/sipUser";
import { subReseller } from "../kinds/subReseller";
import { trunk } from "../kinds/trunk";
import { trunkAuthentication } from "../kinds/trunkAuthentication";
import { voipBundle } from "../kinds/voipBundle";
import { scenarios } from "../kinds/index";

const NOBODY = "0a7c9999-9999-4999-8999-999999999999";

const reader = ({ sim }: Stage) => new AccountReader(() => undefined, settingsFor(sim));
const find = (stage: Stage, by: Props, kind: Kind = stage.scenario.kind) => reader(stage).find(kind, by);
const refusal = async (stage: Stage, by: Props): Promise<YayError> => {
  const error = await failure(find(stage, by));
  if (YayError.is(error)) return error;
  throw error;
};

/** What tells where an object of the scenario is: its customer, and what it stands under. */
function placeOf({ kind, inputs }: Scenario): Props {
  const { scope, parent }: ResourceDefinition = registry[kind];
  return { ...(scope === "customer" && { customer: inputs["customer"] }), ...(parent !== undefined && { [parent]: inputs[parent] }) };
}

/** Whether the kind itself says where its objects are. */
function isPlaced(kind: Kind): boolean {
  const definition: ResourceDefinition = registry[kind];
  return definition.of === undefined;
}

const own = Object.values(scenarios).filter(({ kind }) => isPlaced(kind) && (isOwn(kind) || lifecycleOf(kind) === "found"));

describe.each(own)("a look-up of a $kind", (scenario) => {
  const fields: Readonly<Record<string, Field>> = registry[scenario.kind].fields;
  const isPlain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  const selecting = Object.entries(scenario.inputs).filter(([name, value]) => {
    const { wire, readFrom, secret, writeOnly } = fields[name]?.facts ?? {};
    return (wire ?? readFrom) !== undefined && secret !== true && writeOnly !== true && isPlain(value);
  });

  it("finds it by its uuid, and by each plain value that it shows", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const place = placeOf(scenario);
      const { id } = stage.it;
      expect(selecting.length).toBeGreaterThan(0);
      for (const by of [{ uuid: id }, ...selecting.map(([name, value]) => ({ [name]: value }))]) {
        expect(await find(stage, { ...place, ...by })).toMatchObject({ ...Object.fromEntries(selecting), ...place, uuid: id });
      }
      expect(await find(stage, { ...place, ...Object.fromEntries(selecting) })).toMatchObject({ uuid: id });
    });
  });
});

describe("a look-up by value", () => {
  it("refuses a kind whose objects stand where their own arguments say, and names the way that works", () =>
    onStage(huntGroup, async (stage) => {
      const error = await failure(find(stage, { customer: acme, name: "Shop" }, "ApiObject"));
      expect(SelectorError.is(error)).toBe(true);
      expect(String(error)).toContain("use ApiObject.get with a uuid and the path.\nNothing was sent.");
    }));

  it("says how many there are where none is like that, and whose were looked at", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      const error = await refusal(stage, { customer: acme, extension: 999, name: "Sales" });
      expect(error.constructor).toBe(NotFoundError);
      expect(error.message).toMatch(
        new RegExp(
          `^Cannot look up HuntGroup with extension 999 and with name "Sales": none of the 1 of the customer ${acme} is like that\\.`,
        ),
      );
      expect((await refusal(stage, { extension: 601 })).message).toContain("none of the 0 of the own account is like that");
      expect((await refusal(stage, { customer: globex, extension: 601 })).message).toContain("none of the 0");
    }));

  it("names the candidates where several are like that", () =>
    onStage(mailbox, async (stage) => {
      await stage.up();
      const other = stage.sim.portal.addObject("mailbox", { name: "The other", mailbox: "8002", transcribe: true }, "acme-ltd").uuid;
      stage.edit((record) => (record["transcribe"] = true));
      const error = await refusal(stage, { customer: acme, transcribe: true });
      expect(error.constructor).toBe(SelectorError);
      expect(error.message).toContain("Cannot look up Mailbox with transcribe true: 2 are like that.\n");
      for (const uuid of [other, stage.it.id]) expect(error.message).toContain(`\n  ${uuid}, "`);
    }));

  it("finds nothing by its uuid where another account has it, and says which was asked", () =>
    onStage(huntGroup, async (stage) => {
      await stage.up();
      const elsewhere = await refusal(stage, { customer: globex, uuid: stage.it.id });
      expect([elsewhere.constructor, elsewhere.status]).toEqual([NotFoundError, 404]);
      expect(elsewhere.message).toContain(`belongs to the customer ${globex}`);
      expect((await refusal(stage, { uuid: stage.it.id })).message).toContain("The own account was asked");
      expect((await refusal(stage, { customer: NOBODY, name: "Sales" })).message).toContain("Check the customer's uuid.");
    }));

  it("shows no secret, neither one of the program's nor one that the API makes", async () => {
    await onStage(mailbox, async (stage) => {
      await stage.up({ password: "4711" });
      expect(withoutUuids(JSON.stringify(await find(stage, { customer: acme, uuid: stage.it.id })))).not.toContain("4711");
    });
    await onStage(phoneBook, async (stage) => {
      await stage.up();
      const { password } = stage.live();
      expect(typeof password).toBe("string");
      expect(withoutUuids(JSON.stringify(await find(stage, { customer: acme, uuid: stage.it.id })))).not.toContain(String(password));
    });
  });

  it.each([
    [sipUser, "userName", "user_name"],
    [phoneBook, "username", "username"],
    [voipBundle, "expiresOn", "expires_on"],
  ] as const)("finds a $kind by what the API alone sets, too: %s", (scenario, output, wire) =>
    onStage(scenario, async (stage) => {
      await stage.up();
      const value = stage.live()[wire];
      expect(typeof value).toBe("string");
      expect(await find(stage, { customer: acme, [output]: value })).toMatchObject({ uuid: stage.it.id, [output]: value });
      expect((await refusal(stage, { customer: acme, [output]: "other" })).constructor).toBe(NotFoundError);
      expect((await refusal(stage, { customer: acme, [output]: 5 })).constructor).toBe(SelectorError);
    }),
  );

  it("is refused by a secret that the API makes", () =>
    onStage(phoneBook, async (stage) => {
      await stage.up();
      const { password } = stage.live();
      const error = await refusal(stage, { customer: acme, password });
      expect(error.message).toContain("password tells none apart");
      expect(error.message).not.toContain(String(password));
    }));

  it("is of one parent, for what stands under another object", () =>
    onStage(trunkAuthentication, async (stage) => {
      await stage.up();
      const { type } = stage.scenario.inputs;
      expect((await refusal(stage, { customer: acme, type })).message).toContain("its trunk has no value");
      const elsewhere = Object.values(stage.scenario.replacements["trunk"] as Props)[0] as string;
      expect((await refusal(stage, { customer: acme, trunk: elsewhere, type })).message).toContain("none of the 0");
    }));

  it("reads by itself what the list does not show", () =>
    onStage(
      huntGroup,
      async (stage) => {
        await stage.up();
        expect(await find(stage, { customer: acme, extension: 601 })).toMatchObject({ uuid: stage.it.id, extension: 601 });
      },
      { switches: { listItems: "incomplete" } },
    ));

  it("gives all that the object shows where the list leaves fields out, by one request more", () =>
    onStage(
      huntGroup,
      async (stage) => {
        await stage.up();
        const { members } = stage.scenario.inputs;
        const requests = await stage.requests(async () => {
          expect(await find(stage, { customer: acme, name: "Sales" })).toMatchObject({ members });
        });
        expect(requests.filter(({ path }) => path.startsWith("/voip/"))).toHaveLength(2);
      },
      { switches: { listItems: "incomplete" } },
    ));

  it("gives what the list shows where the path of one object is a guess that does not answer", () =>
    onStage(
      trunk,
      async (stage) => {
        await stage.up();
        const path = `/voip/trunk/${stage.it.id}`;
        stage.sim.faults.add({ times: 0, match: { method: "GET", path }, effect: { kind: "status", status: 404 } });
        const found = await find(stage, { customer: acme, name: stage.scenario.inputs["name"] });
        expect(found).toMatchObject({ uuid: stage.it.id, name: stage.scenario.inputs["name"] });
      },
      { switches: { listItems: "incomplete" } },
    ));

  it("says what came back where the list cannot be read", () =>
    onStage(subReseller, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { method: "GET" }, effect: { kind: "status", status: 403 } });
      expect((await refusal(stage, { contactName: "Acme Ltd" })).message).toMatch(/GET \/account\/reseller → 403/);
    }));

  it.each<[string, Props, RegExp]>([
    ["nothing", { customer: acme }, /nothing names it: give its uuid, or one of name, extension, members\.\nNothing was sent\.$/],
    ["a value that is none", { customer: acme, name: undefined }, /its name has no value/],
    ["a customer that is none", { customer: "", name: "Sales" }, /its customer has no value/],
    ["a uuid with something beside it", { customer: acme, uuid: NOBODY, name: "Sales" }, /its uuid names it alone/],
    ["a uuid that is none", { customer: acme, uuid: "sales" }, /its uuid is not a uuid/],
    ["an argument that it does not have", { customer: acme, extention: 601 }, /extention tells none apart; did you mean extension\?/],
    ["an option", { customer: acme, adopt: true }, /adopt tells none apart/],
    ["a number as text", { customer: acme, extension: "601" }, /extension: must be a whole number above zero/],
    ["a text that an output was put into", { customer: acme, name: "x [object Promise]" }, /name: holds "\[object Promise\]"/],
  ])("is refused, and nothing is sent, where it is given %s", (_what, by, said) =>
    onStage(huntGroup, async (stage) => {
      const requests = await stage.traffic(async () => {
        const error = await refusal(stage, by);
        expect(error.constructor).toBe(SelectorError);
        expect(error.message).toMatch(said);
      });
      expect(requests).toEqual([]);
    }),
  );

  it("is refused by a secret, which would tell whether it is right", () =>
    onStage(mailbox, async (stage) => {
      const error = await refusal(stage, { customer: acme, password: "4711" });
      expect(error.message).toContain("password tells none apart");
      expect(error.message).not.toContain("4711");
    }));

  it("says of a part of another object that this is to be looked up", () =>
    onStage(huntGroup, async (stage) => {
      expect((await failure(find(stage, { customer: acme, uuid: NOBODY }, "CallFlowContent"))).message).toContain(
        "it is a part of what its callFlow names",
      );
    }));
});

it("a look-up by a text takes accents for the same that are written as one character or as two", () =>
  onStage(huntGroup, async (stage) => {
    await stage.up({ name: "Caf\u00e9" });
    stage.edit((record) => (record["name"] = "Cafe\u0301"));
    expect(await find(stage, { customer: acme, name: "Caf\u00e9" })).toMatchObject({ uuid: stage.it.id });
  }));
