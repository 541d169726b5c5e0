import type { Provider } from '../../catalogue/define.ts';
import type { Execution } from '../../gate/execute.ts';
import type { Connection } from '../../providers/connection.ts';
import { chooseConnection, declaredConnections } from '../../providers/connections.ts';
import { Credentials } from '../../providers/credentials.ts';
import { Pacer } from '../../providers/pacing.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { note } from './output.ts';
import { sandboxConnections, startOwnSandbox } from './own-sandbox.ts';
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

  executionOn(connection: Connection): Execution {
    return { connection, credentials: this.#credentials, pacer: this.#pacer, signal: this.#interrupt.signal };
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
    await this.#sandbox?.close();
  }
}
