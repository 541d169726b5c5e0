import { setTimeout } from 'node:timers/promises';
import type { OperationCall } from '../../catalogue/define.ts';
import { removes } from '../../catalogue/identify.ts';
import { catalogue } from '../../catalogue/index.ts';
import { isStewardError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import type { WriteOperation } from '../change/call.ts';
import { withEarlierResults } from '../change/from-step.ts';
import { type PlannedStep, planOf } from '../change/plan.ts';
import type { Receipt, StepReceipt } from '../change/progress.ts';
import type { Json } from '../change/record.ts';
import { differences, isNothing, sameState, subjectOf } from '../change/state.ts';
import type { Reach } from '../reach.ts';
import { conclude, receiptsOf, settleStepIn } from './conclude.ts';
import { findChange } from './find.ts';
import { Reader } from './reader.ts';

type Settled = Pick<StepReceipt, 'outcome' | 'note' | 'state' | 'result'>;

/** Clocks of provider and machine differ by at most so much. */
const clockSkewMs = 60_000;

/**
 * Finds out what became of a change whose process died while it applied it: by reading the provider, never by sending
 * again. Undefined when another process is at it, or nothing was under way.
 */
export async function settle(id: string, reach: Reach): Promise<Receipt | undefined> {
  const lock = reach.gate.hold(id);
  if (!lock) return undefined;
  try {
    return await settleHeld(id, reach);
  } finally {
    lock.close();
  }
}

/** The same, for whoever holds the change already. */
export async function settleHeld(id: string, reach: Reach): Promise<Receipt | undefined> {
  const { gate } = reach;
  const { record, progress } = await gate.store.look((tables) => findChange(tables, id, gate.store.id));
  const { underWay, isConcluded } = progress;
  if (!underWay) return isConcluded ? undefined : conclude(record, record.steps.length, gate);
  const step = planOf(record)[underWay.step];
  if (!step) return undefined;
  const { receipts } = await receiptsOf(id, gate);
  const input = withEarlierResults(record.steps[underWay.step]?.input ?? {}, receipts);
  const found = await settleStep(step, input, underWay.at, reach);
  const receipt: StepReceipt = {
    step: underWay.step,
    operation: underWay.operation,
    input,
    sent_at: underWay.at,
    settled_at: gate.now().toISOString(),
    ...found,
    note: `The process that applied it ended early. ${found.note ?? ''}`.trim(),
  };
  await settleStepIn(id, receipt, gate);
  return conclude(record, record.steps.length, gate);
}

/** What the provider shows of a step that was sent and never answered. */
export async function settleStep(step: PlannedStep, input: Json, sentAt: string, reach: Reach): Promise<Settled> {
  const look = () => {
    const sent = { ...step, call: { ...step.call, input } };
    // Each look reads anew.
    const reader = new Reader(reach);
    return step.read ? settleByState(sent, step.read, reader) : settleBySearch(sent, sentAt, reader);
  };
  try {
    const found = await look();
    if (found.outcome !== 'not_applied') return found;
    // The request may still be on its way: that nothing is seen yet means nothing until it can no longer arrive.
    const arrivesUntil = Date.parse(sentAt) + reach.gate.inFlightMs;
    const early = arrivesUntil - reach.gate.now().getTime();
    if (early <= 0) return found;
    await setTimeout(early);
    return await look();
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return unknown(step, `The provider could not be asked (${error.message})`);
  }
}

async function settleByState(step: PlannedStep, read: OperationCall, reader: Reader): Promise<Settled> {
  const { operation, input } = step.call;
  const state = await reader.state(read, input, step.destination.name);
  const isRemoval = removes(operation);
  const isDone = operation.done?.(subjectOf(state));
  if (isDone || (isRemoval && isNothing(state) && !isNothing(step.state)))
    return { outcome: 'applied', state, note: 'The provider shows it done.' };
  const visible = step.effect.filter(({ before }) => before !== undefined);
  if (isReached(step, state)) return { outcome: 'applied', state, note: 'The provider shows it done.' };
  if (sameState(step.state, state, step.moves)) {
    if (isRemoval || isDone === false || visible.length > 0) {
      return { outcome: 'not_applied', state, note: 'The provider shows it as it was before.' };
    }
    return unknown(step, 'What is read does not show whether it was done');
  }
  return {
    ...unknown(
      step,
      `It is neither as before nor as planned (${differences(step.state, state, step.moves).join('; ')})`,
    ),
    state,
  };
}

/** Every planned field has its planned value, and the state shows at least one of them. */
function isReached({ effect }: PlannedStep, state: unknown): boolean {
  const subject = subjectOf(state);
  const shown = effect.filter(({ field }) => valueAt(subject, field) !== undefined);
  return (
    shown.length > 0 &&
    shown.length === effect.length &&
    shown.every(({ field, after }) => canonicalJson(valueAt(subject, field)) === canonicalJson(after))
  );
}

/** A thing that was to be made is looked for among those of its list that are new and have its fields. */
async function settleBySearch(step: PlannedStep, sentAt: string, reader: Reader): Promise<Settled> {
  const { operation, input } = step.call;
  const shown = readWithoutResult(operation, input);
  if (shown) {
    const state = await reader.state(shown, input, step.destination.name);
    return isNothing(state)
      ? { outcome: 'not_applied', note: 'The provider does not have it.' }
      : { outcome: 'applied', state, note: 'The provider has it.' };
  }
  const list = listOf(operation, input);
  if (!list) return unknown(step, 'There is no list to look for it in');
  const items = await reader.items(list, step.destination.name);
  const found = items.find((item) => isNew(item, sentAt) && hasFields(item, input));
  if (found)
    return { outcome: 'applied', result: found, note: 'The provider has it, made after the request was sent.' };
  if (items.some((item) => hasFields(item, input)))
    return unknown(step, 'One like it exists, and nothing tells when it was made');
  return { outcome: 'not_applied', note: `None like it is in ${list.id}.` };
}

/** Where the input alone names what was made, its read needs no answer of the write. */
function readWithoutResult({ after }: WriteOperation, input: Json): OperationCall | undefined {
  try {
    return after?.(input, undefined as never);
  } catch {
    return undefined;
  }
}

/** The list on the same path as the write. */
function listOf({ http, provider }: WriteOperation, input: Json): OperationCall | undefined {
  if (provider === null) return undefined;
  const path = http.slice(http.indexOf(' ') + 1);
  const list = catalogue.find(
    (each) => each.provider === provider && each.http === `GET ${path}` && each.risk === 'read' && each.pages,
  );
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  return list && { id: list.id, input: Object.fromEntries(names.map((name) => [name, input[name]])) };
}

function hasFields(item: Json, input: Json): boolean {
  const shown = Object.entries(input).filter(([name, value]) => typeof value !== 'object' && name in item);
  return shown.length > 0 && shown.every(([name, value]) => item[name] === value);
}

function isNew(item: Json, sentAt: string): boolean {
  const made = item['created_at'] ?? item['added_at'] ?? item['invited_at'];
  const time = typeof made === 'number' ? made * 1000 : Date.parse(String(made));
  return time >= Date.parse(sentAt) - clockSkewMs;
}

function valueAt(subject: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Json)[name] : undefined),
      subject,
    );
}

function unknown({ read, target }: PlannedStep, why: string): Settled {
  const place = read ? `${read.id} ${JSON.stringify(read.input)}` : target;
  return { outcome: 'unknown', note: `${why}. Cannot tell whether it was done; look here: ${place}.` };
}
