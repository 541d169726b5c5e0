import { operationById } from '../../catalogue/index.ts';
import type { Receipt } from '../../gate/change/change.ts';
import { execute, executePages } from '../../gate/execute.ts';
import { apply } from '../../gate/lifecycle/apply.ts';
import { type ChangeView, viewChange } from '../../gate/lifecycle/describe.ts';
import { type Proposal, propose } from '../../gate/lifecycle/propose.ts';
import { proposeUndo } from '../../gate/lifecycle/undo.ts';
import { type DoorOptions, openSession } from '../../session/open.ts';
import type { Session } from '../../session/session.ts';

/** One organisation, or all that are declared, ready to be asked. */
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
  close(): Promise<void>;
}

/**
 * Opens the connection of that name, which the environment or `steward.yaml` declares. Without a name, each operation runs
 * on the connection whose provider, plane and kind of key it needs.
 * @throws InputError when nothing has that name.
 *
 * @example
 * const openai = connect('openai');
 * for await (const project of openai.items('openai.projects.list')) console.log(project);
 */
export function connect(name?: string, options: DoorOptions = {}): Steward {
  const session = openSession({ ...options, surface: 'library' });
  if (name !== undefined) session.onNamed(name);
  return stewardOn(session, name);
}

function stewardOn(session: Session, name: string | undefined): Steward {
  const on = (id: string) => session.on(operationById(id), name);
  return {
    read: async (id, input = {}) => execute(operationById(id), input, await on(id)),
    async *items(id, input = {}) {
      for await (const page of executePages(operationById(id), input, await on(id))) yield* page.data;
    },
    async propose(proposal) {
      const operations = proposal.steps.map(({ id }) => operationById(id));
      const { change } = await propose(proposal, await session.onAll(operations, name));
      return viewChange(session.gate, change.id);
    },
    change: (id) => viewChange(session.gate, id),
    apply: async (id) => apply(id, session.onChange(id)),
    async undo(id) {
      const { change } = await proposeUndo(id, session.onChange(id));
      return viewChange(session.gate, change.id);
    },
    async close() {
      await session.close();
    },
  };
}
