/** uuids of objects that steps refer to. */
export const ids = {
  group: "92b0aca6-12aa-480c-a7b7-a31df403418c",
  mailbox: "5fd1bb1c-0c4b-4b19-8f68-ec8a1d3ba3fd",
};

/** A flow without findings, as a program writes it. */
export const program = {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 1: "sales", 2: "room", invalid: "voice", timeout: "voice" } },
  sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: ids.group }], duration: 20, noanswer: "voice" },
  room: { module: "conference", pin: "0420" },
  voice: { module: "voicemail", mailboxes: [ids.mailbox] },
};

/** The uuid of each step where the flow lives. */
export const stepUuids = {
  start: "a3072e85-84a7-5e25-ab72-51f43b2e066a",
  menu: "0d5edae6-e7f3-5a04-9c72-60069b8bd42d",
  sales: "27a7ebd6-a959-5be6-9934-7389a5537006",
  room: "7d040883-11c7-5efe-8eb1-52473f83a67a",
  voice: "8615de00-0fbb-5eea-8548-700dbc4a1396",
};

/** The same flow as it lives; `next` of the menu is laid over. */
export function wire(next: Record<string, string> = {}): Record<string, Record<string, unknown>> {
  const { start, menu, sales, room, voice } = stepUuids;
  return {
    [start]: { module: "start", next: menu },
    [menu]: { module: "pressextension", next: { "1": sales, "2": room, invalid: voice, timeout: voice, ...next } },
    [sales]: { module: "extension", extensions: [{ type: "huntgroup", uuid: ids.group }], duration: 20, noanswer: voice },
    [room]: { module: "conference", pin: "0420" },
    [voice]: { module: "voicemail", mailboxes: [ids.mailbox] },
  };
}

/** The same flow with another way out of the menu. */
export function programWith(next: Record<string, string>): typeof program {
  return { ...program, menu: { ...program.menu, next: { ...program.menu.next, ...next } } };
}

/** Five errors, all to be found at once. */
export const faulty = {
  start: { module: "start", next: "menuu" },
  menu: { module: "pressextension", next: { 12: "voice", invalid: "voice", timeout: "voice" } },
  room: { module: "conference", pin: "42" },
  voice: { module: "voicemail" },
  end: { module: "busy", next: "voice" },
};

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:aaaa:bbbb" };

/** What stands for a value that is not known before an update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const flowType = "pulumi-nodejs:dynamic/yay:CallFlow";
const urnOf = (name: string, type = flowType): string => `urn:pulumi:dev::proj::${type}::${name}`;

/** A flow with its PIN as the engine writes a secret. */
const withSecret = (flow: typeof program, pin: unknown): object => ({ ...flow, room: { ...flow.room, pin } });

/** The output of `pulumi stack export` with one flow, as the engine was seen to write it. */
export function stateOf(flow: typeof program): object {
  const resources = [
    { urn: urnOf("proj-dev", "pulumi:pulumi:Stack"), custom: false, type: "pulumi:pulumi:Stack" },
    {
      urn: urnOf("front-desk", "pulumi-nodejs:dynamic/yay:Mailbox"),
      custom: true,
      id: ids.mailbox,
      type: "pulumi-nodejs:dynamic/yay:Mailbox",
    },
    {
      urn: urnOf("main"),
      custom: true,
      id: "36e9eb34-b842-45a3-834c-764a8b9caaf4",
      type: flowType,
      inputs: { name: "Main line", extension: 501, flow: withSecret(flow, secret) },
      outputs: { name: "Main line", extension: 501, flow: withSecret(flow, secret), stepUuids },
    },
  ];
  const replaced = { ...resources[2], urn: urnOf("replaced"), delete: true };
  return { version: 3, deployment: { manifest: {}, resources: [...resources, replaced], metadata: {} } };
}

interface Step {
  readonly name: string;
  readonly op: string;
  readonly before?: typeof program;
  readonly after?: typeof program;
  readonly extension?: number;
}

/** The output of `pulumi preview --json`, as the engine was seen to write it. */
export function previewOf(...steps: readonly Step[]): object {
  const state = (name: string, properties: object): object => ({ urn: urnOf(name), custom: true, type: flowType, ...properties });
  return {
    config: { "yay:password": "[secret]" },
    steps: steps.map(({ name, op, before, after, extension = 501 }) => ({
      op,
      urn: urnOf(name),
      ...(before === undefined
        ? {}
        : { oldState: state(name, { outputs: { name, extension: 501, flow: withSecret(before, "[secret]"), stepUuids } }) }),
      ...(after === undefined
        ? {}
        : { newState: state(name, { inputs: { name, extension, flow: withSecret(after, "[secret]"), customer: UNKNOWN } }) }),
      detailedDiff: null,
    })),
    duration: 1,
    changeSummary: {},
  };
}
