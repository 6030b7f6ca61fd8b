import { kindFacts } from "pulumi-yay/objects";
import { refuseConfig } from "../account/options.js";
import { programObjects } from "../account/programObjects.js";
import { FailedError, UsageError } from "../shared/failure.js";
import { preview, type StackChoice } from "../shared/pulumi.js";
import { statesOfStack } from "../shared/states.js";
import { chosen } from "./customers.js";
import { readObjectFile } from "./files.js";
import { readLiveObjects } from "./live.js";
import type { ObjectOptions } from "./options.js";
import { objectsOfPlan, type Planned } from "./preview.js";
import type { ObjectSource } from "./source.js";
import { objectsInStates } from "./states.js";

/** What is known of the kinds. */
export const factsOf = kindFacts;

/** The objects that a file and options name. @throws UsageError unless that is one source. */
export async function readObjects(file: string | undefined, options: ObjectOptions): Promise<ObjectSource> {
  const { stack, live, config } = options;
  if (file !== undefined || stack !== undefined || live === true) refuseConfig(config);
  if (file !== undefined) {
    if (stack !== undefined || live === true) throw new UsageError("Name a file, or --stack, or --live, not two of them.");
    return chosen(await readObjectFile(file, options.cwd), options.customer);
  }
  if (live === true) return readLiveObjects(options);
  if (stack === undefined) {
    const objects = await programObjects({ cwd: options.cwd, config });
    return chosen({ objects, notes: [], from: "the program" }, options.customer);
  }
  if (options.preview !== true) return chosen(await readStack({ stack, cwd: options.cwd }), options.customer);
  const { after, notes } = await readPlan({ stack, cwd: options.cwd });
  return chosen({ objects: after, notes, from: `${inWords(stack)} as a preview would leave it` }, options.customer);
}

/** The objects in the state of a stack. */
export async function readStack(choice: StackChoice): Promise<ObjectSource> {
  return { objects: objectsInStates(await statesOfStack(choice)), from: inWords(choice.stack), notes: [] };
}

/** What a preview of the stack would change. */
export async function readPlan(choice: StackChoice): Promise<Planned> {
  const planned = objectsOfPlan(await preview(choice));
  if (planned === undefined) throw new FailedError("The output of `pulumi preview --json` is not a preview.");
  return planned;
}

function inWords(stack: string | true): string {
  return stack === true ? "the selected stack" : `stack ${stack}`;
}
