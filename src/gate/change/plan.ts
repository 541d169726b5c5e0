import type { FieldChange, OperationCall } from '../../catalogue/define.ts';
import { identifyingNames } from '../../catalogue/identify.ts';
import { operationById } from '../../catalogue/index.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { resolveWrite, type WriteCall } from './call.ts';
import { effectOf } from './effect.ts';
import { type ChangeRecord, type Destination, destinationNamed, type StepRecord } from './record.ts';

/** A step as the catalogue derives it from what was proposed. Nothing of it is stored. */
export interface PlannedStep {
  /** From 0. */
  readonly index: number;
  readonly call: WriteCall;
  readonly destination: Destination;
  /** What is changed, in words. */
  readonly target: string;
  /** The read that shows the state before, and what it answered when the change was proposed. */
  readonly read: OperationCall | undefined;
  readonly state: unknown;
  /** Fields of that answer that move by themselves. */
  readonly moves: readonly string[];
  readonly effect: readonly FieldChange[];
  /** Why it cannot be undone; undefined where it can. */
  readonly irreversible: string | undefined;
  /** True when the answer will hold a secret, so that a place for it must be chosen. */
  readonly reveals: boolean;
  readonly wait: StepRecord['wait'];
  /** Earlier steps that change the same thing: this one is held against what they make of it. */
  readonly after: readonly number[];
}

/**
 * The steps of a change, derived from the catalogue of now.
 * @throws InputError when the catalogue no longer takes what was proposed.
 */
export function planOf(record: ChangeRecord): PlannedStep[] {
  const seen = new Map<string, number[]>();
  return record.steps.map((step, index) => {
    const planned = planStep(record, step, index);
    if (!planned.read) return planned;
    const key = canonicalJson([step.connection, planned.read, subjectKey(planned)]);
    const after = seen.get(key) ?? [];
    seen.set(key, [...after, index]);
    return { ...planned, after };
  });
}

function planStep(record: ChangeRecord, step: StepRecord, index: number): PlannedStep {
  const call = resolveWrite(step.operation, step.input);
  const { operation, input, later } = call;
  const read = Object.keys(later).length === 0 ? operation.before?.(input) : undefined;
  return {
    index,
    call,
    destination: destinationNamed(record, step.connection),
    target: operation.target(input),
    read,
    state: read && (step.state ?? null),
    moves: read ? movesOf(read) : [],
    effect: effectOf(operation, input, read && step.state),
    irreversible: operation.irreversible ?? undefined,
    reveals: operation.reveals !== undefined,
    wait: step.wait,
    after: [],
  };
}

/** Fields that move by themselves, as the entry of the read says. */
export function movesOf({ id }: OperationCall): readonly string[] {
  const operation = operationById(id);
  return operation.risk === 'read' ? (operation.moves ?? []) : [];
}

/** Of a list, the items that the step is about: two steps on one list are not about the same thing. */
function subjectKey({ state, call }: PlannedStep): unknown {
  const isList = typeof state === 'object' && state !== null && 'data' in state && Array.isArray(state.data);
  if (!isList) return null;
  return identifyingNames(call.operation).map((name) => call.input[name]);
}

const severity = ['write', 'spend', 'access', 'destructive'] as const;

/** The step that a person must not miss: the most severe, irreversible before not, of equals the first. */
export function worstOf(steps: readonly PlannedStep[]): PlannedStep {
  const weight = ({ call, irreversible }: PlannedStep) => severity.indexOf(call.risk) * 2 + (irreversible ? 1 : 0);
  return steps.reduce((worst, each) => (weight(each) > weight(worst) ? each : worst));
}
