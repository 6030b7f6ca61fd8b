import { z } from "zod";
import { isAbsolute } from "node:path";
import { SettingsError } from "../common/errors";
import { certificatesIn, unusableCaFile } from "./files";
import type { GivenPaths, KindPaths } from "./kindPaths";
import { paths, pathsOfKinds } from "./paths";
import { type HttpProxy, NONE, proxyVariable } from "./proxy";
import { amount, auditLog, baseUrl, headerText, omitFields, proxy, purchases, wholeNumber } from "./shapes";

/** All settings, read from the stack configuration and the environment. */
export interface Settings {
  /** The first of the three credentials of the vendor's dashboard. */
  reseller: string;
  /** The second of the three credentials. */
  user: string;
  /** The third of the three credentials. */
  password: string;
  /**
   * The API, or a white-label host of it: `https://` and a host without a path; `http://` for this machine alone. White-label hosts serve the
   * same paths, and an API's 404 for a mistyped prefix would read as "gone".
   */
  baseUrl: string;
  /** A file of certificate authorities in PEM form to trust beside the usual ones. */
  caFile?: string;
  /**
   * A proxy to go through, such as `http://proxy.example:3128`, or `none` to go directly whatever the environment says. With credentials
   * (`http://user:password@proxy.example:3128`, percent-encoded) set it by `--secret`. See [proxies](#proxies).
   */
  proxy?: HttpProxy;
  /**
   * A file that gets one line of JSON for each write: when, for which resource and customer, what was sent where, the outcome, and the
   * names of the changed fields; never a value. Created if it does not exist, readable by its owner alone, and appended to.
   */
  auditLog?: string;
  /** Seconds that one request may take, 1 to 120. */
  timeoutSeconds: number;
  /** Requests that may run at the same time, 1 to 64. */
  maxConcurrency: number;
  /** Text added to the User-Agent of every request. */
  userAgentSuffix?: string;
  /**
   * What an update does if somebody else changed a managed field in the meantime: `stop` with a report, or `overwrite` the change without
   * one, even if `ignoreChanges` names the field.
   */
  onConflict: "stop" | "overwrite";
  /**
   * Fields of the API to leave out of the request bodies of a kind, for fields that the API shows and then refuses; as JSON, such as
   * `{"SubReseller": ["users.last_login"]}`.
   */
  omitFields: Record<string, string[]>;
  /**
   * Paths for kinds whose own path is a guess, because no source shows it; as JSON, the list's path by kind, such as
   * `{"QueueNotice": "/…"}` with the right path in place of the dots, or that of one object, `{"TrunkAuthentication": {"item": "/…/{trunk}/…/{uuid}"}}`.
   * `yay check` tries each guess. A list's path that stands here counts as known, even if it is the guess itself.
   */
  paths: Record<string, GivenPaths>;
  /** The body field that says whether a customer may call abroad. The documents name none, so it is a guess. */
  internationalCallsField: string;
  /** The largest amount of one credit transfer, such as `100.00`. */
  maxTransfer: string;
  /** The largest sum of the credit transfers of one `up`, such as `500.00`. */
  maxTransferPerRun: string;
  /**
   * How many objects of each kind one `up` may buy, as JSON, such as `{"SipUser": 5}`. A kind that it does not name may not be bought at all.
   * What is adopted, and what an earlier run has bought already, does not count.
   */
  maxPurchasesPerRun: Record<string, number>;
  /** Seconds that the request of a credit transfer may take, 1 to 120. */
  transferDeadlineSeconds: number;
  /** Seconds after its preparation within which a credit transfer may be sent, 1 to 3600. */
  transferWindowSeconds: number;
  /**
   * What proves that a credit transfer was made: the own `balance`, lower by at least the amount, or the `status` of the answer alone, for
   * accounts that cannot read their balance.
   */
  confirmTransfers: "balance" | "status";
  /** The folder in which this machine records each credit transfer before it sends it. Left out: `yay/transfers` in the engine's home. */
  journalDir?: string;
  /** The currency that reports put beside amounts, such as `GBP`. The documents name none. */
  currency?: string;
}

/** Returns the value of a key of the stack configuration, such as `yay:baseUrl`. */
export type Lookup = (key: string) => string | undefined;

const DEFAULT_BASE_URL = "https://api.yay.com";

/** A new setting is one line here and one in `Settings`. The messages never repeat a value, because it may hold a secret. */
const schema = z.object({
  reseller: headerText,
  user: headerText,
  password: headerText,
  baseUrl: baseUrl.default(DEFAULT_BASE_URL),
  caFile: z.exactOptional(z.string().refine((file) => certificatesIn(file) !== undefined, unusableCaFile)),
  proxy: z.exactOptional(proxy),
  auditLog: z.exactOptional(auditLog),
  timeoutSeconds: wholeNumber(1, 120).default(30),
  maxConcurrency: wholeNumber(1, 64).default(8),
  userAgentSuffix: z.exactOptional(headerText),
  onConflict: z.enum(["stop", "overwrite"], "must be stop or overwrite").default("stop"),
  omitFields: omitFields.default({}),
  paths: paths.default({}),
  internationalCallsField: z
    .string()
    .regex(/^(?!balance$)[a-z][a-z0-9_]*$/, "must be a field name such as international_calls_allowed, and never balance")
    .default("international_calls_allowed"),
  maxTransfer: amount().default("100.00"),
  maxTransferPerRun: amount().default("500.00"),
  maxPurchasesPerRun: purchases.default({}),
  transferDeadlineSeconds: wholeNumber(1, 120).default(20),
  transferWindowSeconds: wholeNumber(1, 3600).default(300),
  confirmTransfers: z.enum(["balance", "status"], "must be balance or status").default("balance"),
  journalDir: z.exactOptional(z.string().refine(isAbsolute, "must be the absolute path of a folder")),
  currency: z.exactOptional(z.string().regex(/^[A-Z]{3}$/, "must be the three letters of a currency, such as GBP")),
} satisfies Record<keyof Settings, z.ZodType>);

const secrets: readonly string[] = ["password"];

const variables: readonly (readonly [string, string])[] = Object.keys(schema.shape).map((name) => [name, variableOf(name)]);

/** Facts about a setting, for its documentation. */
export interface SettingFact {
  readonly name: keyof Settings;
  /** The environment variable that is read if the stack configuration has no value. */
  readonly variable: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** The default; undefined if there is none. */
  readonly fallback: Settings[keyof Settings] | undefined;
}

/** Every setting, in the order of its documentation. */
export function settingFacts(): SettingFact[] {
  const required = new Set(schema.safeParse({}).error?.issues.map(({ path }) => path[0]));
  const defaults: { readonly [K in keyof Settings]?: Settings[K] | undefined } = schema
    .partial({ reseller: true, user: true, password: true })
    .parse({});
  return schema.keyof().options.map((name) => ({
    name,
    variable: variableOf(name),
    required: required.has(name),
    secret: secrets.includes(name),
    fallback: defaults[name],
  }));
}

/**
 * Reads all settings; the stack configuration wins over the environment. Throws one SettingsError that names everything missing or wrong.
 * `kinds` are the kinds of resources that settings may name; if left out, any. `kindPaths` are their paths, for `yay:paths`.
 */
export function readSettings(
  lookup: Lookup,
  env: NodeJS.ProcessEnv = process.env,
  kinds?: readonly string[],
  kindPaths?: readonly KindPaths[],
): Settings {
  const naming = { omitFields: namingOnly(omitFields, kinds), maxPurchasesPerRun: namingOnly(purchases, kinds) };
  const { proxy, ...settings } = parsed(schema.extend({ ...naming, paths: pathsOfKinds(kindPaths) }), lookup, env);
  return { ...settings, ...(proxy !== undefined && { proxy: { ...proxy, from: sourceOfProxy(lookup, env) } }) };
}

/** The settings for credit transfers. They need no credentials, so that a preview can check them. */
export type TransferSettings = Pick<
  Settings,
  "maxTransfer" | "maxTransferPerRun" | "transferDeadlineSeconds" | "transferWindowSeconds" | "confirmTransfers" | "journalDir" | "currency"
>;

/** Reads the settings for credit transfers. Throws one SettingsError that names everything wrong. */
export function readTransferSettings(lookup: Lookup, env: NodeJS.ProcessEnv = process.env): TransferSettings {
  const { maxTransfer, maxTransferPerRun, transferDeadlineSeconds, transferWindowSeconds, confirmTransfers, journalDir, currency } =
    schema.shape;
  const part = { maxTransfer, maxTransferPerRun, transferDeadlineSeconds, transferWindowSeconds, confirmTransfers, journalDir, currency };
  return parsed(z.object(part), lookup, env);
}

/** How many objects of each kind a run may buy. Needs no credentials, so that a preview can say it. Throws one SettingsError if it is wrong. */
export function readPurchaseLimits(
  lookup: Lookup,
  env: NodeJS.ProcessEnv = process.env,
  kinds?: readonly string[],
): Settings["maxPurchasesPerRun"] {
  return parsed(z.object({ maxPurchasesPerRun: namingOnly(purchases, kinds) }), lookup, env).maxPurchasesPerRun;
}

/** The paths of kinds that the settings give, wrong or right. Needs no credentials, so that a check can look at them; what cannot be read is nothing. */
export function readGivenPaths(lookup: Lookup, env: NodeJS.ProcessEnv = process.env): Settings["paths"] {
  const outcome = z.object({ paths: pathsOfKinds(undefined) }).safeParse(givenSettings(lookup, env));
  return outcome.success ? outcome.data.paths : {};
}

/** The settings that locate an account's journal of transfers on this machine. */
export type JournalSettings = Pick<Settings, "reseller" | "journalDir">;

/** Reads the settings that locate the journal of transfers. Throws one SettingsError that names everything missing or wrong. */
export function readJournalSettings(lookup: Lookup, env: NodeJS.ProcessEnv = process.env): JournalSettings {
  const { reseller, journalDir } = schema.shape;
  return parsed(z.object({ reseller, journalDir }), lookup, env);
}

function parsed<T>(shape: z.ZodObject & z.ZodType<T>, lookup: Lookup, env: NodeJS.ProcessEnv): T {
  const given = givenSettings(lookup, env);
  const outcome = shape.safeParse(given);
  if (outcome.success) return outcome.data;
  throw new SettingsError(
    outcome.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      if (!(name in given)) return missing(name);
      return name === "proxy" ? wrongProxy(sourceOfProxy(lookup, env), issue.message) : wrong(name, issue.message);
    }),
  );
}

/** The settings as they are written, not validated. Settings without a value have no key. */
export function givenSettings(lookup: Lookup, env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const [name, variable] of variables) {
    const value = present(lookup(`yay:${name}`)) ?? present(env[variable]);
    if (value !== undefined) {
      given[name] = value;
    }
  }
  const ambient = given["proxy"] === undefined ? proxyVariable(env, given["baseUrl"] ?? DEFAULT_BASE_URL) : undefined;
  return { ...given, ...(ambient !== undefined && { proxy: ambient.value }) };
}

/** The name of the setting or variable that the proxy comes from. */
function sourceOfProxy(lookup: Lookup, env: NodeJS.ProcessEnv): string {
  if (present(lookup("yay:proxy")) !== undefined) return "yay:proxy";
  const own = variableOf("proxy");
  const { baseUrl = DEFAULT_BASE_URL } = givenSettings(lookup, env);
  return present(env[own]) === undefined ? (proxyVariable(env, baseUrl)?.name ?? own) : own;
}

function namingOnly<V>(shape: z.ZodType<Record<string, V>, string>, kinds: readonly string[] | undefined) {
  return shape
    .refine((named) => kinds === undefined || Object.keys(named).every((kind) => kinds.includes(kind)), {
      error: `names no kind of resource; there are ${kinds?.join(" and ") ?? ""}`,
    })
    .default({});
}

function missing(name: string): string {
  return `yay:${name} is missing: ${howToSet(name)}`;
}

function wrong(name: string, fault: string): string {
  return `yay:${name} ${fault}: ${howToSet(name)}`;
}

function wrongProxy(source: string, fault: string): string {
  const isOurs = source === "yay:proxy" || source === variableOf("proxy");
  return isOurs
    ? wrong("proxy", `${fault}, or be ${NONE} to go directly`)
    : `${source} ${fault}: mend that variable, or set yay:proxy, which goes before it (${NONE} to go directly)`;
}

function howToSet(name: string): string {
  const flag = secrets.includes(name) || name === "proxy" ? "--secret " : "";
  return `pulumi config set ${flag}yay:${name}, or the environment variable ${variableOf(name)}`;
}

function variableOf(name: string): string {
  return `YAY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value;
}
