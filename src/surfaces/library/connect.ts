import { operationById } from '../../catalogue/index.ts';
import { declaredConnections } from '../../connections/connections.ts';
import { Credentials } from '../../connections/credentials.ts';
import { Pacer } from '../../connections/pacing.ts';
import { InputError } from '../../errors.ts';
import type { Receipt } from '../../gate/change/change.ts';
import { type Execution, execute, executePages } from '../../gate/execute.ts';
import { Gate } from '../../gate/gate.ts';
import { apply } from '../../gate/lifecycle/apply.ts';
import { type ChangeView, viewChange } from '../../gate/lifecycle/describe.ts';
import { type Proposal, propose } from '../../gate/lifecycle/propose.ts';
import { proposeUndo } from '../../gate/lifecycle/undo.ts';

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
  /**
   * Proposes a change of one or more steps. Nothing is sent but reads; a person agrees with `steward approve`.
   * @throws PolicyError where policy or a guard denies it.
   */
  propose(proposal: Proposal): Promise<ChangeView>;
  /** A change as it stands: its plan, its approvals, its receipt. */
  change(id: string): ChangeView;
  /**
   * Applies a change that was approved, once.
   * @throws PolicyError when an approval is missing or no longer counts; nothing was sent then.
   */
  apply(id: string): Promise<Receipt>;
  /** Proposes what takes an applied change back. */
  undo(id: string): Promise<ChangeView>;
  /** Lets go of the state folder's files. */
  close(): void;
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
  const gate = new Gate({ environment, folder, surface: 'library' });
  const execution: Execution = {
    connection,
    credentials: new Credentials(environment),
    pacer: new Pacer(),
    gate,
    ...(signal && { signal }),
  };
  return {
    read: async (operation, input = {}) => execute(operationById(operation), input, execution),
    async *items(operation, input = {}) {
      for await (const page of executePages(operationById(operation), input, execution)) yield* page.data;
    },
    propose: async (proposal) => viewChange(gate, (await propose(proposal, execution)).change.id),
    change: (id) => viewChange(gate, id),
    apply: (id) => apply(id, execution),
    undo: async (id) => viewChange(gate, (await proposeUndo(id, execution)).change.id),
    close: () => gate.close(),
  };
}
