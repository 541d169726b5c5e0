/** Members of settings whose values are often secrets, of whatever form. */
const holders = ['env', 'headers'];

export const notShown = '(not shown)';

/** Settings without the values of variables and headers: that they are set may be seen, what they are may not. */
export function withoutSecretPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretPlaces);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      holders.includes(name) ? masked(each) : withoutSecretPlaces(each),
    ]),
  );
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? notShown : value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each)]));
}
