import { isUuid } from "../../common/values";
import { shaped } from "./shaped";

/** A uuid, as the API's own objects have it. */
export const uuidShape = shaped((z) => z.string().refine(isUuid, "must be a uuid, such as the uuid of another resource"));

/** The customer that an object belongs to. */
export const customerShape = shaped((z) => z.string().refine(isUuid, "must be the uuid of a SubReseller, such as acme.uuid"));

/** How a program takes a living object over. */
export const adoptShape = shaped((z) =>
  z.union([z.boolean(), uuidShape, z.strictObject({ uuid: uuidShape, overwrite: z.boolean().optional() })], {
    error: 'must be true, the uuid of a living object, or { uuid: "…", overwrite: true }',
  }),
);
