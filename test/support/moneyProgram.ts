import type { StateResource } from "./engine";

/** One CreditTransfer of a program, as a person writes and rewrites it. */
export interface Paid {
  /** The name of the component; it may change. */
  component: string;
  /** The component that it stands in; it may change. */
  box?: string;
  readonly reference: string;
  readonly customer: string;
  /** No two transfers of a life have the same, so that a ledger tells them apart. */
  readonly amount: string;
  readonly protect: boolean;
  earlier: ("rejected" | "notReceived")[];
  outcome?: "received";
}

/** The program that declares these transfers. */
export function programOf(paid: readonly Paid[]): string {
  const boxes = [...new Set(paid.flatMap(({ box }) => (box === undefined ? [] : [box])))];
  return [
    ...boxes.map((box) => `const ${box} = new pulumi.ComponentResource("test:index:Box", "${box}");`),
    ...paid.map(({ component, box, protect, reference, customer, amount, earlier, outcome }) => {
      const args = { reference, customer, amount, ...(earlier.length > 0 && { earlier }), ...(outcome && { outcome }) };
      const opts = [...(box === undefined ? [] : [`parent: ${box}`]), ...(protect ? [] : ["protect: false"])];
      return `new yay.CreditTransfer(${JSON.stringify(component)}, ${JSON.stringify(args)}, { ${opts.join(", ")} });`;
    }),
  ].join("\n");
}

/** What a state has of the attempt that a program wants. */
export interface Found {
  readonly intent: StateResource | undefined;
  readonly execution: StateResource | undefined;
  /** `none`: it would be sent. `cutOff`: an intent alone. `closed`: the operator has said that nothing moved. */
  readonly state: "none" | "cutOff" | "settled" | "rejected" | "notSent" | "unknown" | "closed";
  /** The time from which `notReceived` is accepted. */
  readonly believedFrom: number;
}

/** Finds a transfer in a state. */
export function foundIn(resources: readonly StateResource[], { reference, earlier }: Paid, deadlineSeconds: number): Found {
  const child = earlier.length === 0 ? reference : `${reference}#${earlier.length + 1}`;
  const of = (kind: string) => resources.find(({ urn, delete: isOld }) => isOld !== true && urn.endsWith(`dynamic/yay:${kind}::${child}`));
  const [intent, execution] = [of("CreditTransferIntent"), of("CreditTransferExecution")];
  const record = execution?.outputs ?? intent?.outputs ?? {};
  const believedFrom = Date.parse(String(record["sendBefore"])) + 2 * deadlineSeconds * 1000;
  return { intent, execution, state: stateOf(intent, execution), believedFrom };
}

function stateOf(intent: StateResource | undefined, execution: StateResource | undefined): Found["state"] {
  if (execution === undefined) return intent === undefined ? "none" : "cutOff";
  const { state, said } = execution.outputs ?? {};
  return said !== undefined && state !== "settled" ? "closed" : (state as Found["state"]);
}
