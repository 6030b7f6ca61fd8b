import { z } from "zod";
import { problemOfAuditLog } from "./files";
import { isHeaderText } from "../common/headerText";
import { parseAmount } from "../common/money";
import { isLoopback, NONE, problemOfProxy, proxyOf } from "./proxy";

export const headerText = z.string().refine(isHeaderText, "must be printable ASCII without blanks or line breaks at its edges");

export const baseUrl = z.string().transform((text, context) => {
  const problem = problemOfBaseUrl(text);
  if (problem !== undefined) {
    context.addIssue(problem);
    return z.NEVER;
  }
  return new URL(text).origin;
});

export const auditLog = z.string().transform((file, context) => {
  const problem = problemOfAuditLog(file);
  if (problem !== undefined) {
    context.addIssue(problem);
    return z.NEVER;
  }
  return file;
});

/** Undefined for `none`. `readSettings` adds where the proxy was found. */
export const proxy = z.string().transform((text, context) => {
  if (text === NONE) return undefined;
  const problem = problemOfProxy(text);
  if (problem !== undefined) {
    context.addIssue(problem);
    return z.NEVER;
  }
  return proxyOf(text, "");
});

export const omitFields = z.string().transform((text, context) => {
  const parsed = z.record(z.string(), z.array(z.string())).safeParse(jsonOf(text));
  if (!parsed.success) {
    context.addIssue('must be JSON like {"CallFlow": ["field"]}');
    return z.NEVER;
  }
  return parsed.data;
});

export const purchases = z.string().transform((text, context) => {
  const parsed = z.record(z.string(), z.int().min(0)).safeParse(jsonOf(text));
  if (!parsed.success) {
    context.addIssue('must be JSON like {"SipUser": 5}');
    return z.NEVER;
  }
  return parsed.data;
});

export function amount(): z.ZodType<string, string> {
  return z.string().refine((text) => parseAmount(text) !== undefined, "must be an amount such as 250.00");
}

export function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  return z.string().transform((text, context) => {
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) {
      context.addIssue(`must be a whole number from ${least} to ${most}`);
      return z.NEVER;
    }
    return value;
  });
}

const LIKE_A_URL = "must be a URL like https://api.yay.com";

function problemOfBaseUrl(text: string): string | undefined {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) {
    return LIKE_A_URL;
  }
  const url = new URL(text);
  if (/[?#@]/.test(text)) {
    return "must hold no user, password, query or fragment";
  }
  const [host = "", ...path] = text.replace(/^https?:\/\//i, "").split("/");
  // Refused if URL would decode or normalise it into another host than the one that a person reads.
  if (!/^[A-Za-z0-9.:[\]-]+$/.test(host) || !(host.startsWith("[") || host.toLowerCase().split(":")[0] === url.hostname)) {
    return LIKE_A_URL;
  }
  if (path.some((segment) => segment !== "") || path.length > 1) {
    return "must hold no path: the API is served at the root of its host";
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return "must start with https://; plain http is for this machine alone";
  }
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
