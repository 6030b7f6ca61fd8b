import type { DepartmentArgs } from "../../kinds/department";
import { kindClass } from "./kindClass";

export type { DepartmentArgs } from "../../kinds/department";

/** Users that belong together. */
export class Department extends kindClass<"Department", DepartmentArgs>("Department") {}
