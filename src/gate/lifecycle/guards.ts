import type { CredentialUse } from '../../connections/credentials.ts';
import { PolicyError } from '../../errors.ts';
import type { PlannedStep } from '../change/plan.ts';
import type { Json } from '../change/record.ts';
import { subjectOf } from '../change/state.ts';
import type { Execution } from '../execute.ts';
import type { EntryOf } from '../journal/entry.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { PolicyDocument } from '../policy/schema.ts';
import type { Reach } from '../reach.ts';
import { Reader } from './reader.ts';

type GuardName = 'owner_grants' | 'own_credential' | 'last_owner';

/** How many destructive changes an hour may bring, where no policy says. */
const usualDestructivePerHour = 10;

/**
 * Dangers that every policy guards against until somebody who may say so switches the guard off.
 * Whoever proposes has the credential for reads, and may not have the one for writes; `uses` says which are at hand.
 */
export async function refuseGuarded(
  steps: readonly PlannedStep[],
  policy: PolicyInForce,
  reach: Reach,
  uses: readonly CredentialUse[],
): Promise<void> {
  const reader = new Reader(reach);
  for (const step of steps) await refuseGuardedStep(step, policy, reach, reader, uses);
}

async function refuseGuardedStep(
  { call: { operation, input }, state, destination }: PlannedStep,
  policy: PolicyInForce,
  reach: Reach,
  reader: Reader,
  uses: readonly CredentialUse[],
): Promise<void> {
  const before = subjectOf(state);
  const grant = operation.grants?.(input);
  if (grant !== undefined) refuse('owner_grants', policy, `${operation.id} gives ${grant}`);
  const hint = operation.keyHint?.({ input, before });
  if (hint !== undefined && (await isOwnKey(hint, await reach.on(operation, destination.name), uses))) {
    refuse('own_credential', policy, `${operation.id} changes the key that Steward itself uses`);
  }
  const taken = operation.takes?.({ input, before });
  if (
    taken !== undefined &&
    (await reader.items(taken.holders, destination.name)).filter(holds(taken.role)).length <= 1
  ) {
    refuse('last_owner', policy, `${operation.id} takes the role of ${taken.role} from the last one who has it`);
  }
}

function holds(role: string) {
  return (item: Json) => item['role'] === role;
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

/** A guard is off when the anchored policy says `ask`, and no other layer says `deny`. */
function refuse(name: GuardName, { base, tightening }: PolicyInForce, what: string): void {
  const says = ({ document }: { readonly document: PolicyDocument }) => document.guards?.[name];
  const tighter = tightening.find((layer) => says(layer) === 'deny');
  if (says(base) === 'ask' && !tighter) return;
  throw new PolicyError(`guard_${name}`, `${what}, which the guard ${name} denies (${(tighter ?? base).file}).`, {
    hint: `Whoever keeps the policy can write guards: { ${name}: ask }; then it waits for a person like any other change.`,
  });
}

async function isOwnKey(
  hint: string,
  { connection, credentials }: Execution,
  uses: readonly CredentialUse[],
): Promise<boolean> {
  for (const use of uses) if (fits(hint, (await credentials.of(connection, use)).reveal())) return true;
  return false;
}

/** A shortened key fits a whole one when it begins and ends alike. */
function fits(hint: string, key: string): boolean {
  const [start = '', end = ''] = hint.split(/\.{3}|…|\*+/);
  return end !== '' && key.startsWith(start) && key.endsWith(end);
}
