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
  return asJson(file);
}

/**
 * What a file of templates may hold, as a JSON schema for editors. No argument is required: what a template leaves out the customers say. The check of
 * `readCustomers` says the rest, of the template as each customer fills it.
 */
export function templateFileSchema(): Record<string, unknown> {
  const shared = templated.map((section) => {
    const part = shapeIn(section).partial().meta({ title: sections[section].kind });
    return [section, z.record(z.string(), part).optional()] as const;
  });
  return asJson(z.strictObject(Object.fromEntries(shared)));
}

function asJson(file: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(file, { target: "draft-7", io: "input", unrepresentable: "any" });
}

/** The arguments of the parts of a section as a file has them. */
function shapeIn(section: Section): z.ZodObject {
  const shape = titled(sections[section].kind);
  return section === "hours" ? shape.extend({ exceptions: z.array(z.union([dayShape, exceptionShape])).optional() }) : shape;
}

function parts(section: Section): z.ZodType {
  const { kind } = sections[section];
  const whole = shapeIn(section).meta({ title: kind });
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
