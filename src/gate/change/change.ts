import { randomBytes } from 'node:crypto';
import type { OperationCall, Risk } from '../../catalogue/define.ts';
import { InputError } from '../../errors.ts';
import { digestOf } from '../../internal/canonical.ts';
import type { ProviderId } from '../../providers/index.ts';
import type { Actor } from '../journal/entry.ts';
import type { Requirement } from '../policy/decide.ts';

export type Json = Readonly<Record<string, unknown>>;

/** One field that a step changes, by its dotted name. */
export interface FieldChange {
  readonly field: string;
  /** Absent where nothing was there, or nothing shows what was. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** One call of one operation, and what was known when it was proposed. */
export interface Step {
  readonly operation: string;
  readonly risk: Risk;
  readonly input: Json;
  /** What is changed, in words. */
  readonly target: string;
  /** The read that shows the state, and what it answered; null where there was nothing. */
  readonly read?: OperationCall;
  readonly state?: unknown;
  readonly effect: readonly FieldChange[];
  /** What else is touched, in sentences. */
  readonly impact: readonly string[];
  /** Why it cannot be undone; absent where it can. */
  readonly irreversible?: string;
  /** True when the answer will hold a secret, so that a place for it must be chosen. */
  readonly reveals?: true;
  /** Input whose words came from a provider's answer rather than from whoever proposes. */
  readonly hearsay?: readonly string[];
}

/** The organisation that a change is about, as it was reached when the change was proposed. */
export interface Destination {
  readonly name: string;
  readonly provider: ProviderId;
  readonly base_url: string;
  /** Where the credential comes from, in words: another source may be another organisation. */
  readonly credential: string;
}

/** A proposed write. Every field is covered by the digest, and so by the approval. */
export interface Change {
  readonly version: 1;
  readonly id: string;
  readonly connection: Destination;
  readonly steps: readonly Step[];
  readonly requirement: Requirement;
  /** Hash of the policy in force. */
  readonly policy: string;
  readonly proposer: Actor;
  readonly proposed_at: string;
  readonly expires_at: string;
  /** Why, in the proposer's words. */
  readonly reason?: string;
  /** The change that this one takes back. */
  readonly undoes?: string;
}

/** What became of a change. */
export type Outcome = 'applied' | 'failed' | 'drifted' | 'stopped' | 'declined' | 'not_applied' | 'unknown';

export interface StepReceipt {
  readonly step: number;
  readonly operation: string;
  readonly outcome: 'applied' | 'failed' | 'drifted' | 'not_applied' | 'unknown';
  readonly sent_at?: string;
  readonly settled_at: string;
  /** The provider's answer, secrets removed. */
  readonly result?: unknown;
  /** The state read back. */
  readonly state?: unknown;
  /** What a person should know: why it failed, what differs, where to look. */
  readonly note?: string;
}

export interface Receipt {
  readonly change: string;
  readonly digest: string;
  readonly outcome: Outcome;
  readonly at: string;
  readonly by: Actor;
  readonly steps: readonly StepReceipt[];
  readonly note?: string;
}

export type Status = 'proposed' | 'approved' | 'expired' | 'applying' | Outcome;

export function newChangeId(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return `chg_${[...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('')}`;
}

/** An id that names a file; anything else is refused before a path is made of it. */
export function checkChangeId(id: string): string {
  if (/^chg_[a-z0-9]{12}$/.test(id)) return id;
  throw new InputError('change_id', `«${id.slice(0, 40)}» is not the id of a change.`, {
    hint: 'Ids look like chg_ with twelve letters and digits. There is a list of them.',
    advice: { action: 'list_changes' },
  });
}

export function digestOfChange(change: Change): string {
  return digestOf(change);
}
