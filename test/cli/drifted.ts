const typeOf = (kind: string): string => `pulumi-nodejs:dynamic/yay:${kind}`;

/** One resource of a preview with a refresh: as it was stored, as the refresh found it, and as the program has it. */
export interface Refreshed {
  readonly name: string;
  readonly kind?: string;
  readonly id?: string;
  readonly stored?: object;
  /** Left out, as it was stored; undefined, the object is gone. */
  readonly live?: object | undefined;
  /** Left out, as it was stored; undefined, the program does not declare it. */
  readonly program?: object | undefined;
  readonly more?: object;
  /** Whether the refresh found another value, which need not be shown. */
  readonly touched?: boolean;
  /** Whether the engine would change it; left out, if what is shown differs. */
  readonly updated?: boolean;
}

const stack = { op: "same", urn: "urn:pulumi:dev::proj::pulumi:pulumi:Stack::proj-dev", oldState: {}, newState: {} };

/** The output of `pulumi preview --refresh --json --show-sames`, as the engine was seen to write it. */
export function refreshedPreview(...resources: readonly Refreshed[]): object {
  const steps = resources.map((resource) => stepsOf(resource));
  return {
    config: { "yay:password": "[secret]" },
    steps: [...steps.flatMap(({ refresh }) => refresh), stack, ...steps.flatMap(({ planned }) => planned)],
    duration: 1,
    changeSummary: { same: 1 },
  };
}

function stepsOf(resource: Refreshed): { refresh: object[]; planned: object[] } {
  const { name, kind = "HuntGroup", id = `${name}-uuid`, stored = {}, more = {}, touched = false } = resource;
  const live = "live" in resource ? resource.live : stored;
  const program = "program" in resource ? resource.program : stored;
  const urn = `urn:pulumi:dev::proj::${typeOf(kind)}::${name}`;
  const state = (inputs: object, outputs?: object): object => ({
    urn,
    custom: true,
    id,
    type: typeOf(kind),
    inputs,
    ...(outputs && { outputs }),
    ...more,
  });
  const old = live === undefined ? {} : { oldState: { ...state(live, live), modified: touched ? "later" : "before" } };
  const next = program === undefined ? {} : { newState: state(program) };
  const isAlike = live !== undefined && program !== undefined && JSON.stringify(live) === JSON.stringify(program);
  const isSame = resource.updated === undefined ? isAlike : !resource.updated;
  const op = live === undefined ? "create" : program === undefined ? "delete" : isSame ? "same" : "update";
  const isNothing = live === undefined && program === undefined;
  return {
    refresh: [
      {
        op: "refresh",
        urn,
        oldState: { ...state(stored, stored), modified: "before" },
        newState: state(stored, stored),
        detailedDiff: null,
      },
    ],
    planned: isNothing ? [] : [{ op, urn, ...old, ...next, detailedDiff: null }],
  };
}
