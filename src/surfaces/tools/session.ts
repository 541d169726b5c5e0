import type { AnyOperation, Provider } from '../../catalogue/define.ts';
import type { Connection } from '../../connections/connection.ts';
import { chooseConnection } from '../../connections/connections.ts';
import type { Credentials } from '../../connections/credentials.ts';
import { Pacer } from '../../connections/pacing.ts';
import { InputError } from '../../errors.ts';
import type { Execution } from '../../gate/execute.ts';
import type { Gate } from '../../gate/gate.ts';
import { redactSecrets } from '../../internal/redact.ts';

export interface SessionOptions {
  readonly connections: readonly Connection[];
  readonly credentials: Credentials;
  readonly gate: Gate;
  /** True lets nothing be proposed or applied, whatever policy says. */
  readonly readOnly?: boolean;
  readonly now?: () => number;
}

/** What the tools share while a program uses them: connections, the gate, and what was asked last. */
export class Session {
  readonly connections: readonly Connection[];
  readonly gate: Gate;
  readonly readOnly: boolean;
  readonly now: () => number;
  readonly #credentials: Credentials;
  readonly #pacer = new Pacer();
  /** The last table that a tool answered with, for whoever wants to look at it again. */
  lastTable: string | undefined;

  constructor({ connections, credentials, gate, readOnly = false, now = Date.now }: SessionOptions) {
    this.connections = connections;
    this.gate = gate;
    this.readOnly = readOnly;
    this.now = now;
    this.#credentials = credentials;
  }

  /** The connections of a provider. */
  of(provider: Provider): readonly Connection[] {
    return this.connections.filter((connection) => connection.provider === provider);
  }

  /** Ready to run an operation: on the named connection, else on the one of its provider whose plane has it. */
  execution(operation: AnyOperation, name: string | undefined, signal: AbortSignal | undefined): Execution {
    const fitting = this.of(operation.provider).filter(
      ({ plane }) => !plane || (operation.planes?.includes(plane) ?? true),
    );
    const connection =
      name === undefined && fitting.length > 0
        ? chooseConnection(fitting, operation.provider, undefined)
        : chooseConnection(this.connections, operation.provider, name);
    return this.executionOn(connection, signal);
  }

  /** The connection of that name, as it is declared now. */
  executionNamed(name: string, signal: AbortSignal | undefined): Execution {
    const connection = this.connections.find((each) => each.name === name);
    if (connection) return this.executionOn(connection, signal);
    throw new InputError('connection_unknown', `There is no connection ${name} here.`, {
      hint: `There is: ${this.connections.map((each) => each.name).join(', ') || 'none'}.`,
    });
  }

  executionOn(connection: Connection, signal: AbortSignal | undefined): Execution {
    return {
      connection,
      credentials: this.#credentials,
      pacer: this.#pacer,
      gate: this.gate,
      ...(signal && { signal }),
    };
  }

  /** A text without any key that the process has held. */
  clean(text: string): string {
    return redactSecrets(text);
  }
}
