/** The longest lifetime that a key can be given, in seconds. */
export const oneYear = 31_536_000;
