import type { ApiObjectArgs } from "../../kinds/apiObject/apiObject";
import { placedClass } from "./kindClass";

export type { ApiObjectArgs } from "../../kinds/apiObject/apiObject";

/**
 * Any other object of the API, by its paths and its body: what no page documents, such as message flows and domain names, or what the vendor
 * adds. It lives as every other kind does. Its `get` takes the uuid and the path; it has no `find`, because nobody knows what a list at its path shows.
 */
export class ApiObject extends placedClass<ApiObjectArgs, "path" | "itemPath" | "secrets">("ApiObject") {}
