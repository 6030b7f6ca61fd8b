import {
  adviceFor,
  type Answer,
  asNotFound,
  type Call,
  type Client,
  CustomerGoneError,
  type JsonObject,
  NotFoundError,
  objectsIn,
  selectingCustomer,
  selectingUuid,
  unexpected,
  withoutSecrets,
} from "../client/index";
import { asText, isJsonObject, sameUuid } from "../common/values";
import type { ResourceDefinition } from "../lifecycle/kind";
import { nothingProven } from "../lifecycle/run/guesses";
import { type Listable, type ListedInfo, listPaths } from "./listable";

/** Which object of a customer, or of the own account, is meant. */
export interface ByUuid {
  readonly uuid: string;
  readonly customer?: string;
}

/** The requests of look-ups. What does not live where it was looked for is a NotFoundError. */
export class Reading {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** An object at a path that ends in its uuid, as the API shows it. */
  async object(kind: string, path: string, by: ByUuid): Promise<JsonObject> {
    const attempt = `look up a ${kind}`;
    const uuid = selectingUuid({ attempt, argument: "uuid", value: by.uuid });
    const customer = selectingCustomer(attempt, by);
    const call = { attempt: `look up ${kind} ${uuid}`, method: "GET", path } as const;
    const whose = customer === undefined ? {} : { customer };
    return objectIn(await this.find({ ...call, params: { uuid }, ...whose }, adviceFor(customer).object), call);
  }

  /**
   * The same of a kind whose own path may be a guess, at which a 404 proves nothing.
   * @throws NotFoundError if its list does not show it either, GuessedPathError if it does or cannot be read.
   */
  async guessed(
    { kind, guessedPath }: ResourceDefinition,
    { item, collection }: ResourceDefinition["paths"],
    by: ByUuid,
  ): Promise<JsonObject> {
    try {
      return await this.object(kind, item, by);
    } catch (error) {
      if (guessedPath === undefined || !(error instanceof NotFoundError)) throw error;
      const listed = await this.list(`look up ${kind} ${by.uuid}`, collection, by.customer).catch((failure: unknown) => {
        if (failure instanceof NotFoundError) throw failure;
        return undefined;
      });
      if (listed?.some(({ uuid }) => sameUuid(uuid, by.uuid)) === false) throw error;
      throw nothingProven(error, item);
    }
  }

  /** @param advice what to look at if there is no such object. */
  async find(call: Call, advice: string): Promise<Answer> {
    return this.#client.call(call).catch((error: unknown) => {
      throw asNotFound(error, { ...adviceFor(call.customer), object: advice });
    });
  }

  /** What can only be looked up, without secrets. */
  async listed(kind: Listable, customer: string | undefined): Promise<ListedInfo[]> {
    const attempt = `list every ${kind}`;
    const whose = customer === undefined ? undefined : selectingCustomer(attempt, { customer });
    return (await this.list(attempt, listPaths[kind], whose)).map((object) => ({
      uuid: asText(object["uuid"]),
      fields: withoutSecrets(object) as JsonObject,
    }));
  }

  async list(attempt: string, path: string, customer?: string): Promise<JsonObject[]> {
    const call = { attempt, method: "GET", path, ...(customer !== undefined && { customer }) } as const;
    const answer = await this.#client.call(call).catch((error: unknown) => {
      throw CustomerGoneError.is(error) ? asNotFound(error, adviceFor(customer)) : error;
    });
    const objects = objectsIn(answer);
    if (objects === undefined) throw unexpected(call, answer, "in an answer without a list.");
    return objects;
  }
}

/** The object of an answer. @throws UnexpectedAnswerError if it has none. */
export function objectIn(answer: Answer, call: Pick<Call, "attempt" | "method" | "path">): JsonObject {
  if (isJsonObject(answer.result)) return answer.result;
  throw unexpected(call, answer, "in an answer without an object.");
}
