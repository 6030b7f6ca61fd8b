/** Printable ASCII: all that the value of a header may hold. */
export const PRINTABLE = /^[\x20-\x7e]*$/;

/** No blank at either edge, where a header loses it. */
export const BLANKLESS_EDGES = /^(?! )(?!.* $)/;

/** Whether a text can be the value of a header. */
export function isHeaderText(text: string): boolean {
  return text !== "" && PRINTABLE.test(text) && BLANKLESS_EDGES.test(text);
}
