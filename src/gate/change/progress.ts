import { sha256 } from '../../internal/canonical.ts';
import type { Entry, EntryOf } from '../journal/entry.ts';

/** What became of a step. `waiting`: its condition does not hold yet. */
export type StepOutcome = 'applied' | 'failed' | 'drifted' | 'not_applied' | 'unknown' | 'waiting';

const outcomes = ['applied', 'failed', 'drifted', 'not_applied', 'unknown', 'waiting', 'stopped', 'declined'] as const;

/** What became of a change. */
export type Outcome = (typeof outcomes)[number];

export interface StepReceipt {
  readonly step: number;
  readonly operation: string;
  readonly outcome: StepOutcome;
  /** The input as it was sent, where it took values from earlier steps. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly sent_at?: string;
  readonly settled_at: string;
  /** The provider's answer, secrets removed. */
  readonly result?: unknown;
  /** The state read back. */
  readonly state?: unknown;
  /** What a person should know: why it failed, what differs, where to look. */
  readonly note?: string;
}

/** What became of a change, and of each of its steps. */
export interface Receipt {
  readonly change: string;
  readonly outcome: Outcome;
  readonly at: string;
  readonly steps: readonly StepReceipt[];
}

/** How far a change is, as the journal tells. */
export interface Progress {
  readonly proposed: EntryOf<'proposed'> | undefined;
  /** The last word on each step, by step. */
  readonly settled: ReadonlyMap<number, EntryOf<'settled'>>;
  /** Sent, and never heard of again. */
  readonly underWay: EntryOf<'sending'> | undefined;
  /** Set once it is over; a batch that stopped or waits is not. */
  readonly outcome: Outcome | undefined;
  readonly declined: EntryOf<'declined'> | undefined;
  /** False after a step was settled and the process died before it was written down how the change stands. */
  readonly isConcluded: boolean;
}

const resumable: readonly Outcome[] = ['stopped', 'waiting'];

/** `steps`: how many the change has, where that is known; then how it stands follows from them. */
export function progressIn(entries: readonly Entry[], steps?: number): Progress {
  const settled = new Map<number, EntryOf<'settled'>>();
  let underWay: EntryOf<'sending'> | undefined;
  let proposed: EntryOf<'proposed'> | undefined;
  let declined: EntryOf<'declined'> | undefined;
  let outcome: Outcome | undefined;
  let isConcluded = true;
  for (const entry of entries) {
    if (entry.type === 'proposed') proposed ??= entry;
    if (entry.type === 'sending') underWay = entry;
    if (entry.type === 'settled') {
      settled.set(entry.step, entry);
      isConcluded = false;
      if (underWay?.step === entry.step) underWay = undefined;
    }
    if (entry.type === 'declined') declined = entry;
    if (entry.type === 'receipt') {
      outcome = outcomes.find((each) => each === entry.outcome) ?? outcome;
      isConcluded = true;
    }
  }
  const isEnded = outcome !== undefined && !resumable.includes(outcome);
  if (!isEnded && !isConcluded && steps !== undefined) outcome = outcomeOf(steps, settled.values());
  // What was over stays over, whatever is said of its steps afterwards.
  isConcluded ||= isEnded;
  return { proposed, settled, underWay, outcome: declined ? 'declined' : outcome, declined, isConcluded };
}

export function isOver({ outcome }: Progress): boolean {
  return outcome !== undefined && !resumable.includes(outcome);
}

/** Steps that are done, which are not sent again. */
export function appliedSteps({ settled }: Progress): number[] {
  return [...settled.values()].filter(({ outcome }) => outcome === 'applied').map(({ step }) => step);
}

type Settled = Pick<EntryOf<'settled'>, 'step' | 'outcome' | 'sent'>;

/** What became of the whole, once no further step is sent now. */
export function outcomeOf(steps: number, settled: Iterable<Settled>): Outcome {
  const all = [...settled].sort((a, b) => a.step - b.step);
  const last = all.at(-1);
  const applied = all.filter(({ outcome }) => outcome === 'applied').length;
  if (applied === steps) return 'applied';
  if (!last) return 'not_applied';
  if (last.outcome === 'waiting') return 'waiting';
  if (last.outcome === 'applied') return 'stopped';
  // A request that has left is never repeated, so such a change is over, however much of it was applied.
  if (last.sent) return last.outcome as Outcome;
  // What could not be read or was not at hand may be there the next time; what drifted has to be looked at again.
  return applied > 0 || last.outcome === 'failed' ? 'stopped' : (last.outcome as Outcome);
}

/** The receipts that are stored, as far as they are what the journal has the digests of. */
export function soundReceipts(texts: ReadonlyMap<number, string>, { settled }: Progress): StepReceipt[] {
  return [...texts]
    .filter(([step, text]) => settled.get(step)?.receipt === sha256(text))
    .map(([, text]) => JSON.parse(text) as StepReceipt);
}
