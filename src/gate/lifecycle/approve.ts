import { InputError, PolicyError } from '../../errors.ts';
import { redactSecrets } from '../../internal/redact.ts';
import type { Agreement, Approval } from '../approval/approval.ts';
import { missingFrom } from '../approval/approval.ts';
import type { Change } from '../change/change.ts';
import type { StoredChange } from '../change/store.ts';
import type { Gate } from '../gate.ts';
import type { UnlockedKey } from '../people/keys.ts';
import type { Requirement } from '../policy/decide.ts';
import { channels } from '../policy/schema.ts';
import { requirementNow } from './propose.ts';
import { refuseUnusablePlace } from './reveal.ts';

/** How a person said yes, which the surface that asked them knows. */
export type Consent =
  | { readonly channel: 'signature'; readonly key: UnlockedKey; readonly reveal?: string }
  | { readonly channel: 'terminal' | 'elicitation'; readonly approver: string; readonly reveal?: string };

/** A change that waits, and what it waits for. */
export interface Pending extends StoredChange {
  readonly requirement: Requirement;
  readonly approvals: readonly Approval[];
  /** What is missing; undefined when it can be applied. */
  readonly missing: string | undefined;
}

/**
 * A change that can still be approved or applied.
 * @throws PolicyError when it is past that, or the policy has changed since it was proposed.
 */
export function pending(gate: Gate, id: string): Pending {
  const stored = gate.changes.get(id);
  const { change, digest, stage } = stored;
  refuseSettled(gate, change, stage);
  const policy = gate.policy();
  if (policy.hash !== change.policy) {
    throw new PolicyError(
      'policy_changed',
      `The policy has changed since ${id} was proposed, so it no longer counts.`,
      {
        hint: 'Propose it again under the policy of now. Nothing was sent.',
      },
    );
  }
  const requirement = requirementNow(change, policy, gate);
  const approvals = gate.approvals.of(change, digest, policy.approvers.list);
  const missing = missingFrom(approvals, requirement, policy.approvers.list);
  return { ...stored, requirement, approvals, missing };
}

/**
 * Keeps a person's yes to exactly this change.
 * @throws PolicyError when the channel is weaker than what policy asks for, or the change can no longer be approved.
 */
export function approve(gate: Gate, id: string, consent: Consent): Pending {
  const { change, digest, requirement } = pending(gate, id);
  const name = consent.channel === 'signature' ? consent.key.name : consent.approver;
  if (channels.indexOf(consent.channel) < channels.indexOf(requirement.channel)) {
    throw new PolicyError(
      'channel_too_weak',
      `${id} needs approval by ${requirement.channel}, not by ${consent.channel}.`,
      {
        hint: 'A person approves it at a terminal.',
        advice: { action: 'approve', change: id },
      },
    );
  }
  refuseUnusablePlace(change, consent.reveal);
  const agreement: Agreement = {
    change: id,
    digest,
    channel: consent.channel,
    approver: name,
    at: gate.now().toISOString(),
    ...(consent.reveal !== undefined && { reveal: consent.reveal }),
  };
  const approval =
    consent.channel === 'signature'
      ? gate.approvals.addSigned(agreement, consent.key)
      : gate.approvals.addSealed(agreement);
  const { channel, approver, seal } = approval;
  gate.journal.append({ type: 'approved', change: id, digest, channel, approver, seal });
  return pending(gate, id);
}

/** Closes a change for good; anybody may, since nothing is sent. */
export function decline(gate: Gate, id: string, why?: string): void {
  const reason = why === undefined ? undefined : redactSecrets(why);
  const { change, digest, stage } = gate.changes.get(id);
  refuseSettled(gate, { ...change, expires_at: '9999-01-01T00:00:00Z' }, stage);
  const at = gate.now().toISOString();
  const note = reason === undefined ? {} : { note: reason };
  if (!gate.changes.move(id, 'open', 'closed')) throw notOpen(id);
  gate.changes.writeReceipt({ change: id, digest, outcome: 'declined', at, by: gate.who, steps: [], ...note });
  gate.journal.append({ type: 'declined', change: id, ...(reason !== undefined && { reason }) });
}

function refuseSettled(gate: Gate, { id, expires_at }: Change, stage: StoredChange['stage']): void {
  if (stage === 'applying') {
    throw new PolicyError('change_applying', `${id} is being applied.`, {
      hint: 'Look how far it is.',
      advice: { action: 'show_change', change: id },
    });
  }
  if (stage === 'closed') {
    const outcome = gate.changes.receipt(id)?.outcome ?? 'closed';
    throw new PolicyError('change_closed', `${id} is ${outcome.replaceAll('_', ' ')}; an approval counts once.`, {
      hint: 'Propose a new change if it is still wanted. The receipt says what was done.',
      advice: { action: 'show_change', change: id },
    });
  }
  if (Date.parse(expires_at) > gate.now().getTime()) return;
  throw new PolicyError('change_expired', `${id} expired at ${expires_at}.`, {
    hint: 'Propose it again, so that it is held against the state of now.',
  });
}

function notOpen(id: string): InputError {
  return new InputError('change_moved', `${id} was taken up by another process in the meantime.`, {
    hint: 'Look what became of it.',
    advice: { action: 'show_change', change: id },
  });
}
