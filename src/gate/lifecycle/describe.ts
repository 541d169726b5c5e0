import type { FieldChange } from '../../catalogue/define.ts';
import { identifyingNames } from '../../catalogue/identify.ts';
import { isStewardError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';
import { missingFrom } from '../approval/approvals.ts';
import type { WriteRisk } from '../change/call.ts';
import { nameOf } from '../change/effect.ts';
import { type PlannedStep, planOf, worstOf } from '../change/plan.ts';
import type { Outcome, StepReceipt } from '../change/progress.ts';
import type { ChangeRecord, Destination, Json, StepRecord } from '../change/record.ts';
import type { NamedSecret } from '../change/secret-input.ts';
import type { Shown, ShownStep } from '../change/shown.ts';
import type { Gate } from '../gate.ts';
import type { Requirement } from '../policy/decide.ts';
import type { Reach } from '../reach.ts';
import { storeKeyOf } from '../state/store-key.ts';
import { approvalsIn } from './approve.ts';
import { receiptsOf } from './conclude.ts';
import { findChange } from './find.ts';
import { show } from './show.ts';

export type Status = 'proposed' | 'approved' | 'expired' | 'applying' | Outcome;

/** A step as people and programs see it: derived from the catalogue, the organisation read where it still can change. */
export interface StepView {
  readonly operation: string;
  readonly summary: string;
  readonly risk: WriteRisk;
  readonly connection: string;
  readonly input: Json;
  /** What is changed, in words. */
  readonly target: string;
  /** How people call it, where its state tells. */
  readonly name?: string;
  readonly state?: unknown;
  readonly effect: readonly FieldChange[];
  /** What else is touched, in sentences. Empty where it was not read. */
  readonly impact: readonly string[];
  /** Why it cannot be undone; absent where it can. */
  readonly irreversible?: string;
  readonly reveals?: true;
  readonly wait?: StepRecord['wait'];
  /** Secrets that the input names, and where they are kept. */
  readonly secrets: readonly NamedSecret[];
  readonly cautions: readonly string[];
  /** Where the state of now is not the one that was proposed on. */
  readonly drift: readonly string[];
  readonly receipt?: StepReceipt;
}

/** A change as it stands. */
export interface ChangeView {
  readonly id: string;
  readonly status: Status;
  readonly destinations: readonly Destination[];
  readonly steps: readonly StepView[];
  /** Where the secret in the answer goes, once that is chosen. */
  readonly reveal?: string;
  /** What a yes would be for; absent once the change is over. */
  readonly digest?: string;
  readonly requirement?: Requirement;
  readonly approvals: readonly { readonly approver: string; readonly channel: string; readonly at: string }[];
  /** What is missing before it can be applied. */
  readonly missing?: string;
  /** Why it can no longer be applied, when it waits in vain. */
  readonly problem?: string;
  readonly reason?: string;
  readonly undoes?: string;
  readonly proposer: ChangeRecord['proposer'];
  readonly proposed_at: string;
  readonly expires_at: string;
}

/** A change as it stands, with the state read just now where it can still be approved or applied. */
export async function viewChange(id: string, reach: Reach): Promise<ChangeView> {
  const view = await knownOf(id, reach.gate);
  if (view.status !== 'proposed' && view.status !== 'stopped' && view.status !== 'waiting') return view;
  try {
    return await withShown(view, await show(id, reach), reach.gate);
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return { ...view, status: error.code === 'change_expired' ? 'expired' : view.status, problem: error.message };
  }
}

/** The view of a change that was shown: exactly what a yes is for, and what is still missing. */
export async function viewShown(shown: Shown, gate: Gate): Promise<ChangeView> {
  return withShown(await knownOf(shown.record.id, gate), shown, gate);
}

async function withShown(known: ChangeView, shown: Shown, gate: Gate): Promise<ChangeView> {
  const { record, requirement, digest } = shown;
  const policy = await gate.policy();
  const storeKey = await storeKeyOf(gate.store);
  const approvals = await gate.store.look((tables) =>
    approvalsIn(tables, record, shown.steps, policy.approvers.list, storeKey),
  );
  const missing = missingFrom(approvals, requirement);
  const status = known.status === 'proposed' && missing === undefined ? 'approved' : known.status;
  const drifted = shown.steps.flatMap(({ drift }) => drift);
  return {
    ...known,
    status,
    steps: shown.steps.map((step, index) => ({ ...known.steps[index], ...stepView(step) })),
    digest,
    ...(shown.reveal !== null && { reveal: shown.reveal }),
    requirement,
    approvals: approvals.map(({ approver, channel, at }) => ({ approver, channel, at })),
    ...(missing !== undefined && { missing }),
    ...(drifted.length > 0 && { problem: 'What it would change is not as it was when it was proposed.' }),
  };
}

/** A change as far as it is known without asking a provider. */
export async function knownOf(id: string, gate: Gate): Promise<ChangeView> {
  const { record, progress } = await gate.store.look((tables) => findChange(tables, id, gate.store.id));
  const { receipts } = await receiptsOf(id, gate);
  const { destinations, proposer, proposed_at, expires_at, reason, undoes } = record;
  const isExpired = Date.parse(expires_at) <= gate.now().getTime();
  const waits = progress.outcome ?? (isExpired ? 'expired' : 'proposed');
  const status = progress.underWay ? 'applying' : waits;
  const steps = planOf(record).map((step, index) => {
    const receipt = receipts.find((each) => each.step === index);
    return { ...stepView({ ...step, impact: [], drift: [], cautions: [], secrets: [] }), ...(receipt && { receipt }) };
  });
  return {
    id,
    status,
    destinations,
    steps,
    approvals: [],
    proposer,
    proposed_at,
    expires_at,
    ...(reason !== undefined && { reason }),
    ...(undoes !== undefined && { undoes }),
    ...(progress.declined?.reason !== undefined && { problem: `It was declined: ${progress.declined.reason}` }),
  };
}

/** Every change, the newest first, as far as it is known without asking a provider. */
export async function knownChanges(
  gate: Gate,
): Promise<(ChangeView | { readonly id: string; readonly problem: string })[]> {
  const ids = await gate.store.look((tables) => tables.changeIds());
  return Promise.all(
    ids.map(async (id) => {
      try {
        return await knownOf(id, gate);
      } catch (error) {
        if (isStewardError(error)) return { id, problem: error.message };
        throw error;
      }
    }),
  );
}

/** Changes whose process died while they were applied. */
export async function changesUnderWay(gate: Gate): Promise<string[]> {
  const views = await knownChanges(gate);
  return views.filter((view) => 'status' in view && view.status === 'applying').map(({ id }) => id);
}

function stepView({
  call,
  destination,
  target,
  state,
  effect,
  impact,
  irreversible,
  reveals,
  wait,
  secrets,
  cautions,
  drift,
}: ShownStep): StepView {
  const { operation, risk, input } = call;
  const name = nameOf(state);
  return {
    operation: operation.id,
    summary: operation.summary,
    risk,
    connection: destination.name,
    input,
    target,
    ...(name !== undefined && !target.includes(name) && { name }),
    ...(state !== undefined && { state }),
    effect,
    impact,
    ...(irreversible !== undefined && { irreversible }),
    ...(reveals && { reveals: true as const }),
    ...(wait && { wait }),
    secrets,
    cautions,
    drift,
  };
}

/** What a person types to show that they read what will be changed: the worst step's target. */
export function confirmationOf({ steps }: { readonly steps: readonly PlannedStep[] }): string {
  const worst = worstOf(steps);
  const { operation, input } = worst.call;
  const names = identifyingNames(operation).map((name) => input[name]);
  const lastId = names.at(-1);
  const candidates = [nameOf(worst.state), nameOf(input), typeof lastId === 'string' ? lastId : undefined];
  const fitting = candidates.find(
    (each) => each !== undefined && each.length <= 60 && cleanText(each) === each && each.trim() === each,
  );
  return fitting ?? operation.id;
}
