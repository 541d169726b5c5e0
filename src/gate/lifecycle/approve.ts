import { randomBytes } from 'node:crypto';
import { InputError, PolicyError } from '../../errors.ts';
import { redactSecrets } from '../../internal/redact.ts';
import { missingFrom, soundApprovals } from '../approval/approvals.ts';
import type { PlannedStep } from '../change/plan.ts';
import { isOver } from '../change/progress.ts';
import type { ChangeRecord } from '../change/record.ts';
import { digestOfShown, type Shown } from '../change/shown.ts';
import type { Gate } from '../gate.ts';
import { type Agreement, channels, type Seal } from '../journal/agreement.ts';
import { type EntryOf, entriesIn } from '../journal/entry.ts';
import type { Approver } from '../people/approvers.ts';
import type { UnlockedKey } from '../people/keys.ts';
import { fingerprint } from '../people/keys.ts';
import { macOf } from '../people/seal.ts';
import type { Reach } from '../reach.ts';
import type { Reading } from '../state/store.ts';
import { storeKeyOf } from '../state/store-key.ts';
import { findChange } from './find.ts';
import { chosenPlace } from './reveal.ts';
import { refuseDrifted, show } from './show.ts';

/** How a person said yes, which the surface that asked them knows. */
export type Consent =
  | { readonly channel: 'signature'; readonly key: UnlockedKey }
  | { readonly channel: 'terminal' | 'elicitation'; readonly approver: string };

/**
 * Keeps a person's yes to exactly what they were shown.
 * @returns what is still missing before it can be applied; undefined when nothing is.
 * @throws PolicyError when what is there now is not what was shown, the channel is weaker than what policy asks for, or the
 * change can no longer be approved.
 */
export async function approve(shown: Shown, consent: Consent, reach: Reach): Promise<string | undefined> {
  return reach.gate.noting({ change: shown.record.id }, () => keepConsent(shown, consent, reach));
}

async function keepConsent(shown: Shown, consent: Consent, reach: Reach): Promise<string | undefined> {
  const { gate } = reach;
  const { id } = shown.record;
  const reveal = chosenPlace(shown, shown.reveal);
  const now = await show(id, reach, reveal);
  if (now.digest !== shown.digest) throw notWhatWasShown(id);
  refuseDrifted(now);
  refuseWeak(consent, now);
  const agreement: Agreement = {
    purpose: 'approve change',
    v: 1,
    store: gate.store.id,
    change: id,
    digest: now.digest,
    ...sealerOf(consent),
    reveal,
    at: gate.now().toISOString(),
    nonce: randomBytes(16).toString('hex'),
  };
  const seal = await sealed(agreement, consent, gate);
  const policy = await gate.policy();
  const storeKey = await storeKeyOf(gate.store);
  return gate.store.alone(async (tables) => {
    await gate.journal.within(tables, { type: 'approved', change: id, agreement, seal });
    const given = await approvalsIn(tables, now.record, now.steps, policy.approvers.list, storeKey);
    return missingFrom(given, now.requirement);
  });
}

/** The approvals of a change that count now. */
export async function approvalsIn(
  tables: Reading,
  record: ChangeRecord,
  steps: readonly PlannedStep[],
  approvers: readonly Approver[],
  storeKey: string,
): Promise<Agreement[]> {
  const entries = entriesIn(await tables.linesAbout(record.id));
  const approved = entries.filter((entry): entry is EntryOf<'approved'> => entry.type === 'approved');
  const { id: change, store, proposed_at, expires_at } = record;
  const digestFor = (reveal: string | null) => digestOfShown(record, steps, reveal);
  return soundApprovals(approved, { store, change, digestFor, proposed_at, expires_at }, approvers, storeKey);
}

/** A seal of a person's yes: their signature, or the mark of this store. */
export async function sealed(agreement: Agreement, consent: Consent, gate: Gate): Promise<Seal> {
  if (consent.channel === 'signature') return { kind: 'ed25519', signature: consent.key.sign(agreement) };
  return { kind: 'store', mac: macOf(agreement, await storeKeyOf(gate.store)) };
}

export function sealerOf(consent: Consent): Pick<Agreement, 'channel' | 'approver' | 'key'> {
  if (consent.channel !== 'signature') return { channel: consent.channel, approver: consent.approver, key: null };
  return { channel: 'signature', approver: consent.key.name, key: fingerprint(consent.key) };
}

function refuseWeak({ channel }: Consent, { record, requirement }: Shown): void {
  if (channels.indexOf(channel) >= channels.indexOf(requirement.channel)) return;
  throw new PolicyError(
    'channel_too_weak',
    `${record.id} needs approval by ${requirement.channel}, not by ${channel}.`,
    { hint: 'A person approves it at a terminal.', advice: { action: 'approve', change: record.id } },
  );
}

function notWhatWasShown(id: string): PolicyError {
  return new PolicyError('not_what_was_shown', `${id} is not what was shown any more; nothing was approved.`, {
    hint: 'Look at it again.',
  });
}

/** Closes a change for good; anybody may, since nothing is sent. */
export async function decline(gate: Gate, id: string, why?: string): Promise<void> {
  const reason = why === undefined ? undefined : redactSecrets(why);
  await gate.store.alone(async (tables) => {
    const { progress } = await findChange(tables, id, gate.store.id);
    if (progress.underWay) {
      throw new PolicyError('change_applying', `${id} is being applied.`, {
        hint: 'Look how far it is, and wait.',
        advice: { action: 'show_change', change: id },
      });
    }
    if (isOver(progress)) {
      throw new InputError('change_closed', `${id} is ${progress.outcome?.replaceAll('_', ' ')} already.`, {
        hint: 'There is nothing to decline.',
      });
    }
    await gate.journal.within(tables, { type: 'declined', change: id, ...(reason !== undefined && { reason }) });
  });
}
