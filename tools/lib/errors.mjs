// @ts-check

/**
 * The code of a system error, such as ENOENT.
 * @param {unknown} error
 */
export const codeOf = (error) => (error instanceof Error && "code" in error ? error.code : undefined);
