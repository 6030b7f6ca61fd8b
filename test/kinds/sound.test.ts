import { hashOf, keepBytes } from "../../provider/lifecycle/run/contents";
import type { Props } from "../../provider/common/values";
import { failure, onStage } from "../support/lifecycle";
import { otherTrack, sound, track } from "./sound";

const base64 = (bytes: Buffer) => bytes.toString("base64");
const other = { content: hashOf(otherTrack) };

describe("the audio of a sound", () => {
  it("is sent as base64, and the state has its hash alone", () =>
    onStage(sound, async (stage) => {
      await stage.up();
      expect(stage.live()["content"]).toBe(base64(track));
      expect(stage.it.outputs["content"]).toBe(hashOf(track));
      expect(JSON.stringify([...stage.engine.state])).not.toContain(base64(track));
    }));

  it(
    "is sent whole, of five minutes at the highest rate of an MP3, too",
    () =>
      onStage(sound, async (stage) => {
        const long = Buffer.concat([track, Buffer.alloc(12_000_000, 7)]);
        await stage.up({ content: keepBytes(long) });
        expect(stage.live()["content"] === base64(long)).toBe(true);
      }),
    60_000,
  );

  it.each(["kept", "cleared", "refused"] as const)("goes with every PUT, so that none can lose it: missingContent %s", (missingContent) =>
    onStage(
      sound,
      async (stage) => {
        await stage.up();
        const requests = await stage.requests(() => stage.up({ name: "Renamed" }));
        expect(requests.filter(({ method }) => method === "PUT").map(({ body }) => (body as Props)["content"])).toEqual([base64(track)]);
        expect(stage.live()).toMatchObject({ name: "Renamed", content: base64(track) });
      },
      { switches: { missingContent } },
    ),
  );

  it("that is another makes a new sound, and the old one is deleted after it", () =>
    onStage(sound, async (stage) => {
      await stage.up();
      const before = stage.it.id;
      const written = (await stage.requests(() => stage.up(other))).filter(({ method }) => method !== "GET");
      expect(written.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
      expect([stage.it.id === before, stage.count(), stage.live()["content"]]).toEqual([false, 1, base64(otherTrack)]);
    }));

  it.each([
    ["was not made", false],
    ["was made", true],
  ])("that is another never becomes the old one's, where a cut-off run may have made the new one, and it %s", (_what, applied) =>
    onStage(sound, async (stage) => {
      await stage.up();
      const before = stage.it.id;
      const held = stage.sim.faults.add({
        match: { method: "POST" },
        applied,
        wait: { when: applied ? "after" : "before" },
        effect: { kind: "drop" },
      });
      await stage.engine.killedUp(stage.program(other), held.held);
      held.release();
      await stage.up(other);
      expect(stage.it.id).not.toBe(before);
      expect([stage.count(), stage.live()["content"]]).toEqual([1, base64(otherTrack)]);
      expect(stage.sim.requests.filter(({ method }) => method === "POST")).toHaveLength(applied ? 2 : 3);
    }),
  );

  it("that nobody has brought stops a creation and an update before anything is sent", () =>
    onStage(sound, async (stage) => {
      const unknown = { content: hashOf(Buffer.from("ID3 never brought")) };
      const writes = async (action: () => Promise<unknown>) => {
        const { message } = await failure(action());
        expect(message).toContain(`Cannot send content, and nothing was sent:\n  content: the bytes of ${unknown.content} are not at hand`);
        return stage.sim.requests.filter(({ method }) => method !== "GET").length;
      };
      expect(await writes(() => stage.up(unknown))).toBe(0);
      await stage.up();
      const { it } = stage;
      stage.engine.state.set("it", { ...it, inputs: { ...it.inputs, ...unknown }, outputs: { ...it.outputs, ...unknown } });
      expect(await writes(() => stage.up({ ...unknown, name: "Renamed" }))).toBe(1);
      expect(await stage.up(unknown)).toBe("same");
    }));

  it("is in no error that repeats what was sent", () =>
    onStage(sound, async (stage) => {
      const long = Buffer.concat([Buffer.from("ID3"), Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251))]);
      const text = JSON.stringify({ result: `content ${base64(long)} is no audio`, status_code: 400, status_message: base64(long) });
      stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "custom", status: 400, text } });
      const { message } = await failure(stage.up({ content: keepBytes(long) }));
      expect(message).toContain("[bytes]");
      for (let at = 0; at < 2000; at += 16) expect(message).not.toContain(base64(long).slice(at, at + 16));
    }));
});

describe("whether a sound is shared, which no program says", () => {
  it("stays as it was set in the portal when something else changes", () =>
    onStage(sound, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, { shared: true }));
      expect(await stage.up({ name: "Renamed" })).toBe("update");
      expect(stage.live()).toMatchObject({ name: "Renamed", shared: true });
    }));

  it("is left out where the API refuses it, by the setting that the error names", () =>
    onStage(
      sound,
      async (stage) => {
        await stage.up();
        const { message } = await failure(stage.up({ name: "Renamed" }));
        expect(message).toContain("It had what perhaps the API alone sets, because it shows that: shared.");
        const omitFields = { Sound: ["shared"] };
        expect(message).toContain(`leave them out by yay:omitFields = ${JSON.stringify(omitFields)}.`);
        expect(await stage.engine.with({ omitFields }).up(stage.program({ name: "Renamed" }))).toEqual({ it: "update" });
      },
      { switches: { soundShared: "refused" } },
    ));
});

it.each([404, 405])("a sound that the API does not change (%i) is told how to be made anew", (status) =>
  onStage(sound, async (stage) => {
    await stage.up();
    stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status } });
    const { message } = await failure(stage.up({ name: "Renamed" }));
    expect(message).toContain("That a sound can be changed is a guess. If the API does not do it, pulumi up --replace <its URN>");
  }),
);

it("a sound that is taken over keeps its audio, which no answer shows, until something of it changes", () =>
  onStage(sound, async (stage) => {
    await stage.up();
    const { id } = stage.it;
    stage.edit((record) => Object.assign(record, { content: base64(otherTrack) }));
    stage.engine.state.clear();
    expect((await stage.requests(() => stage.up({ adopt: id }))).filter(({ method }) => method !== "GET")).toEqual([]);
    expect([stage.it.id, stage.live()["content"]]).toEqual([id, base64(otherTrack)]);
    await stage.up({ adopt: id, name: "Renamed" });
    expect(stage.live()["content"]).toBe(base64(track));
  }));
