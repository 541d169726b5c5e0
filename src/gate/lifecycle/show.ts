import { PolicyError } from '../../errors.ts';
import { type PlannedStep, planOf } from '../change/plan.ts';
import { isOver, type Progress } from '../change/progress.ts';
import type { ChangeRecord } from '../change/record.ts';
import { secretsNamedIn } from '../change/secret-input.ts';
import { digestOfShown, type Shown, type ShownStep } from '../change/shown.ts';
import { differences } from '../change/state.ts';
import { laterThanSeen } from '../journal/journal.ts';
import { namedOrganization } from '../organizations.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { Reach } from '../reach.ts';
import { findChange } from './find.ts';
import { impactOf } from './impact.ts';
import { Reader } from './reader.ts';
import { type Asked, requirementOf } from './requirement.ts';
import { chosenPlace } from './reveal.ts';

/**
 * A change as a person decides about it: derived from the catalogue of now, with the state read just now.
 * @throws PolicyError when it can no longer be approved: over, expired, denied, or proposed under another policy.
 */
export async function show(
  id: string,
  reach: Reach,
  reveal: string | null = null,
  reader: Reader = new Reader(reach),
): Promise<Shown> {
  const { gate } = reach;
  const { record, progress, now } = await gate.store.look(async (tables) => ({
    ...(await findChange(tables, id, gate.store.id)),
    now: await laterThanSeen(tables, gate.now()),
  }));
  refuseClosed(record, progress, now);
  const policy = await gate.policy();
  refuseOtherPolicy(record, policy);
  const planned = planOf(record);
  const requirement = await requirementOf(await askedBy(planned, policy, reach), policy, gate);
  const heard = progress.proposed?.heard ?? [];
  const listed = policy.base.document.secrets ?? [];
  const steps = await Promise.all(
    planned.map(async (step) => ({
      ...(await shownStep(step, progress, heard, reader)),
      secrets: secretsNamedIn(step.call.operation, step.call.input, listed),
    })),
  );
  return { record, steps, requirement, reveal, digest: digestOfShown(record, planned, reveal) };
}

/** The same with the place that a person has chosen for the secret in the answer. */
export function withPlace(shown: Shown, place: string | null): Shown {
  const reveal = chosenPlace(shown, place);
  return { ...shown, reveal, digest: digestOfShown(shown.record, shown.steps, reveal) };
}

/** Each write with its organisation, which policy is asked about. */
export async function askedBy(steps: readonly PlannedStep[], policy: PolicyInForce, reach: Reach): Promise<Asked[]> {
  const names = [...new Set(steps.map(({ destination }) => destination.name))];
  const known = new Map(
    await Promise.all(names.map(async (name) => [name, await namedOrganization(reach.onNamed(name), policy)] as const)),
  );
  return steps.map(({ call, destination: { name } }) => ({
    call,
    ...(known.get(name) ?? { names: [name], organization: null }),
  }));
}

async function shownStep(
  step: PlannedStep,
  { settled }: Progress,
  heard: readonly string[],
  reader: Reader,
): Promise<Omit<ShownStep, 'secrets'>> {
  const isDone = settled.get(step.index)?.outcome === 'applied';
  const impact = isDone ? [] : await impactOf(step, reader);
  const cautions = heard.filter((sentence) => sentence.startsWith(`step ${step.index + 1} `));
  return { ...step, impact, drift: isDone ? [] : await driftOf(step, reader), cautions };
}

/** Where the state of now differs from the proposed one. What an earlier step of the change will make of it is no drift. */
async function driftOf(step: PlannedStep, reader: Reader): Promise<string[]> {
  if (!step.read || step.after.length > 0) return [];
  const now = await reader.state(step.read, step.call.input, step.destination.name);
  return differences(step.state, now, step.moves);
}

/** @throws PolicyError when a change is past being approved or applied. */
export function refuseClosed({ id, expires_at }: ChangeRecord, progress: Progress, now: Date): void {
  if (isOver(progress)) {
    const outcome = progress.outcome?.replaceAll('_', ' ');
    throw new PolicyError('change_closed', `${id} is ${outcome}; an approval counts once.`, {
      hint: 'Propose a new change if it is still wanted. Its receipt says what became of it.',
      advice: { action: 'show_change', change: id },
    });
  }
  if (Date.parse(expires_at) > now.getTime()) return;
  throw new PolicyError('change_expired', `${id} expired at ${expires_at}.`, {
    hint: 'Propose it again, so that it is held against the state of now.',
  });
}

export function refuseOtherPolicy({ id, policy }: ChangeRecord, { hash }: PolicyInForce): void {
  if (policy === hash) return;
  throw new PolicyError('policy_changed', `The policy has changed since ${id} was proposed, so it no longer counts.`, {
    hint: 'Propose it again under the policy of now. Nothing was sent.',
  });
}

/** @throws PolicyError where the organisation is no longer as it was when the change was proposed. */
export function refuseDrifted({ record, steps }: Shown): void {
  const drifted = steps.find(({ drift }) => drift.length > 0);
  if (!drifted) return;
  throw new PolicyError(
    'change_drifted',
    `${drifted.target} is not as it was when ${record.id} was proposed: ${drifted.drift.join('; ')}.`,
    { hint: 'Propose it again, so that what is agreed to is what is there. Nothing was sent.' },
  );
}
