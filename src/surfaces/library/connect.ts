import { operationById } from '../../catalogue/index.ts';
import type { AnswerOf, ItemOf } from '../../catalogue/typed.ts';
import { execute, executePages } from '../../gate/execute.ts';
import { connected } from '../../gate/execution.ts';
import { apply } from '../../gate/lifecycle/apply.ts';
import { viewChange, viewShown } from '../../gate/lifecycle/describe.ts';
import { propose } from '../../gate/lifecycle/propose.ts';
import { proposeUndo } from '../../gate/lifecycle/undo.ts';
import { askReport } from '../../ledger/live/ask.ts';
import { type DoorOptions, openSession } from '../../session/open.ts';
import type { Session } from '../../session/session.ts';
import { reportOf } from './report-of.ts';
import type { Steward } from './steward.ts';

/**
 * Opens the connection of that name, which the environment or `steward.yaml` declares. Without a name, each operation runs
 * on the connection whose provider, plane and kind of key it needs.
 * @throws InputError when nothing has that name.
 *
 * @example
 * const openai = connect('openai');
 * for await (const project of openai.items('openai.projects.list')) console.log(project.name);
 */
export function connect(name?: string, options: DoorOptions = {}): Steward {
  const session = openSession({ ...options, surface: 'library' });
  if (name !== undefined) session.onNamed(name);
  return stewardOn(session, name);
}

// What a provider answers has the type that its SDK says; nobody but the provider can promise more.
function stewardOn(session: Session, name: string | undefined): Steward {
  const on = (id: string) => session.on(operationById(id), name);
  return {
    async read(id, ...[input = {}]) {
      return (await execute(operationById(id), input, await on(id))) as AnswerOf<typeof id>;
    },
    async *items(id, ...[input = {}]) {
      for await (const { data } of executePages(operationById(id), input, await on(id))) {
        yield* data as readonly ItemOf<typeof id>[];
      }
    },
    async report(id, question = {}) {
      return reportOf(await askReport(operationById(id), question, connected(await on(id)), { now: session.now() }));
    },
    async propose(proposal) {
      const steps = proposal.steps.map((step) => ({ ...(name !== undefined && { connection: name }), ...step }));
      return viewShown(await propose({ ...proposal, steps }, session.reach()), session.gate);
    },
    change: async (id) => viewChange(id, session.reach()),
    apply: async (id) => apply(id, session.reach()),
    undo: async (id) => viewShown(await proposeUndo(id, session.reach()), session.gate),
    async close() {
      await session.close();
    },
  };
}
