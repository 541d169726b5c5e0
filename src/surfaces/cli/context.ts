import type { ErrorKind } from '../../errors.ts';
import type { Gate } from '../../gate/gate.ts';
import type { Environment } from '../../internal/environment.ts';
import { type OpenOptions, openSandboxSession, openSession } from '../../session/open.ts';
import type { Session } from '../../session/session.ts';
import { note } from './note.ts';
import type { Terminal } from './terminal.ts';
import { noticed } from './wording.ts';

export interface ConnectionOptions {
  readonly connection?: string;
  readonly sandbox?: boolean;
}

/** What commands share while the process runs: their session, and the end of it all. */
export class Context {
  readonly terminal: Terminal;
  readonly environment: Environment;
  readonly #interrupt = new AbortController();
  #declared: Session | undefined;
  #sandbox: Promise<Session> | undefined;
  #failure: ErrorKind | undefined;
  #noticed = false;

  constructor(terminal: Terminal, environment: Environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  /** The session on what is declared, or on the process's own sandbox. */
  async session({ sandbox = false }: ConnectionOptions = {}): Promise<Session> {
    if (!sandbox) return this.#withNotice(this.#onDeclared());
    this.#sandbox ??= openSandboxSession(this.#options());
    return this.#sandbox;
  }

  /** Policy, changes and journal of this user. */
  gate(): Gate {
    return this.#onDeclared().gate;
  }

  /** Makes the process end with the exit code of that kind, though nothing was thrown. */
  failWith(kind: ErrorKind): void {
    this.#failure = kind;
  }

  get failure(): ErrorKind | undefined {
    return this.#failure;
  }

  /** Cancels what is under way. */
  interrupt(): void {
    this.#interrupt.abort();
  }

  async close(): Promise<void> {
    for (const session of [this.#declared, await this.#sandbox?.catch(() => undefined)]) {
      const problem = await session?.close();
      if (problem !== undefined) note(this.terminal, problem);
    }
  }

  /** What was found and is not used is said once. */
  #withNotice(session: Session): Session {
    const { notice } = session;
    if (notice && !this.#noticed) note(this.terminal, noticed(notice));
    this.#noticed = true;
    return session;
  }

  #onDeclared(): Session {
    this.#declared ??= openSession(this.#options());
    return this.#declared;
  }

  #options(): OpenOptions {
    return {
      environment: this.environment,
      surface: 'cli',
      signal: this.#interrupt.signal,
      onProgress: (progress) => this.terminal.progress.show(progress),
    };
  }
}
