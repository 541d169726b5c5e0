import { randomBytes } from 'node:crypto';
import { InputError, PolicyError } from '../../errors.ts';
import { digestOf } from '../../internal/canonical.ts';
import type { Gate } from '../gate.ts';
import type { Agreement, AgreementPurpose, Seal } from '../journal/agreement.ts';
import { isStopped } from '../people/stopped.ts';
import { noEntry } from '../state/head.ts';
import { lossOf, markIn } from '../state/loss.ts';
import { type Consent, sealed, sealerOf } from './approve.ts';

/** Anybody may stop everything that is not sent yet. */
export async function stop(gate: Gate, reason?: string): Promise<void> {
  await gate.journal.append({ type: 'stopped', ...(reason !== undefined && { reason }) });
}

/**
 * Lets Steward go on after a stop, as a person agrees.
 * @throws PolicyError when approvers are enrolled and none of them signs; InputError when nothing is stopped.
 */
export async function resume(gate: Gate, consent: Consent): Promise<void> {
  const stopped = await gate.store.look((tables) => isStopped(tables, gate));
  if (!stopped) {
    throw new InputError('not_stopped', 'Nothing is stopped.', { hint: 'There is nothing to resume.' });
  }
  await refuseUnsigned(gate, consent);
  const { agreement, seal } = await agreed('resume', stopped.hash, consent, gate);
  await gate.journal.append({ type: 'resumed', agreement, seal });
}

/**
 * Goes on with a store of which something is missing, or that is a copy, as a person agrees. It becomes a store of its own:
 * no approval given so far counts in it.
 */
export async function acknowledgeLoss(gate: Gate, consent: Consent): Promise<string> {
  const { outside } = gate.store;
  const loss = await gate.store.look((tables) => lossOf(tables, outside));
  if (loss === undefined) {
    throw new InputError('nothing_lost', 'Nothing is missing from the state database.', {
      hint: 'There is nothing to acknowledge.',
    });
  }
  await refuseUnsigned(gate, consent);
  const { seq: entries, hash: head } = markIn(outside.mark) ?? noEntry;
  const { agreement, seal } = await agreed('acknowledge loss', digestOf({ loss, entries, head }), consent, gate);
  await gate.journal.append({ type: 'acknowledged', entries, head, agreement, seal });
  await gate.store.renew();
  return loss;
}

async function agreed(
  purpose: AgreementPurpose,
  digest: string,
  consent: Consent,
  gate: Gate,
): Promise<{ agreement: Agreement; seal: Seal }> {
  const agreement: Agreement = {
    purpose,
    v: 1,
    store: gate.store.id,
    change: purpose,
    digest,
    ...sealerOf(consent),
    reveal: null,
    at: gate.now().toISOString(),
    nonce: randomBytes(16).toString('hex'),
  };
  return { agreement, seal: await sealed(agreement, consent, gate) };
}

async function refuseUnsigned(gate: Gate, { channel }: Consent): Promise<void> {
  const { approvers } = await gate.policy();
  if (channel === 'signature' || (approvers.list.length === 0 && channel === 'terminal')) return;
  throw new PolicyError('channel_too_weak', 'That takes the signature of an approver.', {
    hint: 'One of those who are enrolled does it, at a terminal.',
  });
}
