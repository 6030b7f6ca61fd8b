import type { CallResult } from "../callflow/callScript";
import { isKeys } from "../callflow/presses";
import type { NumberScript } from "./types";

/** What a caller does at each visit of a menu, by the visit: every menu takes one of the presses, except where the caller hangs up before. */
export function pressedAt({ visits }: CallResult, { presses = [], hangUpAt }: NumberScript): ReadonlyMap<number, string> {
  const menus = visits.flatMap(({ module, step }, index) => (isMenu(module) && step !== hangUpAt ? [index] : []));
  return new Map(menus.flatMap((visit, index) => presses.slice(index, index + 1).map((press) => [visit, press] as const)));
}

function isMenu(module: string | undefined): boolean {
  return module === "pressextension" || module === "dialbyextension";
}

/** Presses of several keys at a menu that takes one. */
export function menuProblems(result: CallResult, script: NumberScript): string[] {
  return [...pressedAt(result, script)].flatMap(([visit, pressed], index) => {
    const { module, step = "", via } = result.visits[visit] ?? {};
    if (module !== "pressextension" || pressed.length < 2 || !isKeys(pressed) || via === `next.${pressed}`) return [];
    const each = Array.from(pressed, (key) => JSON.stringify(key)).join(", ");
    return [
      `presses.${index}: the menu ${step} takes one key, and ${JSON.stringify(pressed)} is several. Give each menu its own: ${each}.`,
    ];
  });
}
