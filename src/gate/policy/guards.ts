import type { AnyOperation } from '../../catalogue/define.ts';
import { PolicyError } from '../../errors.ts';
import { type Change, hasRisk, type Json } from '../change/change.ts';
import { subjectOf } from '../change/effect.ts';
import { itemsOf } from '../change/state.ts';
import type { Execution } from '../execute.ts';
import type { Gate } from '../gate.ts';
import type { PolicyInForce } from './in-force.ts';
import type { PolicyDocument } from './schema.ts';

type GuardName = 'owner_grants' | 'own_credential' | 'last_owner';

/** How many destructive changes an hour may bring, where no policy says. */
const usualDestructivePerHour = 10;

const hour = 3_600_000;

/** Dangers that every policy guards against until somebody who may say so switches the guard off. */
export async function refuseGuarded(
  operation: AnyOperation,
  input: Json,
  state: unknown,
  policy: PolicyInForce,
  execution: Execution,
): Promise<void> {
  if (operation.risk === 'read') return;
  const before = subjectOf(state);
  const grant = operation.grants?.(input);
  if (grant !== undefined) refuse('owner_grants', policy, `${operation.id} gives ${grant}`);
  const hint = operation.keyHint?.({ input, before });
  if (hint !== undefined && (await isOwnKey(hint, execution))) {
    refuse('own_credential', policy, `${operation.id} changes the key that Steward itself uses`);
  }
  const taken = operation.takes?.({ input, before });
  if (taken !== undefined && (await holdersOf(taken, execution)) <= 1) {
    refuse('last_owner', policy, `${operation.id} takes the role of ${taken.role} from the last one who has it`);
  }
}

/** @throws PolicyError while a freeze lasts. */
export function refuseFrozen({ base, tightening }: PolicyInForce, now: Date): void {
  for (const { document, file } of [base, ...tightening]) {
    const freeze = document.guards?.freeze?.find(
      ({ from, until }) => Date.parse(from) <= now.getTime() && now.getTime() < Date.parse(until),
    );
    if (!freeze) continue;
    throw new PolicyError(
      'frozen',
      `Changes are frozen until ${freeze.until}${freeze.reason ? `: ${freeze.reason}` : ''} (${file}).`,
      {
        hint: 'The change stays as it is. Apply it afterwards if it has not expired by then, or propose it again.',
      },
    );
  }
}

/**
 * Refuses a destructive change when the hour has had enough of them. To be called while no other process can begin one.
 */
export function refuseTooManyDestructive(change: Change, policy: PolicyInForce, { changes }: Gate): void {
  if (!hasRisk(change, 'destructive')) return;
  const most = Math.min(...numbersOf(policy), Number.POSITIVE_INFINITY);
  const since = Date.now() - hour;
  const recent = (['applying', 'closed'] as const).flatMap((stage) =>
    changes.ids(stage).filter((id) => changes.touchedAt(stage, id) > since && wasDestructive(id, changes)),
  );
  if (recent.length < most) return;
  throw new PolicyError(
    'too_many_destructive',
    `${recent.length} destructive changes were applied within the hour; the policy allows ${most}.`,
    {
      hint: 'Wait, or let whoever keeps the policy raise guards.destructive_per_hour.',
    },
  );
}

function wasDestructive(id: string, changes: Gate['changes']): boolean {
  const sent = changes.progress(id).length > 0;
  return sent && hasRisk(changes.get(id).change, 'destructive');
}

function numbersOf({ base, tightening }: PolicyInForce): number[] {
  return [base, ...tightening].map(({ document }, index) => {
    const written = document.guards?.destructive_per_hour;
    return written ?? (index === 0 ? usualDestructivePerHour : Number.POSITIVE_INFINITY);
  });
}

/** A guard is off when the anchored policy says `ask`, and no other layer says `deny`. */
function refuse(name: GuardName, { base, tightening }: PolicyInForce, what: string): void {
  const says = ({ document }: { readonly document: PolicyDocument }) => document.guards?.[name];
  const tighter = tightening.find((layer) => says(layer) === 'deny');
  if (says(base) === 'ask' && !tighter) return;
  throw new PolicyError(`guard_${name}`, `${what}, which the guard ${name} denies (${(tighter ?? base).file}).`, {
    hint: `Whoever keeps the policy can write guards: { ${name}: ask }; then it waits for a person like any other change.`,
  });
}

/** A shortened key fits a whole one when it begins and ends alike. */
async function isOwnKey(hint: string, { connection, credentials }: Execution): Promise<boolean> {
  const key = (await credentials.of(connection, 'write')).reveal();
  const [start = '', end = ''] = hint.split(/\.{3}|…|\*+/);
  return end !== '' && key.startsWith(start) && key.endsWith(end);
}

async function holdersOf(
  { role, holders }: { role: string; holders: { id: string; input: Json } },
  execution: Execution,
) {
  const items = await itemsOf(holders, execution);
  return items.filter((item) => item['role'] === role).length;
}
