import type { CallOptions } from '../connections/call-options.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credentials } from '../connections/credentials.ts';
import type { Gate } from './gate.ts';

/** What a call needs besides its input. */
export interface Execution extends CallOptions {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly gate: Gate;
  /** The other connections of the session: policy speaks of organisations, and one may have several names. */
  readonly peers?: () => readonly Execution[];
}
