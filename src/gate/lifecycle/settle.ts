import { setTimeout } from 'node:timers/promises';
import type { AnyOperation, OperationCall } from '../../catalogue/define.ts';
import { catalogue, operationById } from '../../catalogue/index.ts';
import { isStewardError, PolicyError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { redactKnown } from '../../internal/redact.ts';
import type { Json, Receipt, Step, StepReceipt } from '../change/change.ts';
import { isDestination } from '../change/claim.ts';
import { subjectOf } from '../change/effect.ts';
import type { Execution } from '../execute.ts';
import { conclude, settledSteps, stepUnderWay } from './conclude.ts';
import { differences, itemsOf, readState, sameState } from './state.ts';

type Settled = Pick<StepReceipt, 'outcome' | 'note' | 'state' | 'result'>;

/** Clocks of provider and machine differ by at most so much. */
const clockSkewMs = 60_000;

/**
 * Finds out what became of a change whose process died while it applied it: by reading the provider, never by sending
 * again. Undefined when another process is at it.
 */
export async function settle(id: string, execution: Execution): Promise<Receipt | undefined> {
  const lock = execution.gate.changes.hold(id);
  if (!lock) return undefined;
  try {
    return await settleHeld(id, execution);
  } finally {
    lock.close();
  }
}

/** The same, for whoever holds the change already. */
export async function settleHeld(id: string, execution: Execution): Promise<Receipt | undefined> {
  const { gate, connection } = execution;
  const stored = gate.changes.get(id);
  if (stored.stage !== 'applying') return undefined;
  const progress = gate.changes.progress(id);
  const settled = settledSteps(progress);
  const underWay = stepUnderWay(progress);
  if (!underWay && settled.length === 0) {
    gate.changes.move(id, 'applying', 'open');
    return undefined;
  }
  if (underWay) {
    if (!isDestination(stored.change, connection)) throw elsewhere(id);
    const step = stored.change.steps[underWay.step] as Step;
    const found = await settleStep(step, underWay.at, execution);
    const receipt = {
      step: underWay.step,
      operation: step.operation,
      sent_at: underWay.at,
      settled_at: gate.now().toISOString(),
      ...found,
      note: `The process that applied it ended early. ${found.note ?? ''}`.trim(),
    };
    gate.changes.note(id, { event: 'settled', receipt });
  }
  return conclude(stored, gate, connection.name);
}

/** What the provider shows of a step that was sent and never answered. */
export async function settleStep(step: Step, sentAt: string, execution: Execution): Promise<Settled> {
  const operation = operationById(step.operation);
  if (operation.risk === 'read') throw new Error('a read was sent as a change');
  const look = () =>
    step.read
      ? settleByState(operation, step, step.read, execution)
      : settleBySearch(operation, step, sentAt, execution);
  try {
    const found = await look();
    if (found.outcome !== 'not_applied') return found;
    // The request may still be on its way: that nothing is seen yet means nothing until it can no longer arrive.
    const arrivesUntil = Date.parse(sentAt) + execution.gate.inFlightMs;
    const early = arrivesUntil - execution.gate.now().getTime();
    if (early <= 0) return found;
    await setTimeout(early, undefined, { signal: execution.signal });
    return await look();
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return unknown(step, `The provider could not be asked (${error.message})`);
  }
}

type Write = Exclude<AnyOperation, { risk: 'read' }>;

async function settleByState(
  operation: Write,
  step: Step,
  read: OperationCall,
  execution: Execution,
): Promise<Settled> {
  const state = redactKnown(await readState(read, step.input, execution));
  const removes = operation.http.startsWith('DELETE ');
  const isDone = operation.done?.(subjectOf(state));
  if (isDone || (removes && isEmpty(state) && !isEmpty(step.state)))
    return { outcome: 'applied', state, note: 'The provider shows it done.' };
  const visible = step.effect.filter(({ before }) => before !== undefined);
  if (isReached(step, state)) return { outcome: 'applied', state, note: 'The provider shows it done.' };
  if (sameState(step.state, state)) {
    if (removes || isDone === false || visible.length > 0) {
      return { outcome: 'not_applied', state, note: 'The provider shows it as it was before.' };
    }
    return unknown(step, 'What is read does not show whether it was done');
  }
  return {
    ...unknown(step, `It is neither as before nor as planned (${differences(step.state, state).join('; ')})`),
    state,
  };
}

/** Every planned field has its planned value, and the state shows at least one of them. */
function isReached({ effect }: Step, state: unknown): boolean {
  const subject = subjectOf(state);
  const shown = effect.filter(({ field }) => valueAt(subject, field) !== undefined);
  return (
    shown.length > 0 &&
    shown.length === effect.length &&
    shown.every(({ field, after }) => canonicalJson(valueAt(subject, field)) === canonicalJson(after))
  );
}

/** A thing that was to be made is looked for among those of its list that are new and have its fields. */
async function settleBySearch(operation: Write, step: Step, sentAt: string, execution: Execution): Promise<Settled> {
  const shown = readWithoutResult(operation, step.input);
  if (shown) {
    const state = redactKnown(await readState(shown, step.input, execution));
    return isEmpty(state)
      ? { outcome: 'not_applied', note: 'The provider does not have it.' }
      : { outcome: 'applied', state, note: 'The provider has it.' };
  }
  const list = listOf(operation, step.input);
  if (!list) return unknown(step, 'There is no list to look for it in');
  const items = await itemsOf(list, execution);
  const found = items.find((item) => isNew(item, sentAt) && hasFields(item, step.input));
  if (found)
    return { outcome: 'applied', result: found, note: 'The provider has it, made after the request was sent.' };
  if (items.some((item) => hasFields(item, step.input)))
    return unknown(step, 'One like it exists, and nothing tells when it was made');
  return { outcome: 'not_applied', note: `None like it is in ${list.id}.` };
}

/** Where the input alone names what was made, its read needs no answer of the write. */
function readWithoutResult({ after }: Write, input: Json): OperationCall | undefined {
  try {
    return after?.(input, undefined as never);
  } catch {
    return undefined;
  }
}

/** The provider's list on the same path as the write. */
function listOf({ http, provider }: Write, input: Json): OperationCall | undefined {
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

function isEmpty(state: unknown): boolean {
  if (state === null || state === undefined) return true;
  return typeof state === 'object' && 'data' in state && Array.isArray(state.data) && state.data.length === 0;
}

function unknown({ read, target }: Step, why: string): Settled {
  const place = read ? `${read.id} ${JSON.stringify(read.input)}` : target;
  return { outcome: 'unknown', note: `${why}. Cannot tell whether it was done; look here: ${place}.` };
}

function elsewhere(id: string): PolicyError {
  return new PolicyError('connection_changed', `${id} was cut short, and its connection is not what it was then.`, {
    hint: 'Restore the connection as it was, so that the provider can be asked what became of it.',
  });
}
