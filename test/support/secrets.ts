/** A text without its uuids. Use it before you look for a PIN, of which a text of a hundred random uuids contains every tenth by chance. */
export function withoutUuids(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "a-uuid");
}

/** A PIN is so short that other texts may contain it by chance. */
const PIN = 4;

/**
 * Whether a text contains a secret. A PIN counts only as a value of its own: in quotes, at any depth of nested JSON; with a leading zero,
 * which no number has, also as a single word. Inside a uuid, a fraction or base64 it does not count.
 */
export function standsIn(secret: string, text: string): boolean {
  if (!text.includes(secret)) return false;
  if (secret.length > PIN) return true;
  const alone = secret.startsWith("0") ? [String.raw`(?<![\w+/-]|\d\.)${secret}(?![\w+/-])`] : [];
  return new RegExp([String.raw`["']${secret}\\*["']`, ...alone].join("|")).test(text);
}
