/**
 * The fields that an update changes, with their values from the state read before, and the ids of the path as they
 * are: the input of the update that takes the first one back. Fields that the state does not show are left out.
 */
export function restored<Input extends Readonly<Record<string, unknown>>>(
  before: Readonly<Record<string, unknown>>,
  input: Input,
  inPath: readonly (keyof Input & string)[] = [],
): Record<string, unknown> {
  const fields = Object.keys(input).filter((name) => !inPath.includes(name) && before[name] !== undefined);
  return {
    ...Object.fromEntries(inPath.map((name) => [name, input[name]])),
    ...Object.fromEntries(fields.map((name) => [name, before[name]])),
  };
}

/**
 * Of the ids that a switch was given, those whose state it really changed: the ones that the list read before shows
 * with these fields.
 */
export function idsThatWere(
  state: Readonly<Record<string, unknown>>,
  ids: readonly string[],
  before: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const fields = Object.entries(state);
  return ids.filter((id) =>
    before.some((item) => item['id'] === id && fields.every(([name, value]) => item[name] === value)),
  );
}
