/** The values of `anthropic-version`. Under the first, some objects have their earlier fields too. */
export const firstVersion = '2023-06-01';
