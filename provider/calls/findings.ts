import { type AccountCode, accountCodes } from "./accountCodes";
import { isEmergencyNumber } from "../callflow/emergency";
import { readGraph } from "../callflow/graph";
import { validate } from "../callflow/validate";
import { isBlank, isRecord, own } from "../common/values";
import { diaryOf } from "../diary/index";
import { Directory, type FlowSteps, isKnown, isOpen, listOf } from "./directory";
import { queueOf } from "./parties";
import type { CallObject } from "./types";

/** One thing that is wrong in an account, across its objects. */
export interface AccountFinding {
  readonly code: AccountCode;
  /** A warning may be meant. */
  readonly severity: "error" | "warning";
  /** What it is about. */
  readonly kind: string;
  readonly uuid: string;
  /** Its name, in words. */
  readonly name: string;
  /** The name of its resource, if a program has it: `acme/sales`. */
  readonly resource?: string;
  /** The uuid of its customer, if the account said it. */
  readonly customer?: string;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** How an account is looked at. */
export interface FindingOptions {
  /** The kinds of which the objects are all that there are: a reference to another one is dead. Left out, none. */
  readonly complete?: readonly string[];
}

type Found = Omit<AccountFinding, "severity" | "kind" | "uuid" | "name" | "resource" | "customer"> & { readonly object: CallObject };

interface Looking {
  readonly directory: Directory;
  readonly complete: ReadonlySet<string>;
}

/** Everything that is wrong with where calls go in an account. What only a flow or a diary by itself has is found by their own checks. It never throws. */
export function accountFindings(account: readonly CallObject[], { complete = [] }: FindingOptions = {}): AccountFinding[] {
  const directory = new Directory(account);
  const looking = { directory, complete: new Set(complete) };
  const found = account.flatMap((object) => (RULES[object.kind] ?? (() => []))(object, looking));
  return found.map(({ object, code, ...said }) => ({
    code,
    severity: accountCodes[code].severity,
    kind: object.kind,
    uuid: object.uuid,
    name: directory.nameOf(object),
    ...(object.resource !== undefined && { resource: object.resource }),
    ...(isKnown(object.customer) && { customer: object.customer }),
    ...said,
  }));
}

const RULES: Readonly<Record<string, ((object: CallObject, looking: Looking) => Found[]) | undefined>> = {
  PhoneNumber: ofNumber,
  TimeDiary: ofDiary,
  HuntGroup: ofGroup,
  QueueGroup: ofQueue,
  CallFlow: ofFlow,
};

function ofNumber(object: CallObject, looking: Looking): Found[] {
  const has = (argument: string): boolean => !isBlank(own(object.args, argument));
  const references = (
    [
      ["callFlow", "CallFlow"],
      ["outOfHours", "TimeDiary"],
      ["trunk", "Trunk"],
    ] as const
  ).flatMap(([argument, kind]) => ofReference(object, own(object.args, argument), { kind, where: argument, looking }));
  return [
    ...ofTargets(object, has),
    ...ofFlowReference(object, own(object.args, "callFlow"), { where: "callFlow", looking }),
    ...references,
  ];
}

function ofTargets(object: CallObject, has: (argument: string) => boolean): Found[] {
  if (["callFlow", "trunk"].some((argument) => isOpen(own(object.args, argument)))) return [];
  if (has("callFlow") && has("trunk"))
    return [
      {
        object,
        code: "number-two-ways",
        message: "It has a call flow and a trunk, and which of them answers is not documented.",
        hint: "Leave one out.",
      },
    ];
  if (has("callFlow") || has("trunk")) return [];
  if (has("outOfHours"))
    return [
      { object, code: "number-nowhere-when-open", message: "While its time diary is open it leads nowhere.", hint: "Give it a callFlow." },
    ];
  return [{ object, code: "number-nowhere", message: "It leads nowhere.", hint: "Give it a callFlow." }];
}

function ofDiary(object: CallObject, looking: Looking): Found[] {
  const { elements = [], exceptions = [] } = diaryOf(object.args);
  const entries = [
    ...elements.map((entry, index) => [`elements.${index}`, entry] as const),
    ...exceptions.map((entry, index) => [`exceptions.${index}`, entry] as const),
  ];
  const told = new Set<unknown>();
  return entries.flatMap(([where, entry]) => {
    if (!isRecord(entry)) return [];
    const flow = own(entry, "callFlow");
    if (isBlank(flow))
      return [
        {
          object,
          code: "entry-without-flow",
          message: `${where} has no call flow, and what callers hear then is not documented.`,
          hint: "Give it a callFlow.",
        },
      ];
    // A dead flow is one mistake, however many times are closed to it.
    const dead = told.has(flow) ? [] : ofFlowReference(object, flow, { where, looking });
    told.add(flow);
    return [...dead, ...ofReference(object, flow, { kind: "CallFlow", where, looking })];
  });
}

interface At {
  readonly where: string;
  readonly looking: Looking;
}

/** A reference to a flow in which callers get lost. */
function ofFlowReference(object: CallObject, reference: unknown, { where, looking: { directory } }: At): Found[] {
  const flow = directory.flow(reference);
  if (flow === undefined) return [];
  const name = directory.nameOf(flow.object);
  if (flow.steps === undefined && flow.isUnknown) return [];
  if (flow.steps === undefined)
    return [
      {
        object,
        code: "flow-dead",
        message: `${where} leads to ${name}, which nothing gives steps.`,
        hint: "Declare a CallFlowContent that fills it.",
      },
    ];
  const [error] = errorsOf(flow);
  if (error === undefined) return [];
  return [
    {
      object,
      code: "flow-dead",
      message: `${where} leads to ${name}, in which ${error}`,
      hint: "Run yay flow lint for all that is wrong with the flow.",
    },
  ];
}

function errorsOf({ steps, uuids }: FlowSteps): string[] {
  return validate(steps, { uuids })
    .filter(({ severity }) => severity === "error")
    .map(({ path, message }) => `${path}: ${message}`);
}

function ofReference(object: CallObject, reference: unknown, { kind, where, looking }: At & { readonly kind: string }): Found[] {
  const { directory, complete } = looking;
  if (!isKnown(reference) || !complete.has(kind) || directory.get(reference)?.kind === kind) return [];
  return [
    {
      object,
      code: "reference-missing",
      message: `${where} names ${reference}, and no ${kind} has this uuid.`,
      hint: "Point it at one that exists.",
    },
  ];
}

/** A list that is not known yet is not empty. */
function hasNobody(group: CallObject): boolean {
  return isBlank(own(group.args, "members"));
}

function ofGroup(object: CallObject, looking: Looking): Found[] {
  const members = listOf(object, "members");
  if (hasNobody(object)) return [{ object, code: "group-empty", message: "It has no members.", hint: "Give it members, or take it out." }];
  return members.flatMap((member, index) => ofReference(object, member, { kind: "SipUser", where: `members.${index}`, looking }));
}

function ofQueue(object: CallObject, looking: Looking): Found[] {
  const groups = listOf(object, "members");
  const isEmpty =
    (groups.length > 0 || hasNobody(object)) &&
    groups.every((group) => {
      const found = looking.directory.get(group);
      return found !== undefined && hasNobody(found);
    });
  const empty: Found[] = isEmpty
    ? [
        {
          object,
          code: "queue-empty",
          message: groups.length === 0 ? "It has no hunt groups." : "None of its hunt groups has members.",
          hint: "Give it a hunt group with members.",
        },
      ]
    : [];
  return [
    ...empty,
    ...groups.flatMap((group, index) => ofReference(object, group, { kind: "HuntGroup", where: `members.${index}`, looking })),
  ];
}

function ofFlow(object: CallObject, { directory }: Looking): Found[] {
  const flow = directory.flow(object.uuid);
  if (flow?.steps === undefined) return [];
  const { steps } = flow;
  const graph = readGraph(steps, { uuids: flow.uuids });
  const queues = [...graph.values()].flatMap((node): Found[] => {
    const queue = node.entry === undefined ? queueOf(node.step, directory) : undefined;
    if (queue === undefined || node.edges.length > 0 || node.open) return [];
    const message = `The step ${node.name} puts callers into ${queue.name}, and leads to no other step.`;
    return [
      {
        object,
        code: "queue-rings-on",
        message,
        hint: "Try what becomes of a caller whom nobody answers, or ring the groups by a step of module extension.",
      },
    ];
  });
  return [...queues, ...emergenciesBehindMenus(object, flow)];
}

function emergenciesBehindMenus(object: CallObject, { steps = {}, uuids }: FlowSteps): Found[] {
  const graph = readGraph(steps, { uuids });
  const reached = new Set<string>();
  const waiting = [...graph.values()].filter(({ module }) => module === "start").map(({ name }) => name);
  for (const name of waiting) {
    const node = graph.get(name);
    if (node === undefined || reached.has(name) || node.module === "pressextension" || node.module === "dialbyextension") continue;
    reached.add(name);
    waiting.push(...node.edges.map(({ to }) => to));
  }
  return [...graph.values()].flatMap((node): Found[] => {
    const number = emergencyIn(node.step);
    if (number === undefined || reached.has(node.name)) return [];
    const message = `The step ${node.name} forwards to ${number}, and callers reach it only by a menu.`;
    return [
      { object, code: "emergency-behind-menu", message, hint: "Lead to it before any menu, or give emergencies a number of their own." },
    ];
  });
}

function emergencyIn(step: unknown): string | undefined {
  const entries = isRecord(step) ? own(step, "extensions") : undefined;
  const numbers = (Array.isArray(entries) ? entries : []).map((entry: unknown) => (isRecord(entry) ? own(entry, "number") : undefined));
  return numbers.find((number): number is string => typeof number === "string" && isEmergencyNumber(number));
}
