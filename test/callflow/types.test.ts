import { undocumented, type Flow, type HuntGroupId, type SipUserId, type SoundId, type Step } from "../../provider/callflow";
import { id } from "./samples";

const group: HuntGroupId = id(1);
const user: SipUserId = id(2);
const sound: SoundId = id(3);
const anyId: string = id(4);

const ok = (flow: Flow): Flow => flow;

/** Compiling is the test: each `@ts-expect-error` fails the type check when the line under it compiles. */
describe("the types of a flow", () => {
  test("take the documented example", () => {
    ok({
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", sound, next: { 1: "sales", 2: "voice", invalid: "menu", timeout: "voice" } },
      sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: group }], duration: 20, noanswer: "voice" },
      voice: { module: "voicemail", mailboxes: [anyId] },
    });
  });

  test("refuse the id of another kind, and take one whose kind is not known", () => {
    ok({ a: { module: "extension", extensions: [{ type: "sipuser", uuid: user }] } });
    ok({ a: { module: "extension", extensions: [{ type: "sipuser", uuid: anyId }] } });
    // @ts-expect-error a hunt group is no SIP user
    ok({ a: { module: "extension", extensions: [{ type: "sipuser", uuid: group }] } });
    // @ts-expect-error a sound is no mailbox
    ok({ a: { module: "voicemail", mailboxes: [sound] } });
    ok({ a: { module: "extension", extensions: [], ringtone: sound } });
    // @ts-expect-error a hunt group is neither sound nor playlist
    ok({ a: { module: "extension", extensions: [], ringtone: group } });
  });

  test("refuse misspelt modules, keys and menu keys, and missing ones", () => {
    // @ts-expect-error misspelt: voicemial
    ok({ a: { module: "voicemial", mailboxes: [] } });
    // @ts-expect-error misspelt: mailboxs
    ok({ a: { module: "voicemail", mailboxs: [] } });
    // @ts-expect-error the wire's spelling
    ok({ a: { module: "dialbyextension", next: {}, dial_duration: 3 } });
    // @ts-expect-error nobody can press 12
    ok({ a: { module: "pressextension", next: { 12: "a" } } });
    // @ts-expect-error next is missing
    ok({ a: { module: "start" } });
    // @ts-expect-error trunk has a capital T
    ok({ a: { module: "trunk", uuid: anyId } });
    // @ts-expect-error a terminal module has no next
    ok({ a: { module: "busy", next: "b" } });
    // @ts-expect-error a pin is text
    ok({ a: { module: "conference", pin: 1234 } });
  });

  test("take undocumented modules and entries", () => {
    ok({
      a: { module: "place_call_into_queue", queue: anyId, deep: { x: [1] } },
      b: { module: undocumented("queue"), queue: anyId },
      c: { module: "extension", extensions: [{ type: undocumented("queue"), id: 3 }], extra: { groups: [anyId] } },
    });
    // @ts-expect-error one word that is not said to be undocumented
    ok({ a: { module: "queue", queue: anyId } });
  });

  test("narrow by module", () => {
    const boxes = (step: Step): readonly string[] => (step.module === "voicemail" ? step.mailboxes : []);
    expect(boxes({ module: "voicemail", mailboxes: [anyId] })).toEqual([anyId]);
  });
});
