import { PolicyError } from '../../errors.ts';
import type { PlannedStep } from '../change/plan.ts';
import type { EntryOf } from '../journal/entry.ts';
import type { PolicyInForce } from '../policy/in-force.ts';

/** How many destructive steps an hour may bring, where no policy says. */
const usualDestructivePerHour = 10;

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

/** @throws PolicyError when a change has more destructive steps than any hour may bring. */
export function refuseLargeDestruction(steps: readonly PlannedStep[], policy: PolicyInForce): void {
  const count = steps.filter(({ call }) => isDestructive(call)).length;
  const most = mostPerHour(policy);
  if (count <= most) return;
  throw tooMany(`The change has ${count} destructive steps; the policy allows ${most} an hour.`, 'Propose it in parts');
}

/**
 * Refuses a destructive step when the hour has had enough of them. To be called while no other process can begin one.
 * @throws PolicyError
 */
export function refuseTooManyDestructive(
  sent: readonly EntryOf<'sending'>[],
  { call }: PlannedStep,
  policy: PolicyInForce,
): void {
  const most = mostPerHour(policy);
  if (!isDestructive(call) || sent.length < most) return;
  throw tooMany(`${sent.length} destructive steps were sent within the hour; the policy allows ${most}.`, 'Wait');
}

function isDestructive({ risk }: { readonly risk: string }): boolean {
  return risk === 'destructive';
}

function tooMany(what: string, advice: string): PolicyError {
  return new PolicyError('too_many_destructive', what, {
    hint: `${advice}, or let whoever keeps the policy raise guards.destructive_per_hour.`,
  });
}

function mostPerHour({ base, tightening }: PolicyInForce): number {
  return Math.min(
    base.document.guards?.destructive_per_hour ?? usualDestructivePerHour,
    ...tightening.map(({ document }) => document.guards?.destructive_per_hour ?? Number.POSITIVE_INFINITY),
  );
}
