import { soundsSecret } from "../../common/secretNames";
import { nearest } from "../../common/nearest";
import type { Finding } from "../../lifecycle/kind";
import { isBlank, isRecord, own, type Props, UNKNOWN } from "../../common/values";
import { isNamed, parseKeyPath } from "./keyPaths";

/** Names that every answer is stripped of, because they could change how JavaScript reads an object. */
const DROPPED: readonly string[] = ["__proto__", "constructor", "prototype"];

/** What is wrong with the body, and with the arguments that name a part of it. What is not known yet is never wrong. */
export function contentFindings(inputs: Props, setByTheApi: readonly string[]): Finding[] {
  const body = own(inputs, "body");
  if (!isRecord(body)) return [];
  return [
    ...Object.keys(body).flatMap((name) => refused(name, { inputs, setByTheApi })),
    ...droppedIn(body, "body"),
    ...keyFindings(own(inputs, "key"), { body, secrets: own(inputs, "secrets") }),
    ...secretFindings(own(inputs, "secrets"), body),
  ];
}

function refused(name: string, { inputs, setByTheApi }: { inputs: Props; setByTheApi: readonly string[] }): Finding[] {
  const path = `body.${name}`;
  if (name.trim().toLowerCase() === "balance")
    return [
      {
        path,
        reason: "must not be written: a balance in a body could move money. Credit is moved by a CreditTransfer, which sends it once",
      },
    ];
  if (setByTheApi.includes(name)) return [{ path, reason: "must not be written: the API sets it" }];
  const readOnly = own(inputs, "readOnly");
  if (!Array.isArray(readOnly) || !readOnly.includes(name)) return [];
  return [{ path: "readOnly", reason: `names ${name}, which the body writes: take it out of one of the two` }];
}

function droppedIn(value: unknown, path: string): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => droppedIn(item, `${path}.${index}`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${path}.${key}`;
    if (DROPPED.includes(key))
      return [{ path: at, reason: "must have another name: this one is dropped from every answer, so it would change at each up" }];
    return droppedIn(inner, at);
  });
}

function keyFindings(key: unknown, { body, secrets }: { body: Props; secrets: unknown }): Finding[] {
  if (typeof key !== "string" || key === "" || key === UNKNOWN) return [];
  if (soundsSecret(key) || (Array.isArray(secrets) && secrets.includes(key)))
    return [{ path: "key", reason: "must not name a secret: messages name the object by its value" }];
  const value = own(body, key);
  if (value === UNKNOWN || (typeof value === "string" && value !== "") || typeof value === "number") return [];
  const guess = isBlank(value) ? nearest(key, Object.keys(body)) : undefined;
  const mend = guess === undefined ? "" : `; did you mean ${guess}?`;
  return [
    { path: "key", reason: `must name a text or a number of the body, by which the API knows the object, and ${key} is none${mend}` },
  ];
}

function secretFindings(secrets: unknown, body: Props): Finding[] {
  if (!Array.isArray(secrets)) return [];
  return secrets.flatMap((text: unknown, index) => {
    if (typeof text !== "string" || text === "" || text === UNKNOWN) return [];
    if (isNamed(body, parseKeyPath(text), (value) => value === UNKNOWN)) return [];
    return [
      {
        path: `secrets.${index}`,
        reason: `names nothing in the body, so that what is meant would not be hidden: ${text}. Write its keys from the top, with points between them`,
      },
    ];
  });
}
