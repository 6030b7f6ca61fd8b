import { itInAll, runsAll } from "../support/all";
import { SHORT, SHORTEST } from "../support/ugly/account";
import { TakingOver, type Trial } from "../support/takingOver";

/** Set by `npm run test:adoption`. */
const given = (name: string, byDefault: number) => Number(process.env[`YAY_TEST_ADOPTION_${name}`] ?? byDefault);

const isLong = process.env["YAY_TEST_ADOPTION_CUSTOMERS"] !== undefined;

const size = runsAll ? { ...SHORT, edits: 60 } : { ...SHORTEST, edits: 40 };

const trial: Trial = {
  seed: given("SEED", 1),
  customers: given("CUSTOMERS", size.customers),
  objects: given("OBJECTS", size.objects),
  edits: given("EDITS", size.edits),
  stacks: given("STACKS", 2),
  say: (line) => {
    if (isLong) process.stderr.write(`${line}\n`);
  },
};

jest.setTimeout(isLong ? 24 * 3_600_000 : 900_000);

describe(`an account of ${trial.customers} customers with ${trial.objects} objects, as strange as real ones are`, () => {
  let taking: TakingOver;

  beforeAll(async () => {
    taking = await TakingOver.of(trial);
  });
  afterAll(() => taking.close());

  it("is exported without a write and a secret, by its lists and few requests more, and previews without a change after an import", async () => {
    const { resources, requests } = await taking.takeOver();
    expect(resources).toBeGreaterThan(trial.objects * 0.8);
    expect(requests.sent).toBeLessThanOrEqual(Math.ceil(requests.lists * 1.05));
  });

  itInAll("is code that the strictest compiler and the strictest rules of the linter take", async () => {
    expect(await taking.judgeCode()).toBe("");
  });

  it("shows each of many random edits in the portal as drift, nothing beside them, and is repaired by one up --refresh", async () => {
    const { edits, ...outcome } = await taking.editAndRepair();
    expect(edits).toBe(trial.edits);
    expect(outcome).toEqual({ byStates: { missed: [], beside: [] }, byPreview: { missed: [], beside: [] }, notRepaired: [] });
  });

  it("is taken into the code by one patch: edits of every field, what somebody deleted, and a new user with its import file", async () => {
    const { notEdited, program, added, removed } = await taking.editAndTakeIn();
    expect(notEdited).toEqual([]);
    expect(program).toMatch(new RegExp(`new yay\\.SipUser\\([^;]+adopt: "${added.user}"`));
    for (const uuid of removed) expect(program).not.toContain(uuid);
  });

  itInAll("is taken over in stacks of their own, too, which preview without a change", async () => {
    expect(await taking.takeOverByStacks()).toBe(trial.stacks);
  });
});
