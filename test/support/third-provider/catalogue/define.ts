import type { z } from 'zod';
import { defineOperation, type OperationCall, type ProviderOperation } from '../../../../src/catalogue/define.ts';
import type { AcmeClient } from '../client.ts';

interface AcmeOperation<Schema extends z.ZodObject> {
  readonly id: `acme.${string}`;
  readonly summary: string;
  readonly asks?: string;
  readonly http: `${'GET' | 'PATCH' | 'PUT' | 'DELETE'} /${string}`;
  readonly risk: 'read' | 'write' | 'destructive';
  readonly pages?: 'link';
  readonly input: () => Schema;
  readonly call: (clients: { readonly acme: AcmeClient }, input: z.output<Schema>) => Promise<unknown>;
  readonly target?: (input: z.output<Schema>) => string;
  readonly before?: (input: z.output<Schema>) => OperationCall;
  readonly undo?: (change: {
    readonly input: z.output<Schema>;
    readonly before: Readonly<Record<string, unknown>>;
  }) => OperationCall;
  readonly irreversible?: string;
}

/** `defineOperation`, typed as it is once the provider is in the list; the compiler's list does not have it. */
export function defineAcme<Schema extends z.ZodObject>(operation: AcmeOperation<Schema>): ProviderOperation {
  return defineOperation(operation as never);
}
