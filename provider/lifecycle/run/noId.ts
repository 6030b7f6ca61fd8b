/** The id that the class passes if the id of a look-up resolves to nothing, because the engine accepts no blank id. */
export const NO_ID = "(no value)";
