import { operationById } from './catalogue/index.ts';
import { InputError } from './errors.ts';
import { type Execution, execute, executePages } from './gate/execute.ts';
import { declaredConnections } from './providers/connections.ts';
import { Credentials } from './providers/credentials.ts';
import { Pacer } from './providers/pacing.ts';

export interface ConnectOptions {
  /** Where variables such as `ANTHROPIC_ADMIN_KEY` are read; the process's environment by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the search for `steward.yaml` begins; the working folder by default. */
  readonly folder?: string;
  /** Cancels everything that is under way. */
  readonly signal?: AbortSignal;
}

/** One organisation, ready to be asked. */
export interface Steward {
  /**
   * Runs a read and gives the provider's answer as JSON: for a list, one page.
   * @throws StewardError; `code` says what happened, `hint` what to do.
   */
  read(operation: string, input?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Every item of a list, over all its pages, fetched as they are asked for. */
  items(operation: string, input?: Readonly<Record<string, unknown>>): AsyncGenerator<unknown>;
}

/**
 * Opens a connection that the environment or `steward.yaml` declares.
 *
 * @example
 * const openai = connect('openai');
 * for await (const project of openai.items('openai.projects.list')) console.log(project);
 */
export function connect(name: string, options: ConnectOptions = {}): Steward {
  const { environment = process.env, folder = process.cwd(), signal } = options;
  const connections = declaredConnections(environment, folder);
  const connection = connections.find((each) => each.name === name);
  if (!connection) {
    throw new InputError('connection_unknown', `There is no connection named ${name}.`, {
      hint: `Declared: ${connections.map((each) => each.name).join(', ') || 'none'}.`,
    });
  }
  const execution: Execution = {
    connection,
    credentials: new Credentials(environment),
    pacer: new Pacer(),
    ...(signal && { signal }),
  };
  return {
    read: async (operation, input = {}) => execute(operationById(operation), input, execution),
    async *items(operation, input = {}) {
      for await (const page of executePages(operationById(operation), input, execution)) yield* page.data;
    },
  };
}
