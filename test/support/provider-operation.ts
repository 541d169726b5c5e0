import type { ProviderOperation } from '../../src/catalogue/define.ts';
import { operationById } from '../../src/catalogue/index.ts';

/** An operation of some provider, by its id. */
export function providerOperation(id: string): ProviderOperation {
  const operation = operationById(id);
  if (operation.provider === null) throw new Error(`${id} is no operation of a provider.`);
  return operation;
}
