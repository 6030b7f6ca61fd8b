import fc from "fast-check";
import { canonical, matchSteps, overlay, parse, projectFlow, render, sameFlow, tidied, uuidsOf, type Flow } from "../../provider/callflow";
import { wireFlow } from "./arbitraries";
import { callPete, id } from "./samples";

type Loose = Record<string, unknown>;
const flowOf = (a: Loose, more: Loose = {}): Loose => ({ start: { module: "start", next: "a" }, a, ...more });

describe("matchSteps", () => {
  const program = {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "pete", 2: "night", invalid: "menu", timeout: "pete" } },
    pete: { module: "extension", extensions: [{ type: "sipuser", uuid: id(1) }], noanswer: "night" },
    night: { module: "voicemail", mailboxes: [id(2)] },
  };

  test("finds live steps along equal labels and modules", () => {
    expect(matchSteps(program, callPete)).toEqual({
      start: "161ec941-1c6a-4d42-b011-1c050487324d",
      menu: "9085aa47-0ff0-4fd0-9c80-6077e1f475c2",
      pete: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
    });
  });

  test("takes no live step twice, and none of another module", () => {
    const live = {
      [id(1)]: { module: "start", next: id(2) },
      [id(2)]: { module: "pressextension", next: { 1: id(3), 2: id(3), invalid: id(2), timeout: id(4) } },
      [id(3)]: { module: "voicemail", mailboxes: [] },
      [id(4)]: { module: "extension", extensions: [], noanswer: id(3) },
    };
    expect(matchSteps(program, live)).toEqual({ start: id(1), menu: id(2), night: id(3), pete: id(4) });
  });

  test("gives one live step to one step of the program", () => {
    const two = { ...program, night: { ...program.pete, noanswer: "pete" } };
    expect(Object.keys(matchSteps(two, callPete))).toEqual(["start", "menu", "pete"]);
  });

  test("keeps a step whose name is a live uuid, and follows it", () => {
    const live = {
      [id(7)]: { module: "place_call_into_queue", overflow: id(8) },
      [id(8)]: { module: "busy" },
      [id(9)]: { module: "busy" },
    };
    expect(
      matchSteps(
        { [id(7)]: { module: "place_call_into_queue", overflow: id(8) }, [id(8)]: { module: "busy" }, c: { module: "busy" } },
        live,
      ),
    ).toEqual({ [id(7)]: id(7), [id(8)]: id(8), c: id(9) });
    expect(matchSteps({ [id(7)]: { module: "busy" } }, live)).toEqual({});
    const elsewhere = {
      [id(1)]: { module: "start", next: id(6) },
      [id(5)]: { module: "busy" },
      [id(6)]: { module: "busy" },
    };
    expect(matchSteps({ start: { module: "start", next: id(5) }, [id(5)]: { module: "busy" } }, elsewhere)).toEqual({
      start: id(1),
      [id(5)]: id(5),
    });
  });

  test("pairs what alone is left of a module where somebody has led the ways elsewhere, and guesses nothing among several", () => {
    const live = {
      [id(1)]: { module: "start", next: id(3) },
      [id(2)]: { module: "pressextension", next: { 1: id(4), timeout: id(3) } },
      [id(3)]: { module: "voicemail", mailboxes: [] },
      [id(4)]: { module: "extension", extensions: [], noanswer: id(3) },
    };
    expect(matchSteps(program, live)).toEqual({ start: id(1), menu: id(2), night: id(3), pete: id(4) });
    const twice = { ...live, [id(5)]: { module: "pressextension", next: {} } };
    expect(matchSteps(program, twice)).toEqual({ start: id(1), night: id(3), pete: id(4) });
  });

  test("finds every step of a flow that is live just as it is, as far as a call can come", () => {
    fc.assert(
      fc.property(wireFlow({ sound: true }), (wire) => {
        const { flow, names } = parse(wire);
        const found = matchSteps(flow, wire);
        for (const [name, uuid] of Object.entries(found)) expect(names[uuid]).toBe(name);
      }),
    );
  });
});

describe("overlay", () => {
  const live = {
    [id(1)]: { groups: ["g"], module: "start", next: id(2), colour: "red" },
    [id(2)]: { module: "conference", pin: "****", music: id(5), volume: 3 },
    [id(3)]: { module: "place_call_into_queue", queue: "q", hold: 9 },
    [id(4)]: {
      module: "extension",
      extensions: [
        { type: "sipuser", uuid: id(5), ring: "loud" },
        { type: "x_y", uuid: id(5) },
      ],
      duration: 20,
      overflow: id(6),
    },
    [id(6)]: { module: "busy" },
  };

  test("keeps the keys of a live step that the program does not name, and follows the live order", () => {
    const desired = { [id(1)]: { next: id(2), module: "start", colour: "blue" }, [id(2)]: { module: "conference", pin: "1234" } };
    expect(JSON.stringify(overlay(live, desired))).toBe(
      JSON.stringify({
        [id(1)]: { groups: ["g"], module: "start", next: id(2), colour: "blue" },
        [id(2)]: { module: "conference", pin: "1234", music: id(5), volume: 3 },
      }),
    );
  });

  test("keeps documented keys that the program neither names nor has named, and drops those that it has stopped naming", () => {
    const room = { [id(2)]: { module: "conference", pin: 42, music: id(5), announcement: null } };
    const bare = { [id(2)]: { module: "conference" } };
    expect(overlay(room, bare)).toEqual({ [id(2)]: { module: "conference", pin: 42, music: id(5) } });
    expect(overlay(room, bare, { [id(2)]: { module: "conference", pin: "0042", music: id(5) } })).toEqual(bare);
    expect(overlay(room, bare, { [id(2)]: { module: "busy", music: id(5) } })).toEqual({
      [id(2)]: { module: "conference", pin: 42, music: id(5) },
    });
  });

  test("drops ways to other steps, and what a step cannot do without, where the program does not have them", () => {
    const ring = { module: "extension", extensions: [{ type: "sipuser", uuid: id(1) }], noanswer: id(2) };
    const dial = { module: "dialbyextension", next: { invalid: id(2) }, noanswer: "sipuser_voicemail", sound: id(9) };
    const steps = { [id(1)]: ring, [id(2)]: { module: "busy" }, [id(3)]: dial, [id(4)]: { module: "play", sound: id(9), next: id(2) } };
    const desired = {
      ...steps,
      [id(1)]: { module: "extension", extensions: ring.extensions },
      [id(3)]: { module: "dialbyextension", next: {} },
      [id(4)]: { module: "play", next: id(2) },
    };
    expect(overlay(steps, desired)).toEqual({ ...desired, [id(3)]: { module: "dialbyextension", next: {}, sound: id(9) } });
  });

  test.each(["****", "•", "[hidden]", "5f4dcc3b5aa765d61d8327deb882cf99"])("keeps no PIN that is shown as %s", (pin) => {
    expect(overlay({ [id(2)]: { module: "conference", pin } }, { [id(2)]: { module: "conference" } })).toEqual({
      [id(2)]: { module: "conference" },
    });
  });

  test("keeps every key of an entry that stays, whatever other types of entry call it", () => {
    const step = (entry: Loose) => ({ [id(4)]: { module: "extension", extensions: [{ type: "sipuser", uuid: id(5), ...entry }] } });
    expect(overlay(step({ number: 201 }), step({}))).toEqual(step({ number: 201 }));
  });

  test("drops an undocumented key that the program has stopped naming", () => {
    const desired = { [id(1)]: { module: "start", next: id(1) }, [id(3)]: { module: "place_call_into_queue" } };
    const previous = { [id(1)]: { module: "start", colour: "red" }, [id(3)]: { module: "place_call_into_queue", queue: "q" } };
    expect(overlay(live, desired, previous)).toEqual({
      [id(1)]: { groups: ["g"], module: "start", next: id(1) },
      [id(3)]: { module: "place_call_into_queue", hold: 9 },
    });
  });

  test("keeps nothing of a step that became another, or that goes", () => {
    expect(overlay(live, { [id(1)]: { module: "busy" }, [id(8)]: { module: "busy" } })).toEqual({
      [id(1)]: { module: "busy" },
      [id(8)]: { module: "busy" },
    });
  });

  test("drops an undocumented key that leads to a step that goes", () => {
    const step = { module: "extension", extensions: [{ type: "sipuser", uuid: id(5) }] };
    expect(overlay(live, { [id(4)]: step })[id(4)]).toEqual({
      module: "extension",
      duration: 20,
      extensions: [{ type: "sipuser", uuid: id(5), ring: "loud" }],
    });
    expect(overlay(live, { [id(4)]: step, [id(6)]: { module: "busy" } })[id(4)]).toMatchObject({ overflow: id(6) });
  });

  test("keeps undocumented keys of entries that stay", () => {
    const step = {
      module: "extension",
      extensions: [
        { type: "forward", number: "+44" },
        { type: "sipuser", uuid: id(5) },
      ],
    };
    expect(overlay(live, { [id(4)]: step })[id(4)]).toMatchObject({
      extensions: [
        { type: "forward", number: "+44" },
        { type: "sipuser", uuid: id(5), ring: "loud" },
      ],
    });
  });

  test("are sent back with values in the documented types, without PINs that are hidden", () => {
    const live = {
      [id(1)]: { module: "conference", pin: 42, volume: "3" },
      [id(2)]: { module: "conference", pin: "[hidden]", music: id(9) },
      [id(3)]: { module: "busy", duration: "20" },
      [id(4)]: { module: "busy", duration: "soon" },
      [id(5)]: { module: "conference", pin: -1 },
      [id(6)]: { module: "lighthouse", pin: "[hidden]", duration: "20" },
      [id(7)]: { module: "conference", pin: "" },
      [id(8)]: null,
    };
    expect(tidied(live)).toEqual({
      ...live,
      [id(1)]: { module: "conference", pin: "0042", volume: "3" },
      [id(2)]: { module: "conference", music: id(9) },
      [id(3)]: { module: "busy", duration: 20 },
      [id(5)]: { module: "conference" },
    });
  });

  test("never sends a masked pin, and takes the live one where it is in clear", () => {
    const masked = { [id(2)]: { module: "conference", pin: "••••" } };
    expect(overlay(live, masked)[id(2)]).toEqual({ module: "conference", music: id(5), volume: 3 });
    expect(overlay({ [id(2)]: { module: "conference", pin: "0000" } }, masked)[id(2)]).toEqual({ module: "conference", pin: "0000" });
    expect(overlay({}, masked)[id(2)]).toEqual({ module: "conference" });
    const clear = { [id(2)]: { module: "conference", pin: "0000" } };
    expect(overlay(clear, masked, masked)).toEqual(clear);
    expect(overlay(masked, masked, masked)).toEqual({ [id(2)]: { module: "conference" } });
    expect(overlay({}, { [id(2)]: { module: "conference", pin: "0000" } })[id(2)]).toEqual({ module: "conference", pin: "0000" });
  });

  test("of a flow over itself is that flow, byte for byte", () => {
    fc.assert(
      fc.property(wireFlow({ sound: true }), (wire) => {
        expect(JSON.stringify(overlay(wire, wire))).toBe(JSON.stringify(wire));
      }),
    );
  });

  test("pollutes nothing", () => {
    const dangerous = JSON.parse(`{"k":{"module":"busy","__proto__":{"polluted":1},"constructor":2}}`) as Loose;
    expect(JSON.stringify(overlay(dangerous, { k: { module: "busy" } }))).toBe(
      `{"k":{"module":"busy","__proto__":{"polluted":1},"constructor":2}}`,
    );
    expect(({} as Loose)["polluted"]).toBeUndefined();
  });
});

describe("sameFlow", () => {
  const busy = { b: { module: "busy" } };
  test.each<[string, Loose, Loose]>([
    ["the documented default", { module: "extension", extensions: [], duration: 30 }, { module: "extension", extensions: [] }],
    ["the default of another module", { module: "busy", duration: 3 }, { module: "busy" }],
    ["null, blank and empty", { module: "conference", music: null, pin: "", announcement: [] }, { module: "conference" }],
    ["numbers as text", { module: "busy", duration: "5" }, { module: "busy", duration: 5 }],
    ["a pin as a number", { module: "conference", pin: 42 }, { module: "conference", pin: "0042" }],
    ["a masked pin", { module: "conference", pin: "****" }, { module: "conference", pin: "1234" }],
    ["the order of keys", { next: "b", module: "recording" }, { module: "recording", next: "b" }],
    ["the order of mailboxes", { module: "voicemail", mailboxes: [id(1), id(2)] }, { module: "voicemail", mailboxes: [id(2), id(1)] }],
    ["the order of patterns", { module: "calleridmatch", patterns: ["1", "2"] }, { module: "calleridmatch", patterns: ["2", "1"] }],
    [
      "the order of entries, and of their keys",
      {
        module: "extension",
        extensions: [
          { type: "sipuser", uuid: id(1) },
          { type: "forward", number: "4" },
        ],
      },
      {
        module: "extension",
        extensions: [
          { number: 4, type: "forward" },
          { uuid: id(1), type: "sipuser" },
        ],
      },
    ],
    ["absent keys of a menu", { module: "pressextension", next: { 1: "b", 2: null } }, { module: "pressextension", next: { 1: "b" } }],
    ["a menu that came as a list", { module: "pressextension", next: ["b", "b"] }, { module: "pressextension", next: { 0: "b", 1: "b" } }],
    [
      "undocumented keys, whatever their order",
      { module: "busy", extra: { x: { a: 1, b: "2" }, y: null } },
      { module: "busy", extra: { x: { b: 2, a: 1 } } },
    ],
    [
      "patterns that came as numbers",
      { module: "calleridmatch", patterns: [1483, "9"] },
      { module: "calleridmatch", patterns: ["9", "1483"] },
    ],
    [
      "nested blanks of undocumented keys",
      { module: "busy", extra: { x: { a: null, b: [], c: { d: "" } }, y: [{ e: "" }, ""] } },
      { module: "busy", extra: { y: [{}, null] } },
    ],
    [
      "nested blanks of an entry",
      { module: "extension", extensions: [{ type: "sipuser", uuid: id(1), extra: { x: { a: "", b: 1 } } }] },
      { module: "extension", extensions: [{ type: "sipuser", uuid: id(1), extra: { x: { b: 1 } } }] },
    ],
    [
      "how an answer writes yes and no",
      { module: "x_y", a: true, b: { c: [false, true, false, false] } },
      { module: "x_y", a: "Y", b: { c: [0, "true", "", null] } },
    ],
    [
      "how an answer writes yes and no in entries",
      {
        module: "extension",
        extensions: [
          { type: "x_y", on: true },
          { type: "x_y", on: false },
        ],
      },
      {
        module: "extension",
        extensions: [
          { type: "x_y", on: 0 },
          { type: "x_y", on: "1" },
        ],
      },
    ],
    ["an empty extra", { module: "busy", extra: {} }, { module: "busy" }],
    ["undocumented modules", { module: "x_y", a: 1, b: [] }, { b: null, a: "1", module: "x_y" }],
  ])("ignores %s", (_, one, other) => {
    expect(sameFlow(flowOf(one, busy), { ...busy, ...flowOf(other) })).toBe(true);
  });

  test.each<[string, Loose, Loose]>([
    ["another number", { module: "busy", duration: 4 }, { module: "busy" }],
    ["a pin that is gone", { module: "conference", pin: "****" }, { module: "conference" }],
    ["another pin", { module: "conference", pin: "0000" }, { module: "conference", pin: "1111" }],
    ["another target", { module: "recording", next: "a" }, { module: "recording", next: "b" }],
    ["another key of a menu", { module: "pressextension", next: { 1: "b" } }, { module: "pressextension", next: { 2: "b" } }],
    ["a mailbox twice", { module: "voicemail", mailboxes: [id(1), id(1)] }, { module: "voicemail", mailboxes: [id(1)] }],
    ["another module", { module: "busy" }, { module: "fax" }],
    ["an undocumented key", { module: "busy", extra: { x: 1 } }, { module: "busy", extra: { x: 2 } }],
    ["no where nothing stands", { module: "x_y", a: { b: false } }, { module: "x_y", a: {} }],
    ["yes and no", { module: "x_y", a: true }, { module: "x_y", a: "0" }],
    ["yes and another word", { module: "x_y", a: true }, { module: "x_y", a: "on call" }],
    ["words that are no booleans", { module: "x_y", a: "Y" }, { module: "x_y", a: "1" }],
    ["an item more", { module: "x_y", a: ["", 1] }, { module: "x_y", a: [1] }],
    [
      "another entry",
      { module: "extension", extensions: [{ type: "x_y" }, { type: "x_y" }] },
      { module: "extension", extensions: [{ type: "x_y" }, { type: "x_z" }] },
    ],
    ["the order of an undocumented list", { module: "x_y", a: [1, 2] }, { module: "x_y", a: [2, 1] }],
  ])("sees %s", (_, one, other) => {
    expect(sameFlow(flowOf(one, busy), flowOf(other, busy))).toBe(false);
  });

  test("sees a step more or less", () => {
    expect(sameFlow(busy, {})).toBe(false);
    expect(sameFlow({}, busy)).toBe(false);
    expect(sameFlow({ b: busy.b, c: busy.b }, { b: busy.b, d: busy.b })).toBe(false);
  });

  test("holds for a flow and its canonical form", () => {
    fc.assert(
      fc.property(wireFlow(), (wire) => {
        const { flow } = parse(wire);
        expect(sameFlow(flow, canonical(flow))).toBe(true);
        expect(canonical(canonical(flow))).toEqual(canonical(flow));
      }),
    );
  });
});

describe("projectFlow", () => {
  const declared: Flow = {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "ring", timeout: "voice" }, duration: 10 },
    ring: {
      module: "extension",
      extensions: [
        { type: "sipuser", uuid: id(1) },
        { type: "huntgroup", uuid: id(2) },
      ],
      extra: { tone: 1 },
    },
    voice: { module: "voicemail", mailboxes: [id(3), id(4)] },
    room: { module: "conference", pin: "1234" },
  };

  test("shows no drift where live means the same, in the program's spelling", () => {
    const live = {
      voice: { mailboxes: [id(4), id(3)], module: "voicemail", extra: { colour: "red" } },
      start: { module: "start", next: "menu", extra: { hue: 1 } },
      menu: { module: "pressextension", next: { timeout: "voice", 1: "ring", 2: null }, sound: id(9) },
      ring: {
        module: "extension",
        duration: 20,
        extensions: [
          { type: "huntgroup", uuid: id(2), extra: { loud: 1 } },
          { type: "sipuser", uuid: id(1) },
        ],
        extra: { tone: "1", other: 2 },
      },
      room: { module: "conference", pin: "****", music: id(9) },
    };
    expect(JSON.stringify(projectFlow(live, declared))).toBe(JSON.stringify(declared));
  });

  test("shows every way between steps, steps that came and steps that went", () => {
    const live = {
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next: { 1: "ring", 2: "busy-3fa8" } },
      ring: { ...declared["ring"], noanswer: "busy-3fa8", extensions: [{ type: "sipuser", uuid: id(1) }] },
      voice: { module: "busy" },
      "busy-3fa8": { module: "busy", duration: 9, extra: { x: 1 } },
    };
    expect(projectFlow(live, declared)).toEqual({
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next: { 1: "ring", 2: "busy-3fa8" }, duration: 10 },
      ring: { module: "extension", extensions: [{ type: "sipuser", uuid: id(1) }], extra: { tone: 1 }, noanswer: "busy-3fa8" },
      voice: { module: "busy" },
      "busy-3fa8": { module: "busy", duration: 9 },
    });
  });

  test("shows a declared key that changed, and one that live has no more as absent", () => {
    const live = { menu: { ...declared["menu"], duration: 12 }, ring: { ...declared["ring"], extra: {} }, room: { module: "conference" } };
    expect(projectFlow(live, declared)).toEqual({
      menu: { ...declared["menu"], duration: 12 },
      ring: {
        module: "extension",
        extensions: [
          { type: "sipuser", uuid: id(1) },
          { type: "huntgroup", uuid: id(2) },
        ],
        extra: {},
      },
      room: { module: "conference" },
    });
  });

  test("shows an undeclared undocumented key where it leads to a step that the program does not have", () => {
    const live = { start: { module: "start", next: "menu", extra: { overflow: id(7), hue: 2 } }, "busy-0000": { module: "busy" } };
    const uuids = { "busy-0000": id(7) };
    expect(projectFlow(live, declared, { uuids })).toEqual({
      start: { module: "start", next: "menu", extra: { overflow: id(7) } },
      "busy-0000": { module: "busy" },
    });
    expect(projectFlow(live, { start: declared["start"], "busy-0000": { module: "busy" } }, { uuids })["start"]).toEqual({
      module: "start",
      next: "menu",
    });
  });

  test("shows of steps and entries that the program does not have what the documents know", () => {
    const entry = (uuid: string, extra: Loose) => ({ type: "sipuser", uuid, ...extra });
    const etag = { extra: { etag: 1 } };
    const live = {
      ring: { module: "extension", extensions: [entry(id(1), etag), entry(id(3), etag)], ...etag },
      "extension-1": { module: "extension", extensions: [entry(id(3), etag), { type: "x_y", etag: 1 }], ...etag },
      odd: { module: "x_y", etag: 1 },
    };
    expect(projectFlow(live, { ring: { module: "extension", extensions: [entry(id(1), {})] } })).toEqual({
      ring: { module: "extension", extensions: [entry(id(1), {}), entry(id(3), {})] },
      "extension-1": { module: "extension", extensions: [entry(id(3), {}), { type: "x_y", etag: 1 }] },
      odd: { module: "x_y" },
    });
  });

  test("of a flow onto itself is that flow, and onto nothing every step of it", () => {
    fc.assert(
      fc.property(wireFlow(), (wire) => {
        const { flow } = parse(wire);
        expect(JSON.stringify(projectFlow(flow, flow))).toBe(JSON.stringify(flow));
        expect(Object.keys(projectFlow(flow, {}))).toEqual(Object.keys(flow));
      }),
    );
  });
});

describe("update in place", () => {
  test("of a live flow by the flow that was read from it sends what lives, byte for byte", () => {
    fc.assert(
      fc.property(wireFlow({ sound: true }), (wire) => {
        const { flow, names } = parse(wire);
        const uuids = uuidsOf(names);
        const desired = render(structuredClone(flow), { uuidOf: (step) => uuids[step] ?? "" });
        expect(JSON.stringify(overlay(wire, desired, desired))).toBe(JSON.stringify(wire));
      }),
    );
  });
});
