import { z } from "zod";
import type { Kind } from "../kinds/registry";
import { type Section, sectionNames, sections } from "./sections";
import { countryCode, dayShape, exceptionShape, shapeOf, timeZoneForm } from "./shapes";

const uuid = z.guid().describe("The uuid of one that lives.");
const path = z.string().min(1).describe("The path of a file, from the folder of this one.");
const templated: readonly Section[] = ["flows", "hours"];

/**
 * What a file of a customer may hold, as a JSON schema for editors. It is made of the same shapes as the check of `readCustomers`, which says more: what
 * stands between the parts no schema can. The shape of each kind has its name as the title.
 */
export function customerFileSchema(): Record<string, unknown> {
  const file = z.strictObject({
    customer: z.union([uuid, titled("SubReseller")]),
    bundle: z.union([uuid, titled("VoipBundle")]).optional(),
    timezone: timeZoneForm.optional(),
    countryCode: countryCode.optional(),
    ...Object.fromEntries(sectionNames.map((section) => [section, parts(section).optional()])),
    numbers: z.array(z.union([z.string(), titled("PhoneNumber")])).optional(),
    callRecordingRetention: titled("CallRecordingRetention").optional(),
  });
  return z.toJSONSchema(file, { target: "draft-7", io: "input", unrepresentable: "any" });
}

function parts(section: Section): z.ZodType {
  const { kind } = sections[section];
  const shape =
    section === "hours" ? titled(kind).extend({ exceptions: z.array(z.union([dayShape, exceptionShape])).optional() }) : titled(kind);
  const whole = shape.meta({ title: kind });
  const ofTemplate = templated.includes(section) ? [whole.partial().extend(templateKeys).meta({ title: kind })] : [];
  const map = z.record(z.string(), z.union([section === "sounds" ? path : uuid, whole, ...ofTemplate]));
  return section === "users" ? z.union([path.describe("A table of the users, such as users.csv."), map]) : map;
}

const templateKeys = {
  template: z.string().describe("The template that has what is not written here."),
  with: z.record(z.string(), z.string()).optional().describe("What the customer calls the parts that the template names."),
};

function titled(kind: Kind): z.ZodObject {
  const shape = shapeOf(kind);
  return ("timezone" in shape.shape ? shape.extend({ timezone: timeZoneForm.optional() }) : shape).meta({ title: kind });
}
