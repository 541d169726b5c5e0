import { digestOf } from '../../internal/canonical.ts';
import type { Requirement } from '../policy/decide.ts';
import type { PlannedStep } from './plan.ts';
import type { ChangeRecord } from './record.ts';
import type { NamedSecret } from './secret-input.ts';
import { stillPart } from './state.ts';

/** A step as it is shown: derived, with what was read for it just now. */
export interface ShownStep extends PlannedStep {
  /** What else is touched, in sentences. */
  readonly impact: readonly string[];
  /** Where the state of now differs from the one that was proposed on, in words. */
  readonly drift: readonly string[];
  /** Secrets that the input names, and where the policy says that they are kept. */
  readonly secrets: readonly NamedSecret[];
  /** What a person should look at twice. */
  readonly cautions: readonly string[];
}

/** Everything that a person decides about. Every renderer shows it whole. */
export interface Shown {
  readonly record: ChangeRecord;
  readonly steps: readonly ShownStep[];
  readonly requirement: Requirement;
  /** Where a secret in the answer goes; null where there is none, or nobody has chosen yet. */
  readonly reveal: string | null;
  /** Of operations, inputs, organisations, states, policy, place and expiry: what a yes is for. */
  readonly digest: string;
}

/** The digest of what a yes is for. The states are those that were proposed on; `show` and `apply` hold them against now. */
export function digestOfShown(record: ChangeRecord, steps: readonly PlannedStep[], reveal: string | null): string {
  const { id, store, policy, expires_at } = record;
  return digestOf({
    v: 2,
    store,
    change: id,
    policy,
    expires_at,
    reveal,
    steps: steps.map(({ call, destination, state, moves, wait }, index) => ({
      operation: call.operation.id,
      // As proposed, so that a reference to an earlier step is part of it.
      input: record.steps[index]?.input,
      destination,
      state: state === undefined ? null : { shown: stillPart(state, moves) },
      wait: wait ?? null,
    })),
  });
}
