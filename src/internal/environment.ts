/** Variables by their names, as `process.env` has them. Ours, so that our declarations need no types of Node. */
export type Environment = Readonly<Record<string, string | undefined>>;
