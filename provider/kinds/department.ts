import { defineKind } from "../lifecycle/defineKind";
import { references, text } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { CustomerArgs } from "../lifecycle/arguments";

/** What a program writes for a department. */
export interface DepartmentArgs extends CustomerArgs {
  /** The name. [inferred from the catalogue; one of the three is required, and that it is this one is a guess] */
  name: string;
  /** What it is for, in words. [inferred from the catalogue] */
  description?: string;
  /** The uuids of its users, such as `anna.uuid`. [inferred from the catalogue; that they are users, and that their order means nothing, is a guess] */
  users?: Id<"SipUser">[];
}

/** Users that belong together: `/voip/department`. The list is in a catalogue, the other commands in an integrator's documentation, without their paths. */
export const department = defineKind<DepartmentArgs>({
  kind: "Department",
  documentation: "partial",
  scope: "customer",
  path: "/voip/department",
  guessedPath: "item",
  args: {
    name: text("name", { required: true }),
    description: text("description"),
    users: references("users", "SipUser"),
  },
});
