import { readFile } from "node:fs/promises";
import { startSimulator } from "../../provider/simulator/index";
import { Desk, settingsOf, yay } from "./support";

const desk = new Desk();

const night = "92b0aca6-12aa-480c-a7b7-a31df403418c";
const uuid = "36e9eb34-b842-45a3-834c-764a8b9caaf4";

const program = {
  name: "Shop",
  timezone: "Europe/London",
  elements: [
    { callFlow: night, closedTime: "0:00-9:00,mon-sun,*,*" },
    { callFlow: night, closedTime: "17:30-23:59,mon-sun,*,*" },
  ],
  exceptions: [{ callFlow: night, startDate: "2026-12-25", startTime: "00:00:00", endDate: "2026-12-25", endTime: "23:59:59" }],
};

const wire = {
  name: "Shop",
  timezone: "Europe/London",
  elements: program.elements.map(({ callFlow, closedTime }) => ({ call_flow: callFlow, closed_time: closedTime })),
  exceptions: [{ call_flow: night, start_date: "2026-12-25", start_time: "00:00:00", end_date: "2026-12-25", end_time: "23:59:59" }],
};

const type = "pulumi-nodejs:dynamic/yay:TimeDiary";
const stateOf = (name: string, outputs: object = program, more: object = {}) => ({
  ...{ urn: `urn:pulumi:dev::proj::${type}::${name}`, custom: true, id: uuid, type, inputs: outputs, outputs },
  ...more,
});
const flow = {
  urn: "urn:pulumi:dev::proj::pulumi-nodejs:dynamic/yay:CallFlow::night",
  custom: true,
  id: night,
  type: "pulumi-nodejs:dynamic/yay:CallFlow",
};
const exported = (...resources: object[]) => ({ version: 3, deployment: { manifest: {}, resources } });

const week = ["--week", "2026-12-24"];

describe("yay diary show", () => {
  it("shows a week as a table, with the names of flows, exceptions in their place, and what is not documented", async () => {
    const names = await desk.put("names.json", { [night]: "Night line\u001b[2J" });
    const { code, out, err } = await yay(["diary", "show", "-", "--names", names, ...week], { input: JSON.stringify(program) });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Shop · Europe\/London · week of 2026-12-21\n/);
    expect(out).toMatch(/mon 21 dec │ 9:00-17:30 │ 0:00-9:00 Night line +│\n│ +│ +│ 17:30-24:00 Night line │/);
    expect(out).toMatch(/fri 25 dec │ +│ 0:00-24:00 Night line/);
    expect(out).toContain("Whether the last minute of an entry is closed is not documented");
    expect(out).not.toContain("\u001b");
  });

  it("reads what the API answers, bare, in an envelope or in a list, like what a program declares", async () => {
    const show = async (value: unknown) => (await yay(["diary", "show", "-", ...week], { input: JSON.stringify(value) })).out;
    const shown = await show(program);
    for (const value of [wire, { status_code: 200, result: wire }, [wire]]) expect(await show(value)).toBe(shown);
  });

  it("shows the diary of a stack's state and of a preview, chosen by the name of either", async () => {
    const closed = { ...program, name: "Closed", elements: [{ closedTime: "0:00-23:59,mon-sun,*,*" }] };
    const preview = { changeSummary: {}, steps: [{ op: "create", urn: "x", newState: stateOf("closed", closed, { outputs: {} }) }] };
    const env = await desk.pulumi({
      "stack export": { out: exported(flow, stateOf("shop"), stateOf("closed", closed), stateOf("gone", closed, { delete: true })) },
      preview: { out: preview },
    });
    const show = (...args: string[]) => yay(["diary", "show", "--stack", "dev", ...args, ...week], { env });
    for (const name of ["shop", "Shop"]) expect((await show("--diary", name)).out).toContain("17:30-24:00 night");
    expect((await show("--preview")).out).toContain("0:00-24:00 no call flow");
    const several = await show();
    expect(several).toMatchObject({ code: 2, err: expect.stringContaining("there are 2: shop, closed. Choose one by --diary <name>.") });
    expect((await show("--diary", "barn")).err).toContain('There is no time diary "barn". There are: shop, closed.');
  });

  it("shows a diary as it lives", async () => {
    const simulator = await startSimulator();
    try {
      const { uuid: live } = simulator.portal.addObject("timeDiary", wire);
      const { code, out } = await yay(["diary", "show", "--live", live, ...week], { env: settingsOf(simulator) });
      expect(code).toBe(0);
      expect(out).toContain(`17:30-24:00 ${night}`);
      expect(simulator.violations).toEqual([]);
      const gone = await yay(["diary", "show", "--live", uuid, ...week], { env: settingsOf(simulator) });
      expect(gone).toMatchObject({ code: 1, err: expect.stringContaining(`Cannot look up TimeDiary ${uuid}`) });
      expect(gone.err).toContain("Check the uuid");
      simulator.faults.add({ times: 0, match: { path: `/voip/out-of-hours/${live}` }, effect: { kind: "status", status: 404 } });
      const elsewhere = await yay(["diary", "show", "--live", live, ...week], { env: settingsOf(simulator) });
      expect(elsewhere).toMatchObject({ code: 1, err: expect.stringContaining("a 404 there does not say that something is gone") });
      const asked = simulator.requests.length;
      const paths = JSON.stringify({ TimeDiary: { item: "/voip/diaries/{uuid}" } });
      await yay(["diary", "show", "--live", live, ...week], { env: { ...settingsOf(simulator), YAY_PATHS: paths } });
      expect(simulator.requests[asked]?.path).toBe(`/voip/diaries/${live}`);
    } finally {
      await simulator.close();
    }
  });

  it("draws a picture, Markdown or JSON, as it is told or as the file's name says", async () => {
    const file = desk.path("week.svg");
    const { code, out } = await yay(["diary", "show", "-", "--output", file, ...week], { input: JSON.stringify(program) });
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(await readFile(file, "utf8")).toMatch(/^<svg [^]*Shop · Europe\/London · week of 2026-12-21[^]*<\/svg>\n$/);
    const shown = (format: string) => yay(["diary", "show", "-", "--format", format, ...week], { input: JSON.stringify(program) });
    expect((await shown("markdown")).out).toContain(`| mon 21 dec | 9:00-17:30 | 0:00-9:00 ${night}<br>17:30-24:00 ${night} |\n`);
    const { days, findings } = JSON.parse((await shown("json")).out) as { days: { date: string }[]; findings: unknown[] };
    expect([days[0]?.date, findings]).toEqual(["2026-12-21", []]);
  });

  it("shows the week of today if none is named", async () => {
    const { out } = await yay(["diary", "show", "-"], { input: JSON.stringify(program) });
    const [, day = ""] = /week of (\S+)\n/.exec(out) ?? [];
    const since = Date.now() - Date.parse(day);
    expect(since).toBeGreaterThan(-86_400_000);
    expect(since).toBeLessThan(8 * 86_400_000);
  });

  it("says what is wrong, and fails if something cannot be", async () => {
    const faulty = { ...program, elements: [{ closedTime: "25:00-9:00,mon,*,*" }] };
    const { code, out } = await yay(["diary", "show", "-", ...week], { input: JSON.stringify(faulty) });
    expect(code).toBe(1);
    expect(out).toContain('error elements.0: "25:00-9:00,mon,*,*": 25:00 is no time of the day.');
    expect(out).toContain("elements.0 (25:00-9:00,mon,*,*) cannot be.");
    const strange = { ...program, elements: [{ closedTime: "*,sun,*,*" }] };
    const warned = await yay(["diary", "show", "-", ...week], { input: JSON.stringify(strange) });
    expect(warned.code).toBe(0);
    expect(warned.out).toContain("warning elements.0:");
  });

  it("does not take a secret or what is not known yet for no closed time", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:aaaa:bbbb" };
    const state = exported(stateOf("shop", { ...program, elements: secret, exceptions: [] }));
    const { code, out } = await yay(["diary", "show", await desk.put("state.json", state), ...week]);
    expect(code).toBe(0);
    expect(out).toContain("elements.0 is not known yet.");
    expect(out).not.toContain("aaaa");
  });

  it.each([
    [["--week", "soon"], "It must be a day such as 2026-12-24."],
    [["--preview"], "--preview goes with --stack."],
    [["--customer", uuid], "--customer goes with --live."],
    [["--live", "shop"], '--live takes a uuid, and "shop" is none.'],
    [[], "Name a file with a time diary, or --stack, or --live <uuid>."],
    [["file.json", "--stack"], "Name a file, or --stack, or --live, not two of them."],
  ])("refuses %j, and says what is meant", async (args, message) => {
    const { code, err } = await yay(["diary", "show", ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it("says so if a file holds no diary", async () => {
    expect(await yay(["diary", "show", "-"], { input: "{}" })).toMatchObject({
      code: 2,
      err: expect.stringContaining("there are 0: none."),
    });
  });
});
