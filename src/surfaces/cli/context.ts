import type { Provider } from '../../catalogue/define.ts';
import type { Connection } from '../../connections/connection.ts';
import { chooseConnection, declaredConnections } from '../../connections/connections.ts';
import { Credentials } from '../../connections/credentials.ts';
import { Pacer } from '../../connections/pacing.ts';
import { type ErrorKind, InputError } from '../../errors.ts';
import type { Execution } from '../../gate/execute.ts';
import { Gate } from '../../gate/gate.ts';
import { anchorIfDue } from '../../gate/lifecycle/anchor.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { openOwnGate, sandboxConnections, startOwnSandbox } from '../../session/own-sandbox.ts';
import { note } from './note.ts';
import type { Terminal } from './terminal.ts';

export interface ConnectionOptions {
  readonly connection?: string;
  readonly sandbox?: boolean;
}

/** What commands share while the process runs: connections, credentials, pacing, and the end of it all. */
export class Context {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  readonly #credentials: Credentials;
  readonly #pacer: Pacer;
  readonly #interrupt = new AbortController();
  #sandbox: Sandbox | undefined;
  #gate: Gate | undefined;
  #ownGate: { readonly gate: Gate; remove(): void } | undefined;
  #failure: ErrorKind | undefined;

  constructor(terminal: Terminal, environment: NodeJS.ProcessEnv) {
    this.terminal = terminal;
    this.environment = environment;
    this.#credentials = new Credentials(environment);
    this.#pacer = new Pacer((milliseconds, { provider }) => {
      if (milliseconds < 2000) return;
      note(terminal, `Waiting ${Math.ceil(milliseconds / 1000)} s for ${provider}'s rate limit…`);
    });
  }

  async connections({ sandbox }: ConnectionOptions): Promise<readonly Connection[]> {
    if (!sandbox) return declaredConnections(this.environment, process.cwd());
    this.#sandbox ??= await startOwnSandbox(this.environment);
    return sandboxConnections(this.#sandbox);
  }

  async execution(provider: Provider, options: ConnectionOptions): Promise<Execution> {
    const connection = chooseConnection(await this.connections(options), provider, options.connection);
    return this.executionOn(connection);
  }

  executionOn(connection: Connection, gate = this.gateOf(connection)): Execution {
    return { connection, credentials: this.#credentials, pacer: this.#pacer, gate, signal: this.#interrupt.signal };
  }

  /** Policy, changes and journal of this user. */
  gate(): Gate {
    this.#gate ??= new Gate({ environment: this.environment, folder: process.cwd(), surface: 'cli' });
    return this.#gate;
  }

  /** The same, as another surface acts through it; of its own for a sandbox that ends with the process. */
  gateFor(surface: string, sandbox: boolean): Gate {
    if (sandbox) {
      this.#ownGate ??= openOwnGate(this.environment, surface);
      return this.#ownGate.gate;
    }
    this.#gate ??= new Gate({ environment: this.environment, folder: process.cwd(), surface });
    return this.#gate;
  }

  get credentials(): Credentials {
    return this.#credentials;
  }

  /** What happens in a sandbox that ends with the process is kept as long as it. */
  gateOf({ origin }: Connection): Gate {
    if (origin !== 'sandbox') return this.gate();
    this.#ownGate ??= openOwnGate(this.environment);
    return this.#ownGate.gate;
  }

  /** The connection that a change was proposed for, as it is declared now. */
  async executionOfChange(id: string, gate = this.gate()): Promise<Execution> {
    const { name } = gate.changes.get(id).change.connection;
    const connections = await this.connections({ sandbox: gate === this.#ownGate?.gate });
    const connection = connections.find((each) => each.name === name);
    if (connection) return this.executionOn(connection, gate);
    throw new InputError('connection_unknown', `${id} is for connection ${name}, which is not declared here.`, {
      hint: 'Run this where the connection is declared, with its key.',
    });
  }

  /** Makes the process end with the exit code of that kind, though nothing was thrown. */
  failWith(kind: ErrorKind): void {
    this.#failure = kind;
  }

  get failure(): ErrorKind | undefined {
    return this.#failure;
  }

  /** The time at which questions are asked: the sandbox's own, where it answers them. */
  now(): number {
    return this.#sandbox?.clock.now() ?? Date.now();
  }

  /** Cancels what is under way. */
  interrupt(): void {
    this.#interrupt.abort();
  }

  async close(): Promise<void> {
    if (this.#gate) {
      const problem = await anchorIfDue(this.#gate);
      if (problem !== undefined) note(this.terminal, problem);
      this.#gate.close();
    }
    this.#ownGate?.remove();
    await this.#sandbox?.close();
  }
}
