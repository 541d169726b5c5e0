import type { AnyOperation } from '../catalogue/define.ts';
import { type Connection, thisMachine } from '../connections/connection.ts';
import { Credentials } from '../connections/credentials.ts';
import { Pacer } from '../connections/pacing.ts';
import { InputError, type Notice } from '../errors.ts';
import type { AnyExecution, Execution, LocalExecution } from '../gate/execution.ts';
import type { Acting, Gate } from '../gate/gate.ts';
import { anchorIfDue } from '../gate/lifecycle/anchor.ts';
import type { Reach } from '../gate/reach.ts';
import type { Environment } from '../internal/environment.ts';
import { once } from '../internal/once.ts';
import type { OnProgress } from '../internal/progress.ts';
import type { ProviderId } from '../providers/index.ts';
import { chooseConnection, noSuchConnection } from './choose.ts';
import { needOf } from './need.ts';

/** What one call brings of its own, besides what holds for the whole session. */
export interface CallScope {
  /** Cancels this call. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how far this call is, in place of the session's listener. */
  readonly onProgress?: OnProgress | undefined;
  /** Who calls, where the door tells several apart. */
  readonly actor?: Acting | undefined;
}

export interface SessionParts extends CallScope {
  /** Where credentials and other variables are read. */
  readonly environment: Environment;
  /** Both are opened when they are first needed: not every command looks at either. */
  readonly connections: () => readonly Connection[];
  readonly gate: () => Gate;
  /** What was found that declares more connections, and is not used. */
  readonly notice?: () => Notice | undefined;
  /** The time at which questions are asked; the machine's when omitted. */
  readonly now?: () => number;
  /** What else ends with the session. */
  readonly onClose?: () => Promise<void> | void;
}

/**
 * What every door acts through: connections, gate, credentials, pace, time, cancellation and progress, held together for
 * as long as somebody uses them.
 */
export class Session {
  readonly now: () => number;
  readonly #parts: SessionParts;
  readonly #connections: () => readonly Connection[];
  readonly #credentials: Credentials;
  readonly #pacer = new Pacer();
  #gate: Gate | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#connections = once(parts.connections);
    this.#credentials = new Credentials(parts.environment);
    this.now = parts.now ?? Date.now;
  }

  /** @throws ConfigError when the file that declares them is wrong. */
  get connections(): readonly Connection[] {
    return this.#connections();
  }

  /** What somebody should know who misses a connection. */
  get notice(): Notice | undefined {
    return this.#parts.notice?.();
  }

  /** Policy, changes and journal. */
  get gate(): Gate {
    this.#gate ??= this.#parts.gate();
    return this.#gate;
  }

  /** The connections of a provider. */
  of(provider: ProviderId): readonly Connection[] {
    return this.connections.filter((connection) => connection.provider === provider);
  }

  /**
   * Ready to run an operation: on the named connection, else on the one whose provider, plane and kind of key it needs.
   * @throws InputError when the named connection cannot serve, or it is not clear which; CredentialError when none can.
   */
  async on(operation: AnyOperation, connection?: string, scope: CallScope = {}): Promise<AnyExecution> {
    if (operation.provider === null) return this.#onThisMachine(operation, connection, scope);
    const choice = { connections: this.connections, credentials: this.#credentials, notice: this.notice };
    return this.#execution(await chooseConnection(needOf([operation]), connection, choice), scope);
  }

  /** Ready on the connection of that name, whatever is asked of it. */
  onNamed(name: string, scope: CallScope = {}): Execution {
    const connection = this.connections.find((each) => each.name === name);
    if (connection) return this.#execution(connection, scope);
    throw noSuchConnection(name, this.connections);
  }

  /** What a change acts through, whose steps may run on several connections. */
  reach(scope: CallScope = {}): Reach {
    return {
      gate: this.#gateOf(scope),
      onProgress: scope.onProgress ?? this.#parts.onProgress,
      on: (operation, connection) => this.on(operation, connection, scope),
      onNamed: (name) =>
        name === thisMachine.name
          ? { ...this.#surroundings(scope), connection: thisMachine }
          : this.onNamed(name, scope),
    };
  }

  /**
   * Ends what the session opened.
   * @returns why the journal's head could not be kept elsewhere, where policy asks for it.
   */
  async close(): Promise<string | undefined> {
    const gate = this.#gate;
    try {
      return gate && (await anchorIfDue(gate));
    } finally {
      gate?.close();
      await this.#parts.onClose?.();
    }
  }

  #gateOf({ actor }: CallScope): Gate {
    return actor ? this.gate.actingAs(actor) : this.gate;
  }

  #onThisMachine({ id }: AnyOperation, connection: string | undefined, scope: CallScope): LocalExecution {
    if (connection === undefined || connection === thisMachine.name) {
      return { ...this.#surroundings(scope), connection: thisMachine };
    }
    throw new InputError('connection_idle', `${id} is about files of this machine, and takes no connection.`, {
      parameter: 'connection',
      hint: 'Leave it out.',
    });
  }

  #execution(connection: Connection, scope: CallScope): Execution {
    return { ...this.#surroundings(scope), connection };
  }

  #surroundings(scope: CallScope): Omit<LocalExecution, 'connection'> {
    const { signal, onProgress } = this.#parts;
    return {
      credentials: this.#credentials,
      pacer: this.#pacer,
      gate: this.#gateOf(scope),
      peers: () => this.connections.map((each) => this.#execution(each, scope)),
      signal: eitherOf(signal, scope.signal),
      onProgress: scope.onProgress ?? onProgress,
    };
  }
}

function eitherOf(ours: AbortSignal | undefined, theirs: AbortSignal | undefined): AbortSignal | undefined {
  return ours && theirs ? AbortSignal.any([ours, theirs]) : (ours ?? theirs);
}
