import type { z } from 'zod';
import type { AnyOperation, LocalOperation, ProviderOperation } from '../catalogue/define.ts';
import { clientsFor } from '../connections/clients.ts';
import type { Place } from '../connections/connection.ts';
import { answerOf } from '../connections/paging.ts';
import { fromSdkError, unreadable } from '../connections/sdk-errors.ts';
import { InputError, isStewardError } from '../errors.ts';
import { cancellable } from '../internal/cancellable.ts';
import { type AnyExecution, type Execution, isConnected, type LocalExecution } from './execution.ts';

/** Sends an input as the schema read it, and gives the plain answer. */
export type Call = (parsed: z.output<z.ZodObject>) => Promise<unknown>;

/** Ready to be called, and the headers of what was answered last. */
export interface Prepared {
  readonly call: Call;
  headers(): Headers;
}

/** The call of an operation on a connection. Whether it may be made is not asked here: `execute` does, which alone uses it. */
export async function prepare(operation: AnyOperation, execution: AnyExecution, before?: unknown): Promise<Prepared> {
  if (operation.provider === null && !isConnected(execution)) return prepareLocal(operation, execution, before);
  if (operation.provider !== null && isConnected(execution)) return prepareRemote(operation, execution);
  throw otherPlace(operation, execution.connection);
}

async function prepareRemote(operation: ProviderOperation, execution: Execution): Promise<Prepared> {
  const { connection, credentials } = execution;
  if (operation.provider !== connection.provider) throw otherPlace(operation, connection);
  const credential = await credentials.of(connection, operation.risk === 'read' ? 'read' : 'write');
  const circumstances = { connection, operation, credential };
  const { clients, headers } = await clientsFor(connection, credential, operation, execution);
  const call: Call = async (parsed) => {
    let result: unknown;
    try {
      const answer = operation.call(clients, parsed);
      // A write that may have left is waited for: whether it happened must be known.
      const answered = await (operation.risk === 'read' ? cancellable(answer, execution.signal, operation.id) : answer);
      result = answerOf(operation, answered, headers());
    } catch (error) {
      throw fromSdkError(error, circumstances);
    }
    if (typeof result !== 'object' || result === null) throw unreadable('is not JSON', circumstances);
    return result;
  };
  return { call, headers };
}

/** `before` is the state that was seen just now of what a write changes. */
// biome-ignore lint/suspicious/noExplicitAny: entries differ in schema and result; the gate parses before it calls
function prepareLocal(operation: LocalOperation<any, any>, { gate }: LocalExecution, before: unknown): Prepared {
  const machine = { backups: gate.folder.file('backups'), before };
  return { call: async (parsed) => operation.call(parsed, machine), headers: () => new Headers() };
}

/** Writes down what was read, and that it failed when it did. */
export async function recorded(
  { id }: AnyOperation,
  { gate, connection }: AnyExecution,
  work: (count: (items: number) => void) => Promise<unknown>,
): Promise<unknown> {
  let items: number | undefined;
  const about = { type: 'read', operation: id, connection: connection.name } as const;
  try {
    const answer = await work((counted) => {
      items = counted;
    });
    await gate.journal.append({ ...about, ...(items !== undefined && { items }) });
    return answer;
  } catch (error) {
    await gate.journal.append({ ...about, error: codeOf(error) });
    throw error;
  }
}

/** What went wrong, in one stable word. */
export function codeOf(error: unknown): string {
  return isStewardError(error) ? error.code : 'defect';
}

function otherPlace(operation: AnyOperation, { name, provider }: Place): InputError {
  return new InputError(
    'connection_of_other_provider',
    `${operation.id} cannot run on ${name}${provider === null ? '' : `, a connection of ${provider}`}.`,
    {
      hint:
        operation.provider === null
          ? 'It is about files of this machine, and takes no connection.'
          : `Choose a connection of ${operation.provider}.`,
    },
  );
}
