import { otherPhone as otherGroup, phone as group } from "../support/account";
import { plainScenario } from "../support/plainScenario";

const numbers = {
  ringTimeout: "ring_timeout",
  ringProgressively: "ring_progressively",
  answerWait: "answer_wait",
  noAnswerWait: "no_answer_wait",
  rejectWait: "reject_wait",
  maxNoAnswer: "max_no_answer",
  duration: "duration",
};
const each = (first: number) => Object.fromEntries(Object.keys(numbers).map((name, index) => [name, first + index]));

export const queueGroup = plainScenario({
  kind: "QueueGroup",
  wire: { name: "name", members: "members", strategy: "strategy", ...numbers },
  inputs: { name: "Helpline", members: [otherGroup, group], strategy: "ringall", ...each(15) },
  changes: { name: "Support", members: [group, otherGroup], strategy: "random", ...each(60) },
  leftOut: ["strategy", ...Object.keys(numbers)],
  reorderedUnder: { orderedLists: "sorted" },
  distinct: (index) => ({ name: `Queue ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a member that is no uuid": { change: { members: ["sales"] }, path: "members.0" },
    "half a second": { change: { ringTimeout: 0.5 }, path: "ringTimeout" },
  },
});
