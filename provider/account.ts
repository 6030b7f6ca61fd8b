import {
  adviceFor,
  asNotFound,
  type Client,
  clientFor,
  CustomerGoneError,
  type Json,
  type JsonObject,
  selectingCustomer,
  selectingText,
  selectingUuid,
  unexpected,
  WHOSE,
  withoutSecrets,
} from "./client/index";
import { extensionIn } from "./kinds/callFlow/callFlow";
import { askGuessedPaths, type GuessedPath } from "./kinds/guessedPaths";
import { type Kind, registry } from "./kinds/registry";
import { infoOf, named, type SubResellerInfo } from "./kinds/subReseller/info";
import { balanceIn, onTheWire } from "./common/money";
import { kindPaths, pathsOf } from "./lifecycle/run/paths";
import { asText, isJsonObject, own } from "./common/values";
import { find } from "./inventory/find";
import { type AccountObjects, liveObjects } from "./inventory/accountObject";
import { withParents } from "./inventory/list";
import { ListCompleteness } from "./inventory/listCompleteness";
import { type LiveAccount, liveAccount } from "./inventory/liveObject";
import { type EngineState, heldIn } from "./inventory/heldStates";
import { livingOf } from "./inventory/living";
import {
  type CallerIdInfo,
  callerIdOf,
  type CallerIdSelector,
  type ListedInfo,
  nextPaths,
  type Numbered,
  type StoreInfo,
  theCallerId,
  type UserStatusInfo,
  userStatusOf,
} from "./inventory/listable";
import { objectIn, Reading } from "./inventory/reading";
import { Run } from "./lifecycle/run/run";
import { type Lookup, readSettings, type Settings } from "./settings/settings";

export { TITLES } from "./common/titles";

export type { SubResellerInfo } from "./kinds/subReseller/info";
export type { CallerIdInfo, CallerIdSelector, Numbered, ListedInfo, StoreInfo, UserStatusInfo } from "./inventory/listable";
export type { AccountObject, AccountObjects, Unread } from "./inventory/accountObject";
export type { LiveAccount, LiveObject } from "./inventory/liveObject";
export type { EngineState } from "./inventory/heldStates";

export type { GuessedPath } from "./kinds/guessedPaths";

const KINDS = Object.keys(registry) as Kind[];

/** The account that the credentials belong to. */
export interface Account {
  /** The account name, if the API shows it. */
  readonly name: string | undefined;
  /** The contact name, if the API shows it. */
  readonly contactName: string | undefined;
  /** The address ranges, in CIDR notation, from which the API may be called; empty if the API shows none. */
  readonly allowedIpRanges: readonly string[];
}

/** Reads an account without changing anything. */
export class AccountReader {
  readonly #client: Client;
  readonly #reading: Reading;
  readonly #settings: Settings;
  readonly #completeness = new ListCompleteness();

  /**
   * Reads `yay:` settings with `lookup`, and `YAY_*` variables for those that it lacks.
   * @throws SettingsError naming everything missing or wrong.
   */
  constructor(lookup: Lookup = () => undefined, env: NodeJS.ProcessEnv = process.env) {
    this.#settings = readSettings(lookup, env, undefined, kindPaths(registry));
    this.#client = clientFor(this.#settings);
    this.#reading = new Reading(this.#client);
  }

  /** How requests reach the API: `directly`, or `through the proxy proxy.example:3128 (from HTTPS_PROXY)`. Sends no request. */
  get route(): string {
    return this.#client.route;
  }

  /** The API that is asked, as `yay:baseUrl` names it: `https://api.yay.com`, or a white-label host of it. Sends no request. */
  get baseUrl(): string {
    return this.#settings.baseUrl;
  }

  /** The account of the credentials: `GET /authenticated`. [documented; the fields are inferred] */
  async account(): Promise<Account> {
    const call = { attempt: "check the credentials", method: "GET", path: "/authenticated" } as const;
    const shown = objectIn(await this.#client.call(call), call);
    const ranges = own(shown, "ip_addresses");
    return {
      name: text(own(shown, "name")),
      contactName: text(own(shown, "contact_name")),
      allowedIpRanges: Array.isArray(ranges)
        ? ranges.flatMap((item: Json) => (isJsonObject(item) && typeof item["ip_range"] === "string" ? [item["ip_range"]] : []))
        : [],
    };
  }

  /**
   * The account's own pre-pay balance, as a decimal text with three places: `GET /account/balance`. [documented on another page than
   * transfers]
   */
  async balance(): Promise<string> {
    const call = { attempt: "read the own balance", method: "GET", path: "/account/balance" } as const;
    const answer = await this.#client.call(call);
    const value = balanceIn(objectIn(answer, call));
    if (value === undefined) throw unexpected(call, answer, "in an answer without one.");
    return onTheWire(value);
  }

  /** All customers: `GET /account/reseller`. [documented] */
  async subResellers(): Promise<SubResellerInfo[]> {
    return (await this.#reading.list("list the customers", "/account/reseller")).map(infoOf);
  }

  /**
   * One customer: `GET /account/reseller/{uuid}`, or by name from `GET /account/reseller`. [documented]
   * @throws NotFoundError if none matches, SelectorError if several do or if the selector has no value.
   */
  async subReseller(by: { readonly uuid: string } | { readonly name: string }): Promise<SubResellerInfo> {
    const attempt = "look up a SubReseller";
    const given: { readonly uuid?: unknown; readonly name?: unknown } = { ...by };
    if ("uuid" in given) {
      const uuid = selectingUuid({ attempt, argument: "uuid", value: given.uuid });
      const call = { attempt: `look up SubReseller ${uuid}`, method: "GET", path: "/account/reseller/{uuid}" } as const;
      return infoOf(objectIn(await this.#reading.find({ ...call, params: { uuid } }, `Check the uuid. ${WHOSE}`), call));
    }
    const name = selectingText({ attempt, argument: "name", value: given.name });
    return named(await this.subResellers(), name);
  }

  /** The store fronts: `GET /account/store`. [catalogue; the guide confirms that it exists] */
  async stores(): Promise<StoreInfo[]> {
    return (await this.#reading.list("list the stores", "/account/store")).map((store) => ({
      uuid: asText(store["uuid"]),
      fields: withoutSecrets(store) as JsonObject,
    }));
  }

  /**
   * The one object of a kind that a selector names: by its `uuid`, or by arguments of its kind that are shown and no secrets, beside the
   * `customer` and what it stands under. Secrets are left out.
   * @throws NotFoundError if none matches; SelectorError, which names the candidates, if several do or may, or if the selector cannot be meant.
   */
  async find(kind: Kind, by: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    return find(new Run(this.#client, this.#settings), registry[kind], by);
  }

  /**
   * The live objects of a customer, or of the own account if none is given, as arguments and without secrets: one list for each kind, and what
   * could not be read beside them. Left out, `kinds` are all.
   */
  async objects(customer?: string, kinds: readonly Kind[] = KINDS): Promise<AccountObjects> {
    const whose = customer === undefined ? undefined : selectingCustomer("list objects", { customer });
    const found = await liveObjects(new Run(this.#client, this.#settings), withParents(kinds, registry), whose);
    const isAsked = ({ kind }: { readonly kind: string }) => kinds.includes(kind as Kind);
    return { objects: found.objects.filter(isAsked), unread: found.unread.filter(isAsked) };
  }

  /**
   * What lives of what stacks hold, as `pulumi stack export` has it, to be compared by `compareStates`: one list for each kind, customer and parent that
   * the stacks have, and by itself what a list does not show, or not whole. `beside` names further lists: of a customer, or of the own account if none
   * is given, those of some kinds, or of all if they are left out.
   */
  async living(
    states: readonly EngineState[],
    beside: readonly { readonly customer?: string | undefined; readonly kinds?: readonly Kind[] }[] = [],
  ): Promise<AccountObjects> {
    const run = new Run(this.#client, this.#settings);
    const lists = beside.map(({ customer, kinds = KINDS }) => ({ customer, kinds: withParents(kinds, registry) }));
    return livingOf(run, heldIn(states, registry), lists);
  }

  /**
   * The live objects of a customer, or of the own account if none is given, as the API answers them, so with secrets: for `pulumi-yay/export`. One
   * list for each kind, and one for each object that others stand under. Where lists leave out what an argument is read from, each object of the kind is
   * read by itself: own answers of some tell, for all customers that this reader reads.
   */
  async live(customer?: string, kinds: readonly Kind[] = KINDS): Promise<LiveAccount> {
    const whose = customer === undefined ? undefined : selectingCustomer("list objects", { customer });
    const chosen = kinds.filter((kind) => kind !== "ApiObject").map((kind) => registry[kind]);
    return liveAccount(new Run(this.#client, this.#settings), { kinds: chosen, customer: whose, completeness: this.#completeness });
  }

  /** How many requests this process has sent to the account so far, repeated ones among them. */
  get requests(): number {
    return this.#client.requests.sent;
  }

  /** Whether `limitRequests` has kept a request back, so that something was not read. */
  get isAtLimit(): boolean {
    return this.#client.requests.hasRefused;
  }

  /** Keeps back what would be one request more than `most`, with those that were sent before: it fails with `YAY_NOT_APPLIED`. */
  limitRequests(most: number): void {
    this.#client.requests.limit(most);
  }

  /** What a customer, or the own account, can show as caller: `GET /voip/caller-id`. [catalogue; the fields are from other clients] */
  async callerIds(customer?: string): Promise<CallerIdInfo[]> {
    return (await this.#reading.listed("CallerId", customer)).map(callerIdOf);
  }

  /**
   * One caller ID by its uuid or the number that it shows, from `GET /voip/caller-id`. [catalogue; the fields are from other clients]
   * @throws NotFoundError if none matches, SelectorError if several do or if the selector has no value.
   */
  async callerId(by: CallerIdSelector): Promise<CallerIdInfo> {
    const attempt = "look up a CallerId";
    const given: { readonly uuid?: unknown; readonly display?: unknown } = { ...by };
    const isByUuid = "uuid" in given;
    const value = isByUuid
      ? selectingUuid({ attempt, argument: "uuid", value: given.uuid })
      : selectingText({ attempt, argument: "display", value: given.display });
    return theCallerId(await this.callerIds(selectingCustomer(attempt, by)), isByUuid ? { uuid: value } : { display: value });
  }

  /** The emergency addresses, to which numbers refer: `GET /voip/emergency-address`. [catalogue and another client; no field is known] */
  async emergencyAddresses(customer?: string): Promise<ListedInfo[]> {
    return this.#reading.listed("EmergencyAddress", customer);
  }

  /** Documents that the account has handed in: `GET /account/document`. [catalogue and another client; no field is known] */
  async documents(customer?: string): Promise<ListedInfo[]> {
    return this.#reading.listed("Document", customer);
  }

  /** Speed dials: `GET /voip/speed-dial`. [catalogue; no field is known] */
  async speedDials(customer?: string): Promise<ListedInfo[]> {
    return this.#reading.listed("SpeedDial", customer);
  }

  /** Telephones that are provisioned: `GET /provisioning/device`. [catalogue; no field is known] */
  async devices(customer?: string): Promise<ListedInfo[]> {
    return this.#reading.listed("Device", customer);
  }

  /** Whether users are free: `GET /voip/user-status`. [documented in 2021] */
  async userStatuses(customer?: string): Promise<UserStatusInfo[]> {
    return (await this.#reading.listed("UserStatus", customer)).map(userStatusOf);
  }

  /**
   * An extension that is free now for a call flow, or for what else is said: `GET /voip/next-extension/flow`, `GET /voip/next-extension/user`,
   * `GET /voip/next-extension/group`, `GET /voip/next-extension/mailbox-menu`. Do not pass it to an argument: the answer changes with each
   * object that is created. Use `extension: "next"` of a flow, which asks at creation. A SIP user and a hunt group take a number alone, because they
   * are found by it after a run that was cut off: write one into the program, such as the one that this gives. [documented for flows, else in the catalogue; the
   * answer's shape is inferred]
   */
  async nextExtension(customer?: string, of: Numbered = "CallFlow"): Promise<number> {
    const call = { attempt: "find a free extension", method: "GET", path: nextPaths[of] } as const;
    const whose = customer === undefined ? {} : { customer: selectingCustomer(call.attempt, { customer }) ?? "" };
    const answer = await this.#client.call({ ...call, ...whose }).catch((error: unknown) => {
      throw CustomerGoneError.is(error) ? asNotFound(error, adviceFor(customer)) : error;
    });
    const extension = extensionIn(answer.result);
    if (typeof extension === "number") return extension;
    throw unexpected(call, answer, "in an answer without a number.");
  }

  /**
   * The live call flow, in the API's shape: `GET /voip/flow/{uuid}`. [documented]
   * @throws NotFoundError if it does not exist there, SelectorError if a uuid has no value.
   */
  async callFlow(by: { readonly uuid: string; readonly customer?: string }): Promise<Readonly<Record<string, Json>>> {
    return this.#reading.object("CallFlow", "/voip/flow/{uuid}", by);
  }

  /**
   * The live time diary, in the API's shape: `GET /voip/out-of-hours/{uuid}`, or where `yay:paths` says. [a guess, its entries as documented in 2021]
   * @throws NotFoundError if it does not exist there, GuessedPathError if only its own path does not answer, SelectorError if a uuid has no value.
   */
  async timeDiary(by: { readonly uuid: string; readonly customer?: string }): Promise<Readonly<Record<string, Json>>> {
    return this.#reading.guessed(registry.TimeDiary, pathsOf(registry.TimeDiary, this.#settings), by);
  }

  /**
   * Each path that no source shows, asked by GET for the own account or a customer's, with what came of it. A path of one object is tried with
   * the first one that its list shows.
   * @throws SelectorError if `customer` is given and is no uuid.
   */
  async guessedPaths(by: { readonly customer?: string } = {}): Promise<GuessedPath[]> {
    return askGuessedPaths(this.#client, selectingCustomer("try paths", by));
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
