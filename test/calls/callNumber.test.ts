import { call } from "../../provider/callflow/index";
import { CallError, callNumber, type CallObject, callTranscript, type NumberScript } from "../../provider/calls/index";
import { larch, uuid } from "./account";

const SHOP = "+441632960101";
const VAN = "+441632960102";
const at = (time: string, script: NumberScript = {}) => callNumber(larch, SHOP, { at: time, ...script });
const van = (script: NumberScript = {}) => callNumber(larch, VAN, script);
const names = (parties: readonly { name: string }[]) => parties.map(({ name }) => name);

/** The account with some arguments of a resource changed. */
const changed = (resource: string, args: Record<string, unknown>): CallObject[] =>
  larch.map((object) => (object.resource === resource ? { ...object, args: { ...object.args, ...args } } : object));

describe("a call to a number", () => {
  it("goes to the number's flow while its diary is open, and to the flow of the entry that closes it", () => {
    const open = at("2026-11-30 10:00", { presses: ["2"], answers: { counter: true } });
    expect(open).toMatchObject({
      ending: "answered",
      hours: ["open"],
      flow: { name: "Main line" },
      answeredBy: { name: "Counter (1003)" },
    });
    const closed = at("2026-11-30 19:00");
    expect(closed).toMatchObject({ ending: "voicemail", hours: ["elements.1"], flow: { name: "Closed" } });
    expect(names(closed.mailboxes)).toEqual(["Night"]);
    const christmas = at("2026-12-25 10:00");
    expect(christmas).toMatchObject({ ending: "voicemail", hours: ["exceptions.0"], at: "Friday 25 December 2026 10:00 Europe/London" });
  });

  it("ends where the documents end: at the minute in which a closed time ends, and by an entry without flow", () => {
    const nine = at("2026-11-30 09:00");
    expect(nine).toMatchObject({ ending: "undocumented", hours: [], flow: undefined });
    expect(nine.notDocumented.join()).toContain("whether the minute");
    expect(nine.steps.at(-1)?.event).toBe("not documented whether it is open: either the number goes on, or Closed answers");
    expect(at("2026-11-30 09:00", { readings: { lastMinute: "open" } }).flow?.name).toBe("Main line");
    const newYear = at("2027-01-01 12:00");
    expect(newYear.ending).toBe("undocumented");
    expect(newYear.notDocumented.join()).toContain("exceptions.1 (2027-01-01 00:00:00 to 2027-01-01 23:59:59)");
  });

  it("is in the time zone of the diary, of the script, or at an instant, in summer and in winter", () => {
    expect(at("2026-07-01 08:30").hours).toEqual(["elements.0"]);
    expect(at("2026-07-01T08:30Z").hours).toEqual(["open"]);
    expect(at("2026-07-01 10:30", { timezone: "Europe/Paris" }).hours).toEqual(["open"]);
    expect(at("2026-07-01 09:30", { timezone: "Europe/Paris" }).hours).toEqual(["elements.0"]);
    expect(callNumber(larch, SHOP, { at: new Date("2026-12-01T09:30Z") }).at).toBe("Tuesday 1 December 2026 09:30 Europe/London");
  });

  it("says which of two times is meant that the clock shows twice, where that makes a difference", () => {
    expect(at("2026-10-25 01:30").at).toBe(
      "Sunday 25 October 2026 01:30 Europe/London (shown twice that day; hours are the same both times)",
    );
    const paris = at("2026-10-25 02:30", { timezone: "Europe/Paris" });
    expect(paris.at).toBe(
      "Sunday 25 October 2026 01:30 Europe/London (the first of two times that a clock in Europe/Paris shows so; the second is 2026-10-25T01:30Z)",
    );
    expect(at("2026-10-25T01:30Z").at).toBe("Sunday 25 October 2026 01:30 Europe/London");
    expect(at("2026-10-25 02:30").at).toBe("Sunday 25 October 2026 02:30 Europe/London");
  });

  it("takes what a customer's file calls a user, and no other part, for who answers", () => {
    const filed = larch.map((object) =>
      ["counter", "workshop"].includes(object.resource ?? "") ? { ...object, resource: `larch/${object.resource}-1` } : object,
    );
    const answering = (name: string) => callNumber(filed, VAN, { presses: ["2"], answers: { [name]: true } });
    expect(answering("counter-1").answeredBy?.name).toBe("Counter (1003)");
    expect(answering("larch/counter-1").answeredBy?.name).toBe("Counter (1003)");
    expect(() => answering("workshop-1")).toThrow(/nobody and no step is called "workshop-1"/);
  });

  it("is refused at a time that no clock shows, and without any if the number has a diary", () => {
    expect(() => at("2026-03-29 01:30")).toThrow(/summer time begins then/);
    expect(() => at("2026-03-29 01:30", { timezone: "Europe/London" })).toThrow(/summer time begins then/);
    expect(() => callNumber(larch, SHOP)).toThrow(/has a time diary, so say when the call comes/);
    expect(van().ending).toBe("voicemail");
  });

  it("says all that is wrong with it at once", () => {
    const wrong = { at: "soon", timezone: "Mars/Crater", answers: { formen: true, counter: true } } as const;
    const error = (() => {
      try {
        return callNumber(larch, "+441632960999", wrong);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CallError);
    expect(String(error)).toMatch(/there is no such number/);
    expect(String(error)).toMatch(/at: soon is no time/);
    expect(String(error)).toMatch(/answers: nobody and no step is called "formen"\. Did you mean "Foreman"\?/);
    expect(() => at("2026-11-30 10:00", { timezone: "Mars/Crater" })).toThrow(/no time zone "Mars\/Crater"/);
  });

  /** Everything that is wrong with a call, each as a line. */
  const problems = (script: NumberScript): string[] => {
    try {
      van(script);
    } catch (error) {
      expect(error).toBeInstanceOf(CallError);
      return (error as CallError).message.split("\n").slice(1);
    }
    return [];
  };

  it("names each part of a script that nothing has: steps, ways, questions, their readings and keys", () => {
    const wrong = {
      hangUpAt: "mesage",
      ways: { wait: "next", nosuch: "next" },
      readings: { lastMinut: "open", lastMinute: "opne", colour: "red" },
      presses: ["1", "timout", "12", "*0#", "hangup", "invalid", "", "one"],
    };
    const words = "Write digits, * and #; or timeout, hangup or invalid.";
    expect(problems(wrong as unknown as NumberScript)).toEqual([
      '  hangUpAt: no step is called "mesage". Did you mean "message"?',
      '  ways: no step is called "nosuch".',
      '  readings: the documents leave nothing open that is called "lastMinut". Did you mean "lastMinute"?',
      '  readings.lastMinute: there is no reading "opne". There are: open, closed.',
      '  readings: the documents leave nothing open that is called "colour". There are: night, lastMinute, lastDay, winner.',
      '  presses.1: "timout" is no key. Did you mean "timeout"?',
      `  presses.6: "" is no key. ${words}`,
      `  presses.7: "one" is no key. ${words}`,
    ]);
    expect(problems({ hangUpAt: "wait", ways: { wait: "queue" }, readings: { lastMinute: "open" }, presses: ["3", "1001"] })).toEqual([]);
    expect(problems({ hangUpAt: "+447700900201" })).toEqual(['  hangUpAt: no step is called "+447700900201".']);
  });

  it("takes one key at a menu, and as many as an extension has where one is dialled", () => {
    expect(problems({ presses: ["12"] })).toEqual([
      '  presses.0: the menu menu takes one key, and "12" is several. Give each menu its own: "1", "2".',
    ]);
    expect(problems({ presses: ["invalid", "12"] })).toEqual([]);
    expect(problems({ presses: ["3", "1001"] })).toEqual([]);
  });

  it("finds a number by its digits in any spelling, by its name, and by that of its resource", () => {
    for (const spelt of ["+44 1632 960-102", "van"]) expect(callNumber(larch, spelt).number).toBe(VAN);
    expect(callNumber(larch, "Shop", { at: "2026-12-25 10:00" }).number).toBe(SHOP);
  });

  it("adds up what a caller waits for keys and answers, and says when each step begins", () => {
    const { steps, waited } = van({ presses: ["2"] });
    expect(steps.map(({ name, after }) => [name, after])).toEqual([
      ["+441632960102", 0],
      ["start", 0],
      ["menu", 0],
      ["shop", 0],
      ["mobile", 15],
      ["message", 45],
    ]);
    expect(waited).toBe(45);
    expect(van().steps.map(({ after }) => after)).toEqual([0, 0, 0, 10, 30]);
  });

  it("takes the same way in the flow as the flow's own call", () => {
    const flow = larch.find(({ resource }) => resource === "main")!.args["flow"] as Parameters<typeof call>[0];
    for (const presses of [[], ["1"], ["2"], ["3", "1002"], ["9"]]) {
      const extensions = { 1001: false, 1002: false, 1003: false };
      expect(van({ presses }).flow?.result).toEqual(
        call(flow, { presses, extensions, answers: Object.fromEntries(Object.keys(flow).map((step) => [step, false])) }),
      );
    }
  });

  it("is answered by a member of a group, by the group, or at the step, whichever the test names", () => {
    const by = (name: string) => van({ presses: ["1"], answers: { [name]: true } }).answeredBy;
    expect(by("Foreman")?.name).toBe("Foreman (1002)");
    expect(by("1002")?.name).toBe("Foreman (1002)");
    expect(by(uuid("bench"))?.name).toBe("Workbench (1001)");
    expect(by("makers")).toMatchObject({ kind: "HuntGroup", name: "Workshop" });
    const atStep = van({ presses: ["1"], answers: { workshop: true } });
    expect(atStep).toMatchObject({ ending: "answered", answeredBy: undefined });
    expect(van({ presses: ["2"], answers: { counter: false, "+447700900201": true } }).answeredBy).toEqual({
      kind: "number",
      uuid: undefined,
      name: "+447700900201",
    });
  });

  it("says who rings: the group, and each of its members", () => {
    const workshop = van({ presses: ["1"] }).steps.find(({ name }) => name === "workshop")!;
    expect(names(workshop.rings)).toEqual(["Workshop", "Workbench (1001)", "Foreman (1002)"]);
    expect(workshop.event).toBe("rings group Workshop: Workbench (1001), Foreman (1002) for 20 s; nobody answers");
  });

  it("meets a busy line if all that ring are busy, and waits for nobody then", () => {
    const busy = van({ presses: ["1"], answers: { bench: "busy", chief: "busy" } });
    expect(busy.steps.find(({ name }) => name === "workshop")?.event).toMatch(/; busy$/);
    expect(busy.waited).toBe(0);
    expect(van({ presses: ["1"], answers: { bench: "busy" } }).waited).toBe(20);
  });

  it("reaches the user whose extension is dialled, and leaves a message in the user's own mailbox", () => {
    expect(van({ presses: ["3", "1001"], answers: { bench: true } }).answeredBy?.name).toBe("Workbench (1001)");
    const left = van({ presses: ["3", "1002"] });
    expect([left.ending, names(left.mailboxes)]).toEqual(["voicemail", ["Foreman's own"]]);
    const without = van({ presses: ["3", "1001"] });
    expect(without.mailboxes).toEqual([]);
    expect(without.notDocumented).toEqual(["What happens if Workbench (1001) has no mailbox of its own is not documented."]);
    expect(names(van({ presses: ["3", "4444"] }).mailboxes)).toEqual(["Messages"]);
  });

  it("is answered where an extension is dialled by the name of the step, which goes before what is said of the user", () => {
    const dialled = (answers: Required<NumberScript>["answers"]) => van({ presses: ["3", "1001"], answers });
    expect(dialled({ dial: true })).toMatchObject({ ending: "answered", answeredBy: { name: "Workbench (1001)" } });
    expect(dialled({ dial: false, bench: true }).ending).toBe("voicemail");
    expect(dialled({ dial: "busy" }).steps.at(-1)?.event).toMatch(/; busy; /);
    expect(van({ presses: ["3", "4444"], answers: { dial: true } }).ending).toBe("voicemail");
  });

  it("rings nobody at a step at which the caller hangs up before dialling", () => {
    const { ending, steps } = van({ presses: ["3", "1001"], hangUpAt: "dial" });
    expect([ending, steps.at(-1)?.rings]).toEqual(["hungup", []]);
  });

  it("does not reach users of another customer by their extension", () => {
    const others = larch.map((object) => (object.resource === "bench" ? { ...object, customer: uuid("other") } : object));
    expect(names(callNumber(others, VAN, { presses: ["3", "1001"] }).mailboxes)).toEqual(["Messages"]);
  });

  it("waits in a queue that a step of an undocumented module names, as far as anything is known of that", () => {
    const helped = callNumber(larch, "helpme", { answers: { Foreman: true } });
    expect(helped).toMatchObject({ ending: "answered", answeredBy: { name: "Foreman (1002)" } });
    expect(helped.notDocumented).toHaveLength(1);
    const waiting = callNumber(larch, "helpme");
    expect(waiting.ending).toBe("undocumented");
    expect(waiting.steps.at(-1)).toMatchObject({ name: "wait", event: "waits in the queue Orders: Workshop" });
    expect(waiting.notDocumented.join()).toContain("How long a caller waits in a queue");
  });

  it("goes to a trunk, nowhere, to what is missing, or to what nobody documents", () => {
    expect(callNumber(larch, "fax")).toMatchObject({ ending: "trunk", flow: undefined });
    expect(callNumber(larch, "spare").ending).toBe("nowhere");
    expect(callNumber(larch, "afar").ending).toBe("missing");
    const both = callNumber(larch, "both");
    expect(both.ending).toBe("undocumented");
    expect(both.notDocumented).toEqual([
      "+441632960106 has the call flow Main line and the trunk Old exchange: which of them answers is not documented.",
    ]);
  });

  it("counts a step with a hidden PIN as one, and one that is not known yet as the end", () => {
    const flow = { start: { module: "start", next: "room" }, room: { module: "conference", pin: "[secret]" } };
    expect(callNumber(changed("main", { flow }), VAN).ending).toBe("conference");
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(callNumber(changed("van", { callFlow: unknown }), VAN).ending).toBe("unknown");
    expect(callNumber(changed("shop", { outOfHours: unknown }), SHOP).ending).toBe("unknown");
  });

  it("does not know where a secret leads, of a flow and of an entry of a diary, as where one is still to be made", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "abc" };
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    for (const flow of ["[secret]", secret, unknown]) {
      expect(callNumber(changed("main", { flow }), VAN).ending).toBe("unknown");
      expect(callNumber(changed("steps", { flow }), "helpme").ending).toBe("unknown");
      const exceptions = [{ callFlow: flow, startDate: "2026-12-25", startTime: "00:00:00", endDate: "2026-12-25", endTime: "23:59:59" }];
      const closed = callNumber(changed("hours", { exceptions }), SHOP, { at: "2026-12-25 10:00" });
      expect(closed).toMatchObject({ ending: "unknown", hours: ["exceptions.0"] });
      expect(closed.steps.at(-1)?.event).toMatch(/: a call flow that is not known yet answers$/);
    }
    expect(callNumber(changed("van", { callFlow: "[secret]" }), VAN).ending).toBe("unknown");
    expect(callNumber(changed("main", { flow: undefined }), VAN).ending).toBe("missing");
  });

  it("is told as a transcript, with names for uuids", () => {
    expect(callTranscript(at("2026-11-30 10:00", { presses: ["2"] })).split("\n")).toEqual([
      "+441632960101, Monday 30 November 2026 10:00 Europe/London",
      "   0:00  number Shop         asks the time diary Shop hours",
      "   0:00  diary Shop hours    open: the number goes on",
      "   0:00  number Shop         goes to the call flow Main line",
      "   0:00  Main line: start    the call comes in",
      "   0:00  Main line: menu     plays Welcome; 2 is pressed → next.2",
      "   0:00  Main line: shop     rings Counter (1003) for 15 s; nobody answers → noanswer",
      "   0:15  Main line: mobile   rings +447700900201 for 30 s; nobody answers → noanswer",
      "   0:45  Main line: message  a message is left",
      "The call ends in Messages (waited 0:45).",
    ]);
    expect(callTranscript(callNumber(larch, "helpme")).split("\n").slice(3)).toEqual([
      "   0:00  Help: wait            waits in the queue Orders: Workshop",
      "The call ends where the documents end.",
      "Not documented:",
      "  - That the step wait puts callers into the queue Orders is seen in one client, and in no document.",
      "  - How long a caller waits in a queue, and what comes after, is not documented.",
    ]);
  });
});
