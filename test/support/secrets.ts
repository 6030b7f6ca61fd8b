/** A PIN is short enough to be a part of something else by chance. */
const PIN = 4;

/**
 * Whether a secret stands in a text. A PIN counts where it is a value of its own: in quotes, however often JSON stands in JSON, and with a
 * leading zero, which no number has, also where it is a word alone; in a uuid, a fraction or base64 it does not.
 */
export function standsIn(secret: string, text: string): boolean {
  if (!text.includes(secret)) return false;
  if (secret.length > PIN) return true;
  const alone = secret.startsWith("0") ? [String.raw`(?<![\w+/-]|\d\.)${secret}(?![\w+/-])`] : [];
  return new RegExp([String.raw`["']${secret}\\*["']`, ...alone].join("|")).test(text);
}
