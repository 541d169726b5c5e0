import type { z } from 'zod';
import type { AnyOperation } from '../catalogue/define.ts';
import { InputError, PolicyError } from '../errors.ts';
import { type CallOptions, clientsFor } from '../providers/clients.ts';
import type { Connection } from '../providers/connection.ts';
import type { Credentials } from '../providers/credentials.ts';
import { followPages, type Page, plainBody } from '../providers/paging.ts';
import { fromSdkError, unreadable } from '../providers/sdk-errors.ts';
import { checkInput } from './input.ts';

/** What a call needs besides its input. */
export interface Execution extends CallOptions {
  readonly connection: Connection;
  readonly credentials: Credentials;
}

/**
 * The only way from an input to a provider. Reads run at once; a write is refused here, since a change needs a
 * person's approval first.
 *
 * @returns the provider's answer as plain JSON: for a list, one page.
 * @throws InputError, CredentialError, PolicyError, ProviderError, ConnectionError
 */
export async function execute(operation: AnyOperation, input: unknown, execution: Execution): Promise<unknown> {
  const call = await prepare(operation, input, execution);
  return call(checkInput(operation, input));
}

/** The pages of a list or a report, fetched as they are asked for. */
export async function* executePages(
  operation: AnyOperation,
  input: unknown,
  execution: Execution,
): AsyncGenerator<Page> {
  const call = await prepare(operation, input, execution);
  yield* followPages(operation, checkInput(operation, input), async (position) => {
    const page = await call(position);
    if (isPage(page)) return page;
    throw new InputError('not_a_list', `${operation.id} does not answer with a list.`);
  });
}

async function prepare(operation: AnyOperation, input: unknown, execution: Execution) {
  checkInput(operation, input);
  refuseWrites(operation);
  const { connection, credentials } = execution;
  refuseOtherProvider(operation, connection);
  const credential = await credentials.of(connection);
  const circumstances = { connection, operation, credential };
  const clients = await clientsFor(connection, credential, operation, execution);
  return async (parsed: z.output<z.ZodObject>): Promise<unknown> => {
    let result: unknown;
    try {
      result = plainBody(await operation.call(clients, parsed));
    } catch (error) {
      throw fromSdkError(error, circumstances);
    }
    if (typeof result !== 'object' || result === null) throw unreadable('is not JSON', circumstances);
    return result;
  };
}

function refuseWrites(operation: AnyOperation): void {
  if (operation.risk === 'read') return;
  throw new PolicyError(
    'change_needs_approval',
    `${operation.id} changes the organization (${operation.risk}); nothing was sent.`,
    {
      hint: 'Changes go through a gate that binds them to a person’s approval; this version of Steward only reads. steward operations show tells what the operation would take.',
    },
  );
}

function refuseOtherProvider(operation: AnyOperation, connection: Connection): void {
  if (operation.provider === connection.provider) return;
  throw new InputError(
    'connection_of_other_provider',
    `${operation.id} cannot run on ${connection.name}, a connection of ${connection.provider}.`,
    {
      hint: `Choose a connection of ${operation.provider}.`,
    },
  );
}

function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data);
}
