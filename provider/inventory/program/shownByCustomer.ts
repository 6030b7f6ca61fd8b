import { isBlank, isRecord, own, sameUuid, sameValue } from "../../common/values";
import type { JsonObject } from "../../client/index";
import { fieldsOf } from "../../lifecycle/kindFields";
import type { LiveObject } from "../liveObject";
import type { TakenOver } from "../takenOver";

/** What a list of a customer has of an object with commands of its own. */
export interface Shown {
  /** Why the program does not declare it by itself; undefined if the list declares all that answers show of it. */
  readonly reason?: string;
}

/**
 * What becomes of an object that a list of its customer may show, too: a program declares such objects there or by resources of their own, and not by
 * both. Undefined if the program declares no such list, so that the object stands by itself.
 * @param owner the customer, if the program declares it
 */
export function shownByCustomer(taken: TakenOver, owner: TakenOver | undefined): Shown | undefined {
  const { definition, live } = taken.object;
  if (definition.shownBy === undefined || owner === undefined) return undefined;
  const lists = fieldsOf(owner.object.definition).filter(([name, { facts }]) => facts.shows === definition.kind && own(owner.inputs, name));
  const [list] = lists;
  if (list === undefined) return undefined;
  const [name, { facts }] = list;
  const item = itemsIn(owner.object, facts.wire ?? name).find((each) => isOf(each, live));
  const where = `\`${name}\` of its ${owner.object.definition.kind}`;
  if (item === undefined)
    return { reason: `${where} does not show it, and a program declares such objects there or by ${definition.kind}, and not by both` };
  const more = fieldsOf(definition).flatMap(([argument, field]) =>
    isMore(own(taken.inputs, argument)) && argument !== "customer" && !Object.hasOwn(item, field.facts.wire ?? "") ? [argument] : [],
  );
  return more.length === 0
    ? {}
    : {
        reason: `it stands in ${where}, which has no place for ${more.join(", ")}: only its own answer shows that, and it stays as it lives`,
      };
}

/** What is off is off without a word, too. */
function isMore(value: unknown): boolean {
  return !isBlank(value) && value !== false;
}

function itemsIn({ live }: LiveObject, wire: string): JsonObject[] {
  const items = own(live, wire);
  return Array.isArray(items) ? items.filter((item): item is JsonObject => isRecord(item)) : [];
}

/** By uuid; an item that has none by all that both show. */
function isOf(item: JsonObject, live: JsonObject): boolean {
  if (!isBlank(item["uuid"])) return sameUuid(item["uuid"], live["uuid"]);
  const both = Object.keys(item).filter((key) => !isBlank(item[key]) && !isBlank(own(live, key)));
  return both.length > 0 && both.every((key) => sameValue(item[key], own(live, key)));
}
