/** One change, small enough to review by itself. */
export type Change =
  | { kind: "renamed"; step: string; to: string }
  | { kind: "removed"; step: string; from: unknown }
  | { kind: "added"; step: string; to: unknown }
  | { kind: "replaced"; step: string; from: unknown; to: unknown }
  | { kind: "changed"; step: string; at: readonly string[]; from: unknown; to: unknown };
