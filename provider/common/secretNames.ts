/**
 * The source of a regular expression that matches names of secrets, but no ordinary words such as "pinned" or "keyboard", and no tracking
 * token, which may be shown.
 */
export const SECRET_NAME = String.raw`pass|secret|credential|(?<!tracking[-_ ]?)token|pin(?!n(?!um)|g|k(?!ey)|e|t|io|o)|(?:api|private|access|auth|signing|encryption)[-_ ]?key|auth[-_ ]?code`;

/** Names of headers whose whole value is a secret. */
export const SECRET_HEADER = "authori[sz]ation|cookie";

const SECRET = new RegExp(`${SECRET_NAME}|${SECRET_HEADER}`, "i");

/** Whether a key names a secret. */
export function soundsSecret(key: string): boolean {
  return SECRET.test(key);
}
