import { isBlank, own } from "../common/values";
import { diaryOf, openAt, type DiaryAnswer, type Readings } from "../diary/index";
import { type Directory, isKnown, textOf } from "./directory";
import type { Moment } from "./moment";
import type { CallObject, CallStep, NumberEnding } from "./types";

/** Where a number sends a call at a time: to a flow, or to an end. */
export interface Route {
  readonly steps: readonly CallStep[];
  /** The uuid of the flow that answers. */
  readonly flow?: string;
  /** The uuid of the trunk that the call goes to. */
  readonly trunk?: string;
  /** How the call ends, if it comes to no flow. */
  readonly ending?: NumberEnding;
  readonly notDocumented: readonly string[];
  readonly hours: readonly string[];
  readonly at?: string;
}

/** What a route is decided by. */
export interface Routing {
  readonly directory: Directory;
  readonly moment: Moment | undefined;
  readonly readings: Readings | undefined;
}

/**
 * Where a number sends a call. That its diary is asked before its flow and its trunk is inferred from what a diary is for; which of flow and trunk answers,
 * if it has both, is not documented.
 */
export function routeOf(number: CallObject, routing: Routing): Route {
  const reference = own(number.args, "outOfHours");
  if (isBlank(reference)) return whenOpen(number, routing, { steps: [], hours: ["open"] });
  const name = routing.directory.party("TimeDiary", reference).name;
  const asks = stepOf("number", routing.directory.nameOf(number), { event: `asks the time diary ${name}`, via: "outOfHours" });
  const diary = routing.directory.get(reference);
  if (diary === undefined) return ended([asks], isKnown(reference) ? "missing" : "unknown");
  return byDiary(number, diary, { routing, asks });
}

function byDiary(number: CallObject, diary: CallObject, { routing, asks }: { readonly routing: Routing; readonly asks: CallStep }): Route {
  const times = diaryOf(diary.args);
  const answer = openAt(times, routing.moment?.asked ?? "", routing.readings ?? {});
  const at = routing.moment?.inWords(times.timezone);
  const when = at === undefined ? {} : { at };
  const name = routing.directory.nameOf(diary);
  const told = (event: string, via?: string): CallStep[] => [asks, stepOf("diary", name, { event, via })];
  switch (answer.state) {
    case "open": {
      const inferred = "That a number asks its time diary before its call flow and its trunk is inferred.";
      const route = whenOpen(number, routing, { steps: told("open: the number goes on", "open"), hours: ["open"] });
      return { ...route, ...when, notDocumented: [...(isBlank(own(number.args, "trunk")) ? [] : [inferred]), ...route.notDocumented] };
    }
    case "closed":
      return { ...whenClosed(answer, diary, { told, directory: routing.directory }), ...when };
    case "undocumented":
      return {
        ...ended(told(`not documented whether it is open: ${possibleIn(answer.possible, routing.directory)}`), "undocumented"),
        ...when,
        notDocumented: answer.reasons,
      };
  }
}

interface Telling {
  readonly told: (event: string, via?: string) => CallStep[];
  readonly directory: Directory;
}

function whenClosed(answer: DiaryAnswer & { readonly state: "closed" }, diary: CallObject, { told, directory }: Telling): Route {
  const entries = answer.by.map((path) => `${path}${textAt(diary, path)}`).join(", ");
  if (answer.callFlow === undefined) {
    const notDocumented = [
      `What callers hear while ${entries} of ${directory.nameOf(diary)} holds, which has no call flow, is not documented.`,
    ];
    return { ...ended(told(`closed by ${entries}, which has no call flow`, "closed"), "undocumented"), hours: answer.by, notDocumented };
  }
  if (!isKnown(answer.callFlow)) {
    const steps = told(`closed by ${entries}: a call flow that is not known yet answers`, "closed");
    return { ...ended(steps, "unknown"), hours: answer.by };
  }
  const flow = directory.party("CallFlow", answer.callFlow).name;
  return { steps: told(`closed by ${entries}: ${flow} answers`, "closed"), flow: answer.callFlow, hours: answer.by, notDocumented: [] };
}

/** The entry of a diary in words: ` (0:00-9:00,mon-fri,*,*)`. */
function textAt(diary: CallObject, path: string): string {
  const [list = "", index = ""] = path.split(".");
  const entries = own(diary.args, list);
  const entry: unknown = Array.isArray(entries) ? entries[Number(index)] : undefined;
  if (typeof entry !== "object" || entry === null) return "";
  const part = (name: string): string => (isKnown(own(entry, name)) ? String(own(entry, name)) : "");
  const moments = [`${part("startDate")} ${part("startTime")}`.trim(), `${part("endDate")} ${part("endTime")}`.trim()].filter(
    (text) => text !== "",
  );
  const text = part("closedTime") || moments.join(" to ");
  return text === "" ? "" : ` (${text})`;
}

function possibleIn(possible: (DiaryAnswer & { readonly state: "undocumented" })["possible"], directory: Directory): string {
  const ways = possible.map((way) => {
    if (way.state === "open") return "the number goes on";
    return way.callFlow === undefined ? "nothing that is documented" : `${directory.party("CallFlow", way.callFlow).name} answers`;
  });
  return ways.length === 0 ? "anything may answer" : `either ${ways.join(", or ")}`;
}

/** What a number does with a call that no diary sends elsewhere. */
function whenOpen(number: CallObject, { directory }: Routing, before: Pick<Route, "steps" | "hours">): Route {
  const [flow, trunk] = [own(number.args, "callFlow"), own(number.args, "trunk")];
  const name = directory.nameOf(number);
  const told = (event: string, via?: string): Pick<Route, "steps" | "hours"> => ({
    ...before,
    steps: [...before.steps, stepOf("number", name, { event, via })],
  });
  if (!isBlank(flow) && !isBlank(trunk)) {
    const both = `${name} has the call flow ${directory.party("CallFlow", flow).name} and the trunk ${directory.party("Trunk", trunk).name}`;
    const notDocumented = [`${both}: which of them answers is not documented.`];
    return { ...told("either its call flow or its trunk answers"), ending: "undocumented", notDocumented };
  }
  if (!isBlank(trunk)) {
    return {
      ...told(`goes to the trunk ${directory.party("Trunk", trunk).name}`, "trunk"),
      trunk: String(trunk),
      ending: "trunk",
      notDocumented: [],
    };
  }
  if (isBlank(flow))
    return {
      ...told("leads nowhere"),
      ending: "nowhere",
      notDocumented: ["What a caller of a number without a call flow and a trunk hears is not documented."],
    };
  if (!isKnown(flow)) return { ...told("goes to a call flow that is not known yet", "callFlow"), ending: "unknown", notDocumented: [] };
  return { ...told(`goes to the call flow ${directory.party("CallFlow", flow).name}`, "callFlow"), flow, notDocumented: [] };
}

function ended(steps: readonly CallStep[], ending: NumberEnding): Route {
  return { steps, ending, notDocumented: [], hours: [] };
}

function stepOf(
  kind: CallStep["kind"],
  name: string,
  { event, via }: { readonly event: string; readonly via?: string | undefined },
): CallStep {
  return { kind, name, after: 0, event, via, rings: [] };
}

/** Whether calls of a number depend on the time. */
export function asksForTime(number: CallObject, directory: Directory): boolean {
  return directory.get(textOf(number, "outOfHours")) !== undefined;
}
