import type { Connection } from '../connections/connection.ts';
import { noSuchConnection } from './choose.ts';

/**
 * The connections of those names, or all where no names are given.
 * @throws InputError for a name that nothing has.
 */
export function onlyNamed(
  connections: readonly Connection[],
  names: readonly string[] | undefined,
): readonly Connection[] {
  return (
    names?.map((name) => {
      const found = connections.find((each) => each.name === name);
      if (found) return found;
      throw noSuchConnection(name, connections);
    }) ?? connections
  );
}
