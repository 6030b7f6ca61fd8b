/** How a kind is drawn. */
export interface Drawn {
  /** Calls go from lower columns to higher ones. */
  readonly column: number;
  /** One object in words, as it stands in a box. */
  readonly title: string;
  /** Several of them in words. */
  readonly several: string;
}

/** The kinds that a map draws, in the order in which calls reach them. */
const drawn = {
  PhoneNumber: { column: 0, title: "Phone number", several: "numbers" },
  TimeDiary: { column: 1, title: "Hours", several: "time diaries" },
  CallFlow: { column: 2, title: "Call flow", several: "call flows" },
  QueueGroup: { column: 3, title: "Queue", several: "queues" },
  HuntGroup: { column: 4, title: "Group", several: "groups" },
  SipUser: { column: 5, title: "Phone", several: "phones" },
  Trunk: { column: 5, title: "Trunk", several: "trunks" },
  OutsideNumber: { column: 5, title: "Outside number", several: "outside numbers" },
  Mailbox: { column: 6, title: "Mailbox", several: "mailboxes" },
} as const satisfies Readonly<Record<string, Drawn>>;

/** The kinds whose objects a map draws. Pass them to `AccountReader.objects` to read no more than that. */
export const mapKinds = (Object.keys(drawn) as (keyof typeof drawn)[]).filter((kind) => kind !== "OutsideNumber");

/** A call flow declared with `content: "separate"` has its steps in an object of this kind. */
export const CONTENT = "CallFlowContent";

/** How a kind is drawn; undefined if it is not. */
export function drawnAs(kind: string): Drawn | undefined {
  return Object.hasOwn(drawn, kind) ? drawn[kind as keyof typeof drawn] : undefined;
}

/** A kind in words: `Phone number`, or for one that is not drawn its own name, `Number address`. */
export function kindInWords(kind: string): string {
  const words = kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  return drawnAs(kind)?.title ?? words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
