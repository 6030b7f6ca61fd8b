import { isObject } from "../json";
import { checkModules } from "./flowModules";
import type { Kind } from "./kind";
import { flag, object, text, wholeNumber } from "./kind";

/** Call Flow [doc]. */
export const flow: Kind = {
  path: "/voip/flow",
  firstExtension: 501,
  fields: {
    extension: wholeNumber({ required: true, extension: true }),
    flow: object({ required: true }),
    name: text({ required: true }),
    show_call_route_name: flag(),
    show_original_caller_id: flag(),
  },
  check: (body, switches) => (isObject(body["flow"]) ? checkModules(body["flow"], switches) : []),
};
