/** One attempt as a test wants it in a state. */
export interface Planted {
  readonly reference?: string;
  readonly attempt?: number;
  /** Left out: the run was cut off before an end was recorded. */
  readonly state?: string;
  readonly intent?: Record<string, unknown>;
  readonly execution?: Record<string, unknown>;
  readonly protect?: boolean;
}

export const customer = "3951ec81-cca4-4c4a-8efb-4bce76e04032";

const urn = (kind: string, name: string) => `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:${kind}::${name}`;

function resourcesOf({ reference = "2026-11 acme", attempt = 1, state, intent, execution, protect = true }: Planted) {
  const name = attempt === 1 ? reference : `${reference}#${attempt}`;
  const prepared = {
    ...{ reference, customer, amount: "25", attempt, nonce: `nonce-${name}`, balanceBefore: "100.000", customerHash: "hash" },
    ...{ preparedAt: `2026-11-02T09:14:0${attempt}.000Z`, sendBefore: "2026-11-02T09:19:07.000Z" },
    ...intent,
  };
  const ended = { sentAt: "2026-11-02T09:14:08.000Z", endedAt: "2026-11-02T09:14:09.000Z", reason: "The API answered 200.", state };
  const resource = (kind: string, outputs: object) => ({
    ...{ urn: urn(kind, name), custom: true, id: prepared.nonce, type: `pulumi-nodejs:dynamic/yay:${kind}` },
    ...{ inputs: prepared, outputs, protect },
  });
  return [
    resource("CreditTransferIntent", prepared),
    ...(state === undefined ? [] : [resource("CreditTransferExecution", { ...prepared, ...ended, ...execution })]),
  ];
}

/** What `pulumi stack export` prints of a stack with these attempts. */
export function stateWith(...attempts: readonly Planted[]) {
  const others = [{ urn: "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev", type: "pulumi:pulumi:Stack" }];
  return { version: 3, deployment: { resources: [...others, ...attempts.flatMap(resourcesOf)] } };
}
