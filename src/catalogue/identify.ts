import type { AnyOperation } from './define.ts';

/** The parameters that say which thing is meant: those of the path, or what the operation names. */
export function identifyingNames(operation: AnyOperation): readonly string[] {
  if (operation.provider === null) return operation.identifiedBy;
  return [...operation.http.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
}

/** True for a write after which the thing is gone. */
export function removes({ http }: AnyOperation): boolean {
  return http?.startsWith('DELETE ') ?? false;
}
