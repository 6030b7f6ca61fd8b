import { isRespelling } from "../../lifecycle/compare/spelling";
import { readFlag } from "../../lifecycle/fields/plain";
import { isBlank, isRecord, own } from "../../common/values";
import { isWritten, type Json, plain } from "../../client/index";

/** Whether a value is blank, or has nothing but blanks in it. */
export function isEmpty(value: unknown): boolean {
  return isBlank(value) || (isRecord(value) && Object.values(value).every(isEmpty));
}

/**
 * Whether two values of a body mean the same, at every depth: blanks are one value, whatever stands in their place, a number is the same as its
 * text, and yes and no may be written as every API writes them. The order of a list means something.
 */
export function sameContent(a: unknown, b: unknown): boolean {
  if (typeof a === "boolean" || typeof b === "boolean") return isScalar(a) && isScalar(b) && flagIn(a) === flagIn(b);
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameContent(item, b[index]));
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameContent(own(a, key), own(b, key)));
  }
  return isScalar(a) && isScalar(b) && String(plain(a)) === String(plain(b));
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null || isWritten(value);
}

function flagIn(value: unknown): unknown {
  return readFlag((plain(value) ?? null) as Json);
}

/** Whether a live value has all that the program writes, perhaps in another spelling; what else stands there does not matter. */
function covers(live: unknown, wanted: unknown): boolean {
  if (isRecord(live) && isRecord(wanted)) return Object.entries(wanted).every(([key, value]) => covers(own(live, key), value));
  if (Array.isArray(live) && Array.isArray(wanted)) {
    return live.length === wanted.length && wanted.every((value, index) => covers(live[index], value));
  }
  if (typeof live === "string" && typeof wanted === "string") return isRespelling({ live, declared: wanted });
  return sameContent(live, wanted);
}

/**
 * What the program writes, laid over what lives: keys of a map that it does not write stay, and a list is as it writes it. An item of a list
 * keeps what the program does not write if a live item has all that it says, or if it is still at its place.
 */
export function laidOver(live: unknown, wanted: unknown): unknown {
  if (isRecord(live) && isRecord(wanted)) {
    const written = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== null);
    const laid = written.map(([key, value]) => [key, laidOver(own(live, key), value)] as const);
    return Object.fromEntries([...Object.entries(live), ...laid]);
  }
  if (Array.isArray(live) && Array.isArray(wanted)) {
    const partners = partnersIn(live, wanted);
    return wanted.map((value: unknown, index) => {
      const partner = partners.get(index);
      return partner === undefined ? value : laidOver(live[partner], value);
    });
  }
  // A number that no program can write but as its digits goes back as the number that lives there.
  return isWritten(live) && isScalar(wanted) && sameContent(live, wanted) ? live : wanted;
}

/** For items of a list by index: the index of the live item that each one is. */
function partnersIn(live: readonly unknown[], wanted: readonly unknown[]): Map<number, number> {
  const partners = new Map<number, number>();
  const free = new Set(live.keys());
  const pair = (index: number, partner: number | undefined) => {
    if (partner === undefined || partners.has(index) || !free.delete(partner)) return;
    partners.set(index, partner);
  };
  const indexes = [...wanted.keys()];
  for (const index of indexes) if (covers(live[index], wanted[index])) pair(index, index);
  for (const index of indexes) {
    if (!partners.has(index))
      pair(
        index,
        [...free].find((other) => covers(live[other], wanted[index])),
      );
  }
  for (const index of indexes) if (mayBeEdited(live[index], wanted[index])) pair(index, index);
  return partners;
}

/** Whether an item at its place may be the live one with other values: no uuid says that it is another one. */
function mayBeEdited(live: unknown, wanted: unknown): boolean {
  if (!isRecord(live) || !isRecord(wanted)) return false;
  const [was, is] = [own(live, "uuid"), own(wanted, "uuid")];
  return isBlank(was) || isBlank(is) || sameContent(was, is);
}
