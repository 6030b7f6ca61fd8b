import { z } from "zod";
import { UUID } from "../common/uuid";

/** A uuid, as the API's own objects have it. */
export const uuidShape = z.string().regex(UUID, "must be a uuid, such as the uuid of another resource");

/** The customer that an object belongs to. */
export const customerShape = z.string().regex(UUID, "must be the uuid of a SubReseller, such as acme.uuid");

/** The steps of a flow by name; what is within is checked by the rules of flows. */
export const flowShape = z.record(z.string(), z.unknown(), { error: "must be a map of steps by name" });

export const adoptShape = z.union([z.boolean(), uuidShape, z.strictObject({ uuid: uuidShape, overwrite: z.boolean().optional() })], {
  error: 'must be true, the uuid of a living object, or { uuid: "…", overwrite: true }',
});
