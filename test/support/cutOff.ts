import type { Props } from "../../provider/common/values";
import type { Stage } from "./lifecycle";
import { pathOf } from "./scenario";

const collectionOf = ({ scenario: { kind } }: Stage) => pathOf(kind, "collection");

/** How many requests to make one have left. */
export const posts = ({ sim }: Stage): number => sim.requests.filter(({ method }) => method === "POST").length;

/** The list leaves out all that lives, from now on. */
export const unlisted = (stage: Stage) =>
  stage.sim.faults.add({
    times: 0,
    match: { method: "GET", path: collectionOf(stage) },
    effect: { kind: "custom", text: '{"result":[],"status_code":200}' },
  });

/** No object can be read by itself, from now on. */
export const unreadable = (stage: Stage) =>
  stage.sim.faults.add({ times: 0, match: { method: "GET", path: `${collectionOf(stage)}/*` }, effect: { kind: "status", status: 403 } });

/** As a kill after the answer and before the state is saved leaves it. */
export async function unsaved(stage: Stage, change: Props = {}): Promise<string> {
  await stage.up(change);
  const { id } = stage.it;
  stage.engine.state.clear();
  return id;
}

/** As an answer that never comes leaves it. */
export async function unanswered(stage: Stage, applied: boolean): Promise<void> {
  const held = stage.sim.faults.add({ match: { method: "POST" }, applied, wait: { when: "after" }, effect: { kind: "drop" } });
  await stage.engine.killedUp(stage.program(), held.held);
  held.release();
  stage.engine.state.clear();
}
