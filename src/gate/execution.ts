import type { CallOptions } from '../connections/call-options.ts';
import type { Connection, ThisMachine } from '../connections/connection.ts';
import type { Credentials } from '../connections/credentials.ts';
import { InputError } from '../errors.ts';
import type { Gate } from './gate.ts';

/** What a call to a provider needs besides its input. */
export interface Execution extends Surroundings {
  readonly connection: Connection;
}

/** What a call of an operation of no provider needs. */
export interface LocalExecution extends Surroundings {
  readonly connection: ThisMachine;
}

/** What a call needs, wherever it runs. */
export type AnyExecution = Execution | LocalExecution;

interface Surroundings extends CallOptions {
  readonly credentials: Credentials;
  readonly gate: Gate;
  /** The other connections of the session: policy speaks of organisations, and one may have several names. */
  readonly peers?: () => readonly Execution[];
}

export function isConnected(execution: AnyExecution): execution is Execution {
  return execution.connection.provider !== null;
}

/** @throws InputError where an organisation is needed, and the call is about this machine. */
export function connected(execution: AnyExecution): Execution {
  if (isConnected(execution)) return execution;
  throw new InputError('no_organization', 'This is about files of this machine; there is no organization to ask.');
}
