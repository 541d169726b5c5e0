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
