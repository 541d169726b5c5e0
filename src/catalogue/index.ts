import { InputError } from '../errors.ts';
import { quoted } from '../internal/mistakes.ts';
import { nearest } from '../internal/nearest.ts';
import { localOperations } from './claude-code/index.ts';
import type { AnyOperation, ProviderOperation } from './define.ts';
import { sections } from './sections.ts';
import { wishFor } from './wishes.ts';

/** Every operation of every management plane, by id. */
export const catalogue: readonly ProviderOperation[] = Object.values(sections)
  .flatMap(({ operations }) => operations)
  .sort((a, b) => (a.id < b.id ? -1 : 1));

/** The same, and what is done on this machine's own files. */
export const everyOperation: readonly AnyOperation[] = [...catalogue, ...localOperations];

let index: ReadonlyMap<string, AnyOperation> | undefined;

/** The operation of that id, if there is one. */
export function findOperation(id: string): AnyOperation | undefined {
  index ??= new Map(everyOperation.map((operation) => [operation.id, operation]));
  return index.get(id);
}

/**
 * The operation of that id; hyphens and spaces are taken for what they mean.
 * @throws InputError with the nearest ids, or with the place where a person can do what no API offers.
 */
export function operationById(id: string): AnyOperation {
  const found = findOperation(id) ?? findOperation(id.trim().replaceAll(/\s+/g, '.').replaceAll('-', '_'));
  if (found) return found;
  const wish = wishFor(id);
  if (wish) {
    throw new InputError('not_offered', `${wish.title}: ${wish.reason}`, { hint: wish.instead, advice: wish.advice });
  }
  const close = nearest(
    id,
    everyOperation.map((operation) => operation.id),
  );
  throw new InputError('operation_unknown', `There is no operation ${quoted(id)}.`, {
    parameter: 'operation',
    ...(close.length > 0
      ? { hint: `Did you mean ${close.join(', or ')}?` }
      : { hint: 'All of them can be listed.', advice: { action: 'list_operations' } }),
  });
}
