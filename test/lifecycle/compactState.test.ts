import { compactState } from "../../provider/lifecycle/forms/compactState";
import { fullObject } from "../../provider/lifecycle/forms/fullObject";
import { callFlow } from "../../provider/kinds/callFlow/callFlow";
import type { Props } from "../../provider/common/values";

const unused = () => Promise.reject(new Error("not part of this test"));

describe("a state whose entries follow from the rest", () => {
  const flow = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };
  const state = { seed: "urn", name: "Main", extension: 500, flow };

  test("is shown whole to a read, an update and a deletion", async () => {
    const shown: Props[] = [];
    const seen = (given: Props) => shown.push(given);
    const handler = compactState(
      {
        check: unused,
        diff: unused,
        create: unused,
        read: (id, given) => (seen(given), Promise.resolve({ id, props: given })),
        update: (_, given) => (seen(given), Promise.resolve({ outs: given })),
        delete: (_, given) => (seen(given), Promise.resolve()),
      },
      callFlow,
    );
    await handler.read("id", state);
    await handler.update("id", state, state);
    await handler.delete("id", state);
    expect(shown.map(({ stepUuids }) => Object.keys(stepUuids as Props))).toEqual(Array(3).fill(["start", "busy"]));
  });

  test("is not made whole for a diff, which compares arguments alone", async () => {
    const following = () => {
      throw new Error("a diff needs no step uuids");
    };
    const handler = fullObject({ ...callFlow, following }, () => {
      throw new Error("a diff sends nothing");
    });
    await expect(handler.diff("id", state, state)).resolves.toMatchObject({ changes: false });
    await expect(handler.diff("id", state, { ...state, name: "Other" })).resolves.toMatchObject({ changes: true });
  });

  test("has no argument that follows, for which a diff would have to be shown it", () => {
    expect(Object.keys(callFlow.following?.(state) ?? {}).filter((name) => Object.hasOwn(callFlow.fields, name))).toEqual([]);
  });
});
