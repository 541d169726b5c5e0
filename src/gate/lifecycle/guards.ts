import type { AnyOperation } from '../../catalogue/define.ts';
import type { CredentialUse } from '../../connections/credentials.ts';
import { isStewardError, PolicyError } from '../../errors.ts';
import type { Change, Json, Step } from '../change/change.ts';
import { subjectOf } from '../change/effect.ts';
import type { Execution } from '../execute.ts';
import type { Gate } from '../gate.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { PolicyDocument } from '../policy/schema.ts';
import { settledSteps } from './conclude.ts';
import { itemsOf } from './state.ts';

type GuardName = 'owner_grants' | 'own_credential' | 'last_owner';

/** How many destructive changes an hour may bring, where no policy says. */
const usualDestructivePerHour = 10;

const hour = 3_600_000;

interface Planned {
  readonly operation: AnyOperation;
  readonly input: Json;
  readonly state: unknown;
}

/**
 * Dangers that every policy guards against until somebody who may say so switches the guard off.
 * Whoever proposes has the credential for reads, and may not have the one for writes; `uses` says which are at hand.
 */
export async function refuseGuarded(
  { operation, input, state }: Planned,
  policy: PolicyInForce,
  execution: Execution,
  uses: readonly CredentialUse[],
): Promise<void> {
  if (operation.risk === 'read') return;
  const before = subjectOf(state);
  const grant = operation.grants?.(input);
  if (grant !== undefined) refuse('owner_grants', policy, `${operation.id} gives ${grant}`);
  const hint = operation.keyHint?.({ input, before });
  if (hint !== undefined && (await isOwnKey(hint, execution, uses))) {
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

/** @throws PolicyError when a change has more destructive steps than any hour may bring. */
export function refuseLargeDestruction(steps: readonly Step[], policy: PolicyInForce): void {
  const count = steps.filter(isDestructive).length;
  const most = mostPerHour(policy);
  if (count <= most) return;
  throw tooMany(`The change has ${count} destructive steps; the policy allows ${most} an hour.`, 'Propose it in parts');
}

/**
 * Refuses a destructive change when the hour has no room for all of its steps, beside those that were sent and those
 * that others are about to send. To be called while no other process can begin one.
 * @throws PolicyError
 */
export function refuseTooManyDestructive(change: Change, policy: PolicyInForce, gate: Gate): void {
  const own = stepsToSend(change, gate);
  if (own.length === 0) return;
  const reserved = gate.changes.ids('applying').flatMap((id) => stepsToSend(changeAt(id, gate), gate));
  const sent = gate.journal
    .sentSince(new Date(gate.now().getTime() - hour))
    .filter(isDestructive)
    .map(({ change: id, step }) => nameOfStep(id, step));
  const count = new Set([...own, ...reserved, ...sent]).size;
  const most = mostPerHour(policy);
  if (count <= most) return;
  throw tooMany(
    `With this change, ${count} destructive steps fall within the hour; the policy allows ${most}.`,
    'Wait',
  );
}

/** The destructive steps of a change that were not applied yet. */
function stepsToSend(change: Change | undefined, { changes }: Gate): string[] {
  if (!change) return [];
  const settled = settledSteps(changes.progress(change.id)).filter(({ outcome }) => outcome === 'applied');
  const applied = new Set(settled.map(({ step }) => step));
  return change.steps.flatMap((step, index) =>
    isDestructive(step) && !applied.has(index) ? [nameOfStep(change.id, index)] : [],
  );
}

/** What a change that was edited, or has just been closed, would send is nothing. */
function changeAt(id: string, { changes }: Gate): Change | undefined {
  try {
    return changes.get(id).change;
  } catch (error) {
    if (isStewardError(error)) return undefined;
    throw error;
  }
}

function nameOfStep(change: string, step: number): string {
  return `${change} ${step}`;
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

async function holdersOf(
  { role, holders }: { role: string; holders: { id: string; input: Json } },
  execution: Execution,
) {
  const items = await itemsOf(holders, execution);
  return items.filter((item) => item['role'] === role).length;
}
