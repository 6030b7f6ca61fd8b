import * as flow from "../../provider/callflow";
import { id } from "./samples";

describe("builders", () => {
  test("make the steps that a map would have", () => {
    const built: flow.Flow = {
      start: flow.start("vip"),
      vip: flow.matchCaller(["^44800"], { match: "end", nomatch: "rec" }),
      rec: flow.record("jazz"),
      jazz: flow.holdMusic(id(1), "hello"),
      hello: flow.play(id(2), "menu"),
      menu: flow.menu(
        { 1: "ring", 2: "dial", 3: "room", 4: "trunk", 5: "queue", invalid: "end", timeout: "box" },
        { sound: id(3), duration: 5 },
      ),
      ring: flow.ring([flow.user(id(4)), flow.group(id(5)), flow.number("+442079460000")], { duration: 20, noanswer: "box" }),
      dial: flow.dial({ invalid: "end", timeout: "end" }, { noanswer: "sipuser_voicemail", dialDuration: 9 }),
      room: flow.conference({ pin: "0420" }),
      trunk: flow.trunk(id(6)),
      queue: flow.other("place_call_into_queue", { queue: id(7) }),
      box: flow.voicemail(id(8)),
      end: flow.busy(2),
    };
    expect(flow.validate(built)).toEqual([]);
    expect(built).toEqual({
      start: { module: "start", next: "vip" },
      vip: { module: "calleridmatch", patterns: ["^44800"], match: "end", nomatch: "rec" },
      rec: { module: "recording", next: "jazz" },
      jazz: { module: "musiconhold", class: id(1), next: "hello" },
      hello: { module: "play", sound: id(2), next: "menu" },
      menu: {
        module: "pressextension",
        next: { 1: "ring", 2: "dial", 3: "room", 4: "trunk", 5: "queue", invalid: "end", timeout: "box" },
        sound: id(3),
        duration: 5,
      },
      ring: {
        module: "extension",
        extensions: [
          { type: "sipuser", uuid: id(4) },
          { type: "huntgroup", uuid: id(5) },
          { type: "forward", number: "+442079460000" },
        ],
        duration: 20,
        noanswer: "box",
      },
      dial: { module: "dialbyextension", next: { invalid: "end", timeout: "end" }, noanswer: "sipuser_voicemail", dialDuration: 9 },
      room: { module: "conference", pin: "0420" },
      trunk: { module: "Trunk", uuid: id(6) },
      queue: { module: "place_call_into_queue", queue: id(7) },
      box: { module: "voicemail", mailboxes: [id(8)] },
      end: { module: "busy", duration: 2 },
    });
    expect(flow.validate({ start: flow.start("fax"), fax: flow.fax() })).toEqual([]);
    expect(flow.busy()).toEqual({ module: "busy" });
  });

  test("take no id of another kind", () => {
    const group: flow.HuntGroupId = id(1);
    // @ts-expect-error a hunt group is no SIP user
    expect(flow.user(group).type).toBe("sipuser");
    // @ts-expect-error a hunt group is no mailbox
    expect(flow.voicemail(group).module).toBe("voicemail");
  });
});
