import fc from "fast-check";
import { apply, diff, matchSteps, parse, sameFlow, UNKNOWN, uuidsOf } from "../../provider/callflow";
import { wireFlow } from "./arbitraries";
import { callPete, id } from "./samples";

type Loose = Record<string, unknown>;
const before: Loose = {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", sound: id(1), next: { 1: "sales", 2: "support", timeout: "voice" } },
  sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: id(2) }], noanswer: "voice" },
  support: { module: "extension", extensions: [{ type: "sipuser", uuid: id(3) }], noanswer: "voice" },
  voice: { module: "voicemail", mailboxes: [id(4)] },
  room: { module: "conference", pin: "1234" },
  queue: { module: "place_call_into_queue", queue: 7, token: "s3cret" },
};
const said = (after: Loose, options = {}): string[] => diff(before, after, options).map(({ sentence }) => sentence);
const step = (name: string): Loose => before[name] as Loose;
const nameOf = (uuid: string): string | undefined =>
  ({ [id(2)]: "Sales", [id(5)]: "Night desk", [id(4)]: "Front box", [id(1)]: "welcome.mp3" })[uuid];

describe("diff", () => {
  test("says changes of targets as a reviewer would", () => {
    const menu = { ...step("menu"), next: { 1: "sales", 2: "voice", 3: "sales", invalid: "menu" } };
    expect(said({ ...before, menu, sales: { ...step("sales"), noanswer: undefined }, start: { module: "start", next: "sales" } })).toEqual([
      "start: next now goes to sales (was menu)",
      "menu: key 2 now goes to voice (was support)",
      "menu: timeout now goes nowhere (was voice)",
      "menu: key 3 now goes to sales (was nowhere)",
      "menu: invalid now goes to menu (was nowhere)",
      "sales: noanswer now goes nowhere (was voice)",
    ]);
  });

  test("says steps that came, went, or became another", () => {
    const rest = Object.fromEntries(Object.entries(before).filter(([name]) => name !== "room"));
    expect(said({ ...rest, night: { module: "Trunk", uuid: id(8) }, voice: { module: "busy" } })).toEqual([
      "voice is now busy (was voicemail)",
      "step room removed",
      "step night added (Trunk)",
    ]);
  });

  test("says whom, what and how long, by name where names are known", () => {
    const after = {
      ...before,
      menu: { ...step("menu"), sound: id(9), duration: 5 },
      sales: {
        ...step("sales"),
        extensions: [
          { type: "forward", number: "+442079460000" },
          { type: "huntgroup", uuid: id(5) },
        ],
      },
      voice: { module: "voicemail", mailboxes: [id(4), UNKNOWN] },
    };
    expect(said(after, { nameOf })).toEqual([
      "menu: sound is now 00000000… (was welcome.mp3)",
      "menu: duration is now 5 seconds (was 10 by default)",
      "sales: now rings number +442079460000, group Night desk instead of group Sales",
      "voice: now also leaves messages in one not known yet",
    ]);
  });

  test("says instead of what a list now has others, also beside what stays, and also only where nothing has gone", () => {
    const saying = (mailboxes: readonly string[], was: readonly string[] = [id(4)]) =>
      diff(
        { ...before, voice: { module: "voicemail", mailboxes: was } },
        { ...before, voice: { module: "voicemail", mailboxes } },
        { nameOf: String },
      ).map(({ sentence }) => sentence);
    expect(saying([id(4), id(8)], [id(4), id(7)])).toEqual([`voice: now leaves messages in ${id(8)} instead of ${id(7)}`]);
    expect(saying([id(8)], [id(4), id(7)])).toEqual([`voice: now leaves messages in ${id(8)} instead of ${id(4)}, ${id(7)}`]);
    expect(saying([id(4)], [id(4), id(7)])).toEqual([`voice: no longer leaves messages in ${id(7)}`]);
    expect(saying([id(8)], [])).toEqual([`voice: now leaves messages in ${id(8)}`]);
    expect(saying([id(8)])).toEqual([`voice: now leaves messages in ${id(8)} instead of ${id(4)}`]);
    expect(saying([id(4), id(8)])).toEqual([`voice: now also leaves messages in ${id(8)}`]);
  });

  test("shows no secret", () => {
    const after = { ...before, room: { module: "conference", pin: "9876" }, queue: { ...step("queue"), token: "other", queue: 8 } };
    expect(said(after)).toEqual(["room: PIN changed", "queue: queue is now 8 (was 7)", "queue: token changed"]);
    for (const key of ["api_key", "private_key", "credential", "authorization", "sip_pin", "pin_code", "cookie"]) {
      const keyed = { ...before, queue: { ...step("queue"), [key]: "sesame" } };
      expect(said(keyed)).toEqual([`queue: ${key} changed`]);
      expect(said({ ...before, queue: { ...step("queue"), extra: { deep: { [key]: "sesame" } } } }).join()).not.toContain("sesame");
    }
    expect(said({ ...before, room: { module: "conference" } })).toEqual(["room: PIN removed"]);
    expect(said({ ...before, queue: { ...step("queue"), deep: [{ password: "hunter2", hold: 1 }] } })).toEqual([
      'queue: deep is now [{"password":"••••","hold":1}] (was nothing)',
    ]);
  });

  test("says what is and what the program says, of a flow that somebody edited", () => {
    const rest = Object.fromEntries(Object.entries(before).filter(([name]) => name !== "support"));
    const after = {
      ...rest,
      menu: { ...step("menu"), sound: id(9), duration: 5, next: { 1: "voice", timeout: "voice" } },
      sales: { ...step("sales"), extensions: [{ type: "huntgroup", uuid: id(5) }] },
      room: { module: "conference", pin: "9876" },
      night: { module: "busy" },
      voice: { module: "busy" },
    };
    expect(said(after, { nameOf, against: "the program" })).toEqual([
      "menu: sound is 00000000…, the program says welcome.mp3",
      "menu: key 1 goes to voice, the program says sales",
      "menu: key 2 goes nowhere, the program says support",
      "menu: duration is 5 seconds, the program says 10 by default",
      "sales: rings group Night desk, the program says group Sales",
      "step support is missing, the program has it",
      "voice is busy, the program says voicemail",
      "room: PIN is not what the program says",
      "step night (busy) is there, the program does not have it",
    ]);
    const more = {
      ...before,
      sales: { ...step("sales"), extensions: [...(step("sales")["extensions"] as Loose[]), { type: "huntgroup", uuid: id(5) }] },
    };
    expect(said(more, { nameOf, against: "the program" })).toEqual(["sales: also rings group Night desk, which the program does not say"]);
    const without = { ...before, room: { module: "conference" } };
    expect(said(without, { against: "the program" })).toEqual(["room: there is no PIN, the program has one"]);
    const sentence = (from: Loose, to: Loose) => diff(from, to, { against: "the program" })[0]?.sentence;
    expect(sentence(without, before)).toBe("room: there is a PIN, the program has none");
  });

  test("says nothing of what means the same", () => {
    const after = {
      room: { module: "conference", pin: "****" },
      ...before,
      menu: { next: step("menu")["next"], duration: 10, sound: id(1), module: "pressextension" },
    };
    expect(said(after)).toEqual([]);
  });

  test("finds a step that only changed its name, wherever uuids and names come from", () => {
    const after = JSON.parse(JSON.stringify(before).replaceAll('"voice"', '"voicemail-3fa8"')) as Loose;
    expect(said(after)).toEqual(["step voice is now called voicemail-3fa8"]);
    expect(sameFlow(apply(before, diff(before, after)), after)).toBe(true);
  });

  test("finds every step by its way from the one start, where all names are others", () => {
    const busy = (duration: number) => ({ module: "busy", duration });
    const keys = (one: string, two: string) => ({ module: "pressextension", next: { 1: one, 2: two } });
    const named = { start: { module: "start", next: "a" }, a: keys("b", "c"), b: busy(3), c: busy(5) };
    const anew = { begin: { module: "start", next: "m" }, m: keys("y", "x"), x: busy(5), y: busy(4) };
    expect(diff(named, anew).map(({ sentence }) => sentence)).toEqual([
      "step start is now called begin",
      "step a is now called m",
      "step b is now called y",
      "step c is now called x",
      "y: duration is now 4 seconds (was 3)",
    ]);
    const two = { ...anew, second: { module: "start", next: "m" } };
    expect(diff(named, two).filter(({ kind }) => kind === "renamed")).toEqual([]);
  });

  test("of two live flows that differ only in uuids is empty, once the second is read with the names of the first", () => {
    const text = JSON.stringify(callPete);
    const again = JSON.parse(Object.keys(callPete).reduce((moved, uuid, index) => moved.replaceAll(uuid, id(50 - index)), text)) as Loose;
    const { flow } = parse(callPete);
    expect(Object.keys(again)).not.toEqual(Object.keys(callPete));
    expect(diff(flow, parse(again, { names: uuidsOf(matchSteps(flow, again)) }).flow)).toEqual([]);
  });

  test("of a flow with itself is empty, whatever the flow", () => {
    fc.assert(fc.property(wireFlow(), (wire) => diff(parse(wire).flow, parse(wire).flow).length === 0));
  });
});

describe("apply", () => {
  test("makes the second flow of the first, for any two flows", () => {
    fc.assert(
      fc.property(wireFlow(), wireFlow(), (one, other) => {
        const [a, b] = [parse(one).flow, parse(other).flow];
        expect(sameFlow(apply(a, diff(a, b)), b)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("makes the second flow of the first, for flows that share most steps", () => {
    const two = wireFlow({ maxSteps: 8 }).chain((wire) => {
      const keys = Object.keys(wire);
      return fc.tuple(fc.constant(wire), fc.shuffledSubarray(keys), fc.shuffledSubarray(Object.values(wire), { minLength: keys.length }));
    });
    fc.assert(
      fc.property(two, ([wire, kept, steps]) => {
        const changed = Object.fromEntries(Object.keys(wire).map((key, index) => [key, kept.includes(key) ? wire[key] : steps[index]]));
        const names = { names: parse(wire).names };
        const [a, b] = [parse(wire).flow, parse(changed, names).flow];
        expect(sameFlow(apply(a, diff(a, b)), b)).toBe(true);
        expect(sameFlow(apply(b, diff(b, a)), a)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("changes nothing in place", () => {
    const copy = structuredClone(before);
    apply(before, diff(before, {}));
    apply(before, diff(before, { ...before, room: { module: "busy" } }));
    expect(before).toEqual(copy);
  });
});
