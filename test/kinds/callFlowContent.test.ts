import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { type Program, Refused, type UuidOf } from "../support/lifecycleEngine";
import { acme, mailbox, phone } from "../support/account";
import { callFlow } from "./callFlow";
import { callFlowContent } from "./callFlowContent";
import { emptyFlows, liveStep } from "./flows";

const [filled = ""] = emptyFlows;
const short = { start: { module: "start", next: "voice" }, voice: { module: "voicemail", mailboxes: [mailbox] } };
const longer = { ...short, start: { module: "start", next: "ring" }, ring: { module: "busy", duration: 5 } };

const on = (action: (stage: Stage) => Promise<void>) => () => onStage(callFlow, action);

/** A flow without steps and what fills it. */
const apart = (flow: Props, more: Props = {}): Program => ({
  main: { kind: "CallFlow", inputs: { customer: acme, name: "Main line", extension: 501, content: "separate", ...more } },
  steps: {
    kind: "CallFlowContent",
    inputs: async (uuidOf: UuidOf) => ({ customer: acme, callFlow: await uuidOf("main"), flow }),
  },
});

const together = (flow: Props): Program => ({
  main: { kind: "CallFlow", inputs: { customer: acme, name: "Main line", extension: 501, flow } },
});

const modules = (record: JsonObject) => Object.values(record["flow"] as Record<string, JsonObject>).map((step) => step["module"]);
const flowOf = (stage: Stage, name = "main") => stage.live(stage.engine.recorded(name).id);
const writes = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("GET"));

/** Two flows whose steps name each other. */
const cycle: Program = Object.fromEntries(
  ["front", "back"].flatMap((name, index) => {
    const other = name === "front" ? "back" : "front";
    const flow = async (uuidOf: UuidOf) => ({
      start: { module: "start", next: "over" },
      over: { module: "another_flow", target: await uuidOf(other) },
    });
    return [
      [name, { kind: "CallFlow", inputs: { customer: acme, name, extension: 501 + index, content: "separate" } }],
      [
        `${name}-steps`,
        {
          kind: "CallFlowContent",
          inputs: async (uuidOf: UuidOf) => ({ customer: acme, callFlow: await uuidOf(name), flow: await flow(uuidOf) }),
        },
      ],
    ];
  }),
) as Program;

it(
  "the PIN of a conference comes back in the up whose PUT of the flow was without it",
  on(async (stage) => {
    const meeting = { start: { module: "start", next: "room" }, room: { module: "conference", pin: "4711" } };
    await stage.engine.up(apart(meeting));
    const { id } = stage.engine.recorded("main");
    stage.sim.portal.edit(id, (record) => (liveStep(record, "conference")["pin"] = "****"));
    await stage.engine.preview(apart(meeting, { name: "Front desk" }));
    expect(await stage.engine.up(apart(meeting, { name: "Front desk" }))).toEqual({ main: "update", steps: "update" });
    expect(flowOf(stage)["name"]).toBe("Front desk");
    expect(liveStep(flowOf(stage), "conference")["pin"]).toBe("4711");
    expect(await stage.engine.up(apart(meeting, { name: "Front desk" }))).toEqual({ main: "same", steps: "same" });
    expect(await stage.engine.up(apart(meeting, { name: "Main line" }))).toEqual({ main: "update", steps: "same" });
  }),
);

describe("two flows that point at each other", () => {
  it(
    "are made in one up, and a second one sends nothing",
    on(async (stage) => {
      const requests = await stage.traffic(() => stage.engine.up(cycle));
      expect(writes(requests)).toEqual(["POST /voip/flow", "POST /voip/flow", "PUT /voip/flow/{uuid}", "PUT /voip/flow/{uuid}"]);
      const [front, back] = ["front", "back"].map((name) => stage.engine.recorded(name).id);
      expect(liveStep(flowOf(stage, "front"), "another_flow")["target"]).toBe(back);
      expect(liveStep(flowOf(stage, "back"), "another_flow")["target"]).toBe(front);
      expect(await stage.traffic(() => stage.engine.up(cycle))).toEqual([]);
      expect(Object.values(await stage.engine.refresh())).toEqual(["same", "same", "same", "same"]);
      expect(await stage.traffic(() => stage.engine.up(cycle))).toEqual([]);
    }),
  );

  it.each(["POST", "PUT"])("are finished by the next up where a %s failed, with nothing made twice", async (method) => {
    await on(async (stage) => {
      stage.sim.faults.add({ match: { method, nth: 2 }, effect: { kind: "status", status: 400 } });
      const { errors } = await stage.engine.tryUp(cycle);
      expect(Object.keys(errors).length).toBeGreaterThan(0);
      await stage.engine.up(cycle);
      expect(stage.count()).toBe(2);
      expect(await stage.traffic(() => stage.engine.up(cycle))).toEqual([]);
    })();
  });

  it.each([1, 2])("are finished by the next run where the machine died at PUT %s", async (nth) => {
    await on(async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "PUT", nth }, wait: { when: "after" } });
      await stage.engine.killedUp(cycle, held.held);
      held.release();
      await stage.engine.up(cycle);
      expect(stage.count()).toBe(2);
      expect(modules(flowOf(stage, "front"))).toEqual(["start", "another_flow"]);
      expect(modules(flowOf(stage, "back"))).toEqual(["start", "another_flow"]);
      expect(await stage.traffic(() => stage.engine.up(cycle))).toEqual([]);
    })();
  });

  it(
    "let go of each other before they are deleted",
    on(async (stage) => {
      await stage.engine.up(cycle);
      const requests = await stage.traffic(() => stage.engine.destroy());
      const first = writes(requests).findIndex((request) => request.startsWith("DELETE"));
      expect(writes(requests).slice(0, first)).toContain("PUT /voip/flow/{uuid}");
      expect(writes(requests).filter((request) => request.startsWith("DELETE"))).toHaveLength(2);
      expect(stage.count()).toBe(0);
    }),
  );
});

describe("a flow whose steps are another resource's", () => {
  it(
    "is made as a start that leads to a busy tone, and never touches the steps",
    on(async (stage) => {
      await stage.engine.up({ main: apart(short)["main"]! });
      expect(modules(flowOf(stage))).toEqual(["start", "busy"]);
      await stage.engine.up(apart(short));
      await stage.engine.up(apart(short, { name: "Other name" }));
      expect(flowOf(stage)["name"]).toBe("Other name");
      expect(modules(flowOf(stage))).toEqual(["start", "voicemail"]);
      expect(stage.engine.recorded("main").outputs).not.toHaveProperty("flow");
      expect(Object.values(await stage.engine.refresh())).toEqual(["same", "same"]);
    }),
  );

  it(
    "goes back to the busy tone where the resource that fills it leaves the program",
    on(async (stage) => {
      await stage.engine.up(apart(short));
      await stage.engine.up({ main: apart(short)["main"]! });
      expect(modules(flowOf(stage))).toEqual(["start", "busy"]);
    }),
  );

  it(
    "is left as it is where somebody has put other steps there since",
    on(async (stage) => {
      await stage.engine.up(apart(short));
      const theirs = { "aa000000-0000-4000-8000-000000000001": { module: "start", next: "aa000000-0000-4000-8000-000000000002" } };
      const steps = { ...theirs, "aa000000-0000-4000-8000-000000000002": { module: "voicemail", mailboxes: [phone] } };
      stage.sim.portal.edit(stage.engine.recorded("main").id, { flow: steps });
      expect(writes(await stage.traffic(() => stage.engine.up({ main: apart(short)["main"]! })))).toEqual([]);
      expect(flowOf(stage)["flow"]).toEqual(steps);
    }),
  );

  it(
    "takes its steps over from the flow that had them, and gives them back, without a step changing in between",
    on(async (stage) => {
      await stage.engine.up(together(longer));
      const before = flowOf(stage)["flow"];
      expect(writes(await stage.traffic(() => stage.engine.up(apart(longer))))).toEqual([]);
      expect(flowOf(stage)["flow"]).toEqual(before);
      expect(await stage.traffic(() => stage.engine.up(apart(longer)))).toEqual([]);
      expect(writes(await stage.traffic(() => stage.engine.up(together(longer))))).toEqual([]);
      expect(flowOf(stage)["flow"]).toEqual(before);
      expect(await stage.traffic(() => stage.engine.up(together(longer)))).toEqual([]);
      expect([...stage.engine.state.keys()]).toEqual(["main"]);
    }),
  );

  it(
    "is changed by no other resource of the program",
    on(async (stage) => {
      const twice = { ...apart(short), again: { ...apart(longer)["steps"]! } };
      const { errors } = await stage.engine.tryUp(twice);
      expect(Object.values(errors).map(({ message }) => message)).toEqual([
        expect.stringContaining('CallFlowContent "steps" of this program fills'),
      ]);
    }),
  );

  it(
    "and its content can both change in one up",
    on(async (stage) => {
      await stage.engine.up(apart(short));
      await stage.engine.up(apart(longer, { name: "Other name", extension: 502 }));
      expect(flowOf(stage)).toMatchObject({ name: "Other name", extension: 502 });
      expect(modules(flowOf(stage)).sort()).toEqual(["busy", "start", "voicemail"]);
      expect(Object.values(await stage.engine.refresh())).toEqual(["same", "same"]);
    }),
  );

  it(
    "is made anew together with its content where somebody deleted it",
    on(async (stage) => {
      await stage.engine.up(apart(short));
      stage.sim.portal.remove(stage.engine.recorded("main").id);
      expect(Object.values(await stage.engine.refresh())).toEqual(["gone", "gone"]);
      await stage.engine.up(apart(short));
      expect(modules(flowOf(stage))).toEqual(["start", "voicemail"]);
    }),
  );
});

describe("what the content of a flow refuses", () => {
  const reasons = async (stage: Stage, program: Program) => {
    const error = await failure(stage.engine.up(program));
    expect(error).toBeInstanceOf(Refused);
    return error.message;
  };

  it("a flow that is filled otherwise: names each difference and sends nothing", () =>
    onStage(callFlowContent, async (stage) => {
      await stage.up();
      stage.engine.state.clear();
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.up({ flow: short }));
        expect(message).toContain(`callFlow ${filled} is filled already, otherwise than the program says, and nothing was sent`);
        expect(message).toContain(`adopt: { uuid: "${filled}", overwrite: true }`);
      });
      expect(requests).toEqual(stage.lines("GET ITEM"));
    }));

  it("a flow that does not live", () =>
    onStage(callFlowContent, async (stage) => {
      const { message } = await failure(stage.up({ callFlow: "99990000-0000-4000-8000-000000000009" }));
      expect(message).toContain("callFlow has to name a living object");
    }));

  it(
    "the uuid of another kind, as far as the engine has told of it",
    on(async (stage) => {
      const customer = { kind: "SubReseller" as const, inputs: { name: "globex-uk", contactName: "Globex" } };
      await stage.engine.up({ customer });
      const steps = {
        kind: "CallFlowContent" as const,
        inputs: async (uuidOf: UuidOf) => ({ callFlow: await uuidOf("customer"), flow: short }),
      };
      expect(await reasons(stage, { customer, steps })).toBe("callFlow: must be the uuid of a CallFlow, and is that of a SubReseller");
    }),
  );

  it(
    "an id of another kind within a step, in CallFlow too",
    on(async (stage) => {
      const customer = { kind: "SubReseller" as const, inputs: { name: "globex-uk", contactName: "Globex" } };
      await stage.engine.up({ customer, ...apart(short) });
      const ring = (uuid: string) => ({
        ...short,
        start: { module: "start", next: "ring" },
        ring: { module: "extension", extensions: [{ type: "sipuser", uuid }], noanswer: "voice" },
      });
      const broken = async (uuidOf: UuidOf) => ({ customer: acme, flow: ring(await uuidOf("customer")) });
      const kinds: Program = {
        content: { kind: "CallFlowContent", inputs: async (uuidOf) => ({ ...(await broken(uuidOf)), callFlow: await uuidOf("main") }) },
        flow: { kind: "CallFlow", inputs: async (uuidOf) => ({ ...(await broken(uuidOf)), name: "Broken", extension: 502 }) },
      };
      for (const declared of Object.values(kinds)) {
        expect(await reasons(stage, { customer, ...apart(short), declared })).toMatch(
          /^flow\.ring\.extensions\.0\.uuid: .* names a SubReseller where a SIP user is meant/,
        );
      }
    }),
  );

  it.each(["CallFlow", "CallFlowContent"] as const)("warnings, where a %s is strict", async (kind) => {
    const silent = {
      start: { module: "start", next: "ring" },
      ring: { module: "extension", extensions: [{ type: "sipuser", uuid: phone }] },
    };
    const scenario =
      kind === "CallFlow"
        ? { ...callFlow, inputs: { ...callFlow.inputs, flow: silent } }
        : { ...callFlowContent, inputs: { ...callFlowContent.inputs, flow: silent } };
    await onStage(scenario, async (stage) => {
      await stage.up();
      expect(await stage.up({ strict: false })).toBe("same");
      expect((await failure(stage.up({ strict: true }))).message).toMatch(/^flow\.ring/);
    });
  });

  it.each([
    [
      "steps in both places",
      { flow: short, content: "separate" },
      'content: leaves the steps to a CallFlowContent; leave out either flow or content: "separate"',
    ],
    ["steps in neither", { flow: undefined }, 'flow: is required; or write content: "separate" and fill the flow by a CallFlowContent'],
    ["another word", { flow: undefined, content: "apart" }, 'content: must be "separate", or be left out'],
  ])("%s", async (_what, change, reason) => {
    await on(async (stage) => {
      expect((await failure(stage.up(change))).message).toBe(reason);
    })();
  });
});
