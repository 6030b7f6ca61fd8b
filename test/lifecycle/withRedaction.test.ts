import { withRedaction } from "../../provider/lifecycle/secrets/withRedaction";
import { PartialFailure } from "../../provider/lifecycle/errors";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import type { Props } from "../../provider/common/values";

const phone = "+447700900123";
const spelled = "+44 7700 900123";
const paths = [["phone"], ["flow", "ring", "extensions", 0, "number"]];
const inputs = { name: "n", phone, flow: { ring: { extensions: [{ number: "+447700900789" }] } }, confidential: { paths } };
const shownAs = { name: "N", phone: spelled, "flow.ring.+447700900789": "+44 7700 900789" };
const sealed = { paths, shownAs: { phone: spelled, "flow.ring.+447700900789": "+44 7700 900789" } };

/** A handler that tells what it is called with. */
function handlerThat(answers: Partial<Handler>): { handler: Handler; states: Props[] } {
  const states: Props[] = [];
  const inner: Handler = {
    check: (_olds, news) => Promise.resolve({ inputs: news, failures: [] }),
    diff: (_id, state) => (states.push(state), Promise.resolve({ changes: false, replaces: [], deleteBeforeReplace: false })),
    create: () => Promise.resolve({ id: "1", outs: {} }),
    read: (id, state) => (states.push(state), Promise.resolve({ id, props: state, inputs: { phone } })),
    update: (_id, state) => (states.push(state), Promise.resolve({ outs: state })),
    delete: (_id, state) => (states.push(state), Promise.resolve()),
    ...answers,
  };
  return { handler: withRedaction(inner), states };
}

const failing = (message: string) => () => Promise.reject(new Error(message));
const messageOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );

describe("a handler with redaction", () => {
  it("records notes that show a marked value, by path or by text, under the marks alone", async () => {
    const { handler } = handlerThat({ create: () => Promise.resolve({ id: "1", outs: { phone, shownAs, notShown: ["phone", "name"] } }) });
    const { outs } = await handler.create(inputs);
    expect(outs).toEqual({ phone, shownAs: { name: "N" }, notShown: ["name"], confidential: { ...sealed, notShown: ["phone"] } });
  });

  it("keeps names of resources, code and words of JavaScript in a finding about a marked value, and hides names that are marked", async () => {
    const marked = (reason: string, news: Props) =>
      handlerThat({ check: () => Promise.resolve({ inputs: news, failures: [{ property: "", reason }] }) }).handler.check({}, news);
    const said = async (reason: string, news: Props) => (await marked(reason, news)).failures[0]?.reason;
    const extension = { extension: 808501, confidential: { paths: [["extension"]] } };
    const twins = 'extension: CallFlow "main" and SubReseller "x" both have 808501, not "like 808" either';
    expect(await said(twins, extension)).toBe('extension: CallFlow "main" and SubReseller "x" both have [secret], not "[secret]" either');
    const flag = { flag: "true", confidential: { paths: [["flag"]] } };
    const code = 'flag: write it without quotes, read it by config.requireBoolean("flag"), or use output.apply(JSON.parse)';
    expect(await said(code, flag)).toBe(code);
    const name = { name: "Acme", confidential: { paths: [["name"]] } };
    expect(await said('name: SubReseller "Acme" and SubReseller "other" both have it', name)).toBe(
      'name: SubReseller "[secret]" and SubReseller "other" both have it',
    );
    const marker = 'name: holds "Calling [toString] on an [Output<T>] is not supported": an output was put into a text';
    expect(await said(marker, { ...name, name: "Of Calling [toString] on an [Output<T>]" })).toBe(marker);
  });

  it("gives the lifecycle all of its notes back, and keeps them sealed through a read", async () => {
    const { handler, states } = handlerThat({});
    const state = { name: "n", phone, shownAs: { name: "N" }, confidential: sealed };
    const { props, inputs: written } = await handler.read("1", state);
    await handler.delete("1", state);
    expect(states.map((seen) => seen["shownAs"])).toEqual([shownAs, shownAs]);
    expect(props).toEqual(state);
    expect(written).toEqual({ phone, confidential: { paths } });
  });

  it("records nothing of its own where nothing is marked, and what it recorded goes when the marks do", async () => {
    const { handler } = handlerThat({});
    const plain = { name: "n", shownAs: { name: "N" } };
    expect((await handler.read("1", plain)).props).toEqual(plain);
    expect((await handler.update("1", { ...plain, confidential: sealed }, { name: "n" })).outs).not.toHaveProperty("confidential");
  });

  it("repeats no marked value in an error of any method, in whatever spelling", async () => {
    const fails = failing(`no ${phone}, ${spelled}, 07700 900123`);
    const { handler } = handlerThat({ check: fails, diff: fails, create: fails, read: fails, update: fails, delete: fails });
    const state = { phone, confidential: { paths } };
    const messages = await Promise.all([
      messageOf(handler.check({}, inputs)),
      messageOf(handler.diff("1", state, inputs)),
      messageOf(handler.create(inputs)),
      messageOf(handler.read("1", state)),
      messageOf(handler.update("1", state, { phone: "+441632960001", confidential: { paths } })),
      messageOf(handler.delete("1", state)),
    ]);
    expect(messages).toEqual(Array(6).fill("no [secret], [secret], [secret]"));
  });

  it("repeats nothing either that another resource of the process has marked, unless it is short enough to be anything", async () => {
    const met = new Set<string>();
    const mine = withRedaction(handlerThat({}).handler, met);
    const others = withRedaction(handlerThat({ create: failing("customer SENTINEL-LTD is locked at 501") }).handler, met);
    await mine.create({ name: "sentinel-ltd", extension: 501, confidential: { paths: [["name"], ["extension"]] } });
    expect(await messageOf(others.create({ name: "n" }))).toBe("customer [secret] is locked at 501");
  });

  it("seals what an error wants to be recorded, and hides in its reasons", async () => {
    const { handler } = handlerThat({ create: () => Promise.reject(new PartialFailure(`made ${spelled}`, "1", { phone, shownAs })) });
    const error = await handler.create(inputs).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      id: "1",
      reasons: ["made [secret]"],
      properties: { phone, shownAs: { name: "N" }, confidential: sealed },
    });
  });

  it("does not show the marks to the check, and hands them on", async () => {
    let seen: Props = {};
    const { handler } = handlerThat({ check: (_olds, news) => ((seen = news), Promise.resolve({ inputs: news, failures: [] })) });
    expect((await handler.check({}, inputs)).inputs).toEqual(inputs);
    expect(seen).not.toHaveProperty("confidential");
  });

  it("says of a marked value's finding neither what it is nor what a hint makes of it", async () => {
    const news = { flow: { who: { patterns: ["^0", "(+4477"] } }, confidential: { paths: [["flow", "who", "patterns", 1]] } };
    const reason = 'flow.who.patterns.1: patterns.1 of step "who": "(+4477" is not a regular expression. Write "(4477".';
    const { handler } = handlerThat({ check: (_olds, given) => Promise.resolve({ inputs: given, failures: [{ property: "", reason }] }) });
    const hidden = 'flow.who.patterns.1: patterns.1 of step "who": "[secret]" is not a regular expression. Write "[secret]".';
    expect((await handler.check({}, news)).failures).toEqual([{ property: "", reason: hidden }]);
  });

  it("leaves the words of the documents in a finding about a flow that is marked as a whole, and hides its names", async () => {
    const flow = { start: { module: "start", next: "rom" }, room: { module: "forward", number: "+447700900789" } };
    const reason = 'flow.start.next: Step "start" leads to "rom", which does not exist. Did you mean "room"? Not +44 7700 900789.';
    const { handler } = handlerThat({ check: (_olds, given) => Promise.resolve({ inputs: given, failures: [{ property: "", reason }] }) });
    const { failures } = await handler.check({}, { flow, confidential: { paths: [["flow"]] } });
    expect(failures[0]?.reason).toBe(
      'flow.start.next: Step "start" leads to "[secret]", which does not exist. Did you mean "[secret]"? Not [secret].',
    );
  });
});
