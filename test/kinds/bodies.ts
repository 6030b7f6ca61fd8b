import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { onStage, type Stage } from "../support/lifecycle";
import { apiObject } from "./apiObject";

/** A stage whose program writes this body, with further arguments. */
export const withBody = (body: Props, more: Props, test: (stage: Stage) => Promise<void>) => () =>
  onStage({ ...apiObject, inputs: { ...apiObject.inputs, body, ...more } }, test);

/** The change of the body to another one. */
export const change = (body: Props) => ({ body });

/** The recorded body. */
export const bodyOf = ({ it: { outputs } }: Stage) => outputs["body"] as JsonObject;

/** What an update with this body sends; undefined if it sends no PUT. */
export const put = async (stage: Stage, body: Props, more: Props = {}) => {
  const requests = await stage.requests(() => stage.up({ body, ...more }));
  const last = requests.at(-1);
  return last?.method === "PUT" ? (last.body as JsonObject) : undefined;
};
