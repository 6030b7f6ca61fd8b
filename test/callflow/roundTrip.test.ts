import fc from "fast-check";
import { parse, render, sameFlow, uuidsOf } from "../../provider/callflow";
import { wireFlow } from "./arbitraries";
import { callPete, id } from "./samples";

const back = (wire: Record<string, unknown>, names: Record<string, string> = {}): unknown => {
  const parsed = parse(wire, { names });
  const uuids = uuidsOf(parsed.names);
  return render(parsed.flow, { uuidOf: (step) => uuids[step] ?? `lost ${step}` });
};

describe("parse and render", () => {
  test("bring the vendor's flow back byte for byte", () => {
    expect(JSON.stringify(back(callPete))).toBe(JSON.stringify(callPete));
  });

  test("bring any flow back byte for byte, with undocumented modules and keys", () => {
    fc.assert(
      fc.property(wireFlow(), (wire) => {
        expect(JSON.stringify(back(wire))).toBe(JSON.stringify(wire));
      }),
      { numRuns: 300 },
    );
  });

  test("bring a flow of a thousand steps back", () => {
    fc.assert(
      fc.property(wireFlow({ maxSteps: 1000 }), (wire) => {
        expect(JSON.stringify(back(wire))).toBe(JSON.stringify(wire));
      }),
      { numRuns: 5 },
    );
  });

  test("bring any flow back whatever names are known for its uuids", () => {
    const name = fc.oneof(
      fc.constantFrom("menu", "start", "busy-2", "sipuser_voicemail", "__proto__", "", id(1)),
      fc.string({ maxLength: 3 }).filter((text) => !/^\d+$/.test(text)),
    );
    const named = wireFlow().chain((wire) =>
      fc.tuple(fc.constant(wire), fc.array(name, { minLength: Object.keys(wire).length, maxLength: 20 })),
    );
    fc.assert(
      fc.property(named, ([wire, names]) => {
        const known = Object.fromEntries(Object.keys(wire).map((key, index) => [key, names[index] ?? "x"]));
        expect(JSON.stringify(back(wire, known))).toBe(JSON.stringify(wire));
      }),
      { numRuns: 300 },
    );
  });

  test("bring a copy of the parsed flow back with equal content", () => {
    fc.assert(
      fc.property(wireFlow(), (wire) => {
        const parsed = parse(wire);
        const uuids = uuidsOf(parsed.names);
        const copy = structuredClone(parsed.flow);
        expect(render(copy, { uuidOf: (step) => uuids[step] ?? "" })).toEqual(wire);
        expect(sameFlow(copy, parsed.flow)).toBe(true);
      }),
    );
  });
});

describe("parse", () => {
  test("names steps by what is known, by their key, or by module and uuid, however the steps are ordered", () => {
    const wire = {
      "3fa85f64-5717-4562-b3fc-2c963f66afa6": { module: "voicemail", mailboxes: [id(1)] },
      "3fa85f64-0000-4562-b3fc-2c963f66afa6": { module: "voicemail", mailboxes: [id(2)] },
      [id(3)]: { module: "start", next: id(4) },
      [id(4)]: { module: "Trunk", uuid: id(9) },
      lobby: { module: "busy" },
    };
    const expected = {
      "3fa85f64-0000-4562-b3fc-2c963f66afa6": "voicemail-3fa8",
      "3fa85f64-5717-4562-b3fc-2c963f66afa6": "voicemail-3fa85f",
      [id(3)]: "start",
      [id(4)]: "hand-over",
      lobby: "lobby",
    };
    expect(parse(wire, { names: { [id(4)]: "hand-over" } }).names).toEqual(expected);
    const reversed = Object.fromEntries(Object.entries(wire).reverse());
    expect(parse(reversed, { names: { [id(4)]: "hand-over" } }).names).toEqual(expected);
  });

  test("never gives a name that a lost step had, or the reserved one", () => {
    const wire = { [id(1)]: { module: "start", next: id(2) }, [id(2)]: { module: "busy" } };
    const { names } = parse(wire, { names: { [id(8)]: "start", [id(2)]: "sipuser_voicemail" } });
    expect(names).toEqual({ [id(1)]: "start-0000", [id(2)]: "busy-0000" });
  });

  test("lets a step that nobody named so keep the text of a target that leads nowhere", () => {
    const wire = { [id(1)]: { module: "start", next: "menu" }, [id(2)]: { module: "pressextension", next: {} } };
    const { flow, names } = parse(wire, { names: { [id(1)]: "start", [id(2)]: "menu" } });
    expect(names[id(2)]).toBe("pressextension-0000");
    expect(flow).toMatchObject({ start: { next: "menu" } });
  });

  test("decodes numbers that came as text, and pins that came as numbers", () => {
    const wire = {
      a: { module: "extension", extensions: [], duration: "20" },
      b: { module: "conference", pin: 42 },
      c: { module: "busy", duration: "soon" },
    };
    expect(parse(wire).flow).toEqual({
      a: { module: "extension", extensions: [], duration: 20 },
      b: { module: "conference", pin: "0042" },
      c: { module: "busy", duration: "soon" },
    });
    expect(parse(wire, { verbatim: true }).flow).toEqual(wire);
  });

  test("gathers undocumented keys, and leaves undocumented modules and their uuids as they are", () => {
    const wire = {
      [id(1)]: { module: "play", loops: 3, next: id(2), sound: id(9), extra: 1, dialDuration: 4 },
      [id(2)]: { module: "place_call_into_queue", queue: id(8), overflow: id(1), dial_duration: "3" },
    };
    expect(parse(wire, { names: { [id(1)]: "hello", [id(2)]: "queue" } }).flow).toEqual({
      hello: { module: "play", next: "queue", sound: id(9), extra: { loops: 3, extra: 1, dialDuration: 4 } },
      queue: { module: "place_call_into_queue", queue: id(8), overflow: id(1), dial_duration: "3" },
    });
  });

  test("pollutes nothing", () => {
    const wire = JSON.parse(
      `{"__proto__":{"module":"start","next":"__proto__","__proto__":{"polluted":1}},"constructor":{"module":"busy","prototype":{}}}`,
    ) as Record<string, unknown>;
    const text = JSON.stringify(back(wire));
    expect(text).toBe(JSON.stringify(wire));
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(parse(wire).flow)).toBe(Object.prototype);
  });
});

describe("render", () => {
  test("leaves the literal of dialbyextension as it is, even beside a step that is wrongly called so", () => {
    const flow = {
      sipuser_voicemail: { module: "dialbyextension", next: { invalid: "sipuser_voicemail" }, noanswer: "sipuser_voicemail" },
    };
    expect(render(flow, { uuidOf: () => id(1) })).toEqual({
      [id(1)]: { module: "dialbyextension", next: { invalid: id(1) }, noanswer: "sipuser_voicemail" },
    });
  });

  test("asks no uuid for a step that has one as its name, and leaves out what is undefined", () => {
    const asked: string[] = [];
    const flow = {
      start: { module: "start", next: id(5), extra: { next: "lost", note: 1 } },
      [id(5)]: {
        module: "dialbyextension",
        next: { invalid: "start", timeout: undefined },
        noanswer: "sipuser_voicemail",
        dialDuration: 5,
        sound: undefined,
      },
    };
    const wire = render(flow, { uuidOf: (step) => (asked.push(step), id(1)) });
    expect(asked).toEqual(["start"]);
    expect(wire).toEqual({
      [id(1)]: { module: "start", next: id(5), note: 1 },
      [id(5)]: { module: "dialbyextension", next: { invalid: id(1) }, noanswer: "sipuser_voicemail", dial_duration: 5 },
    });
    expect(Object.keys(wire[id(5)] as object)).not.toContain("sound");
  });
});
