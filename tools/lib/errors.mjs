// @ts-check

/**
 * The code of a system error, such as ENOENT. Asks for the property, not the class: under jest a system error is no `Error` of this realm.
 * @param {unknown} error
 */
export const codeOf = (error) => (typeof error === "object" && error !== null && "code" in error ? error.code : undefined);
