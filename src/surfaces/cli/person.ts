import { userInfo } from 'node:os';
import { InputError, PolicyError } from '../../errors.ts';
import type { Shown } from '../../gate/change/shown.ts';
import type { Gate } from '../../gate/gate.ts';
import type { Consent } from '../../gate/lifecycle/approve.ts';
import { confirmationOf } from '../../gate/lifecycle/describe.ts';
import { withPlace } from '../../gate/lifecycle/show.ts';
import { chooseApprover, unlockApprover } from '../../gate/people/approvers.ts';
import type { UnlockedKey } from '../../gate/people/keys.ts';
import { harmless } from '../views/harmless.ts';

/** True where somebody can be asked: both ends are a terminal. */
export function isPersonThere(): boolean {
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

/** @throws PolicyError without a terminal: no flag, variable or pipe stands in for a person. */
export function requirePerson(what: string): void {
  if (isPersonThere()) return;
  throw new PolicyError('person_needed', `${what} takes a person at a terminal.`, {
    hint: 'Run the same command in a terminal of your own. There is no flag or variable that replaces it.',
  });
}

/** Asks a person for their yes to what was shown, by the channel that it needs. Undefined when they would rather not. */
export async function askForConsent(
  shown: Shown,
  gate: Gate,
  options: { readonly as?: string; readonly sign?: boolean },
): Promise<Consent | undefined> {
  if (shown.requirement.channel === 'signature' || options.sign) {
    const key = await unlockWithPassphrase(gate, options.as);
    return key && { channel: 'signature', key };
  }
  return typedConsent('approve this change', confirmationOf(shown));
}

/** The same for what is no change: a signature where approvers are enrolled, else a typed word. */
export async function ownConsent(
  what: string,
  word: string,
  gate: Gate,
  as: string | undefined,
): Promise<Consent | undefined> {
  if ((await gate.policy()).approvers.list.length === 0) return typedConsent(harmless(what), word);
  const key = await unlockWithPassphrase(gate, as, ` to ${harmless(what)}`);
  return key && { channel: 'signature', key };
}

async function typedConsent(what: string, word: string): Promise<Consent | undefined> {
  const typed = await askText(`Type ${word} to ${what}; leave it empty to let it wait`);
  if (typed === undefined || typed.trim() === '') return undefined;
  if (typed.trim() !== word) {
    throw new InputError('confirmation_differs', `That is not ${word}; nothing was approved.`, {
      hint: 'Try again with the same command.',
    });
  }
  return { channel: 'terminal', approver: userInfo().username };
}

/** The key of an approver, unlocked by what they type. Undefined when they type nothing. */
export async function unlockWithPassphrase(
  gate: Gate,
  as: string | undefined,
  purpose = '',
): Promise<UnlockedKey | undefined> {
  const { approvers } = await gate.policy();
  const { name } = chooseApprover(approvers, as);
  const passphrase = await askSecret(`Passphrase of ${name}${purpose}`);
  if (!passphrase) return undefined;
  return unlockApprover(approvers, name, passphrase, { places: gate.places, now: gate.now() });
}

/** What was shown, with the place that the person chose for the secret in the answer. */
export async function withChosenPlace(shown: Shown, chosen: string | undefined): Promise<Shown> {
  if (chosen !== undefined || !shown.steps.some(({ reveals }) => reveals)) return withPlace(shown, chosen ?? null);
  const typed = await askText('Where does the secret go? terminal, keychain:NAME or file:/path (terminal)');
  return withPlace(shown, typed?.trim() || 'terminal');
}

export async function askText(message: string): Promise<string | undefined> {
  const { text, isCancel } = await import('@clack/prompts');
  const typed = await text({ message });
  return isCancel(typed) ? undefined : (typed ?? '');
}

export async function askSecret(message: string): Promise<string | undefined> {
  const { password, isCancel } = await import('@clack/prompts');
  const typed = await password({ message });
  return isCancel(typed) ? undefined : (typed ?? '');
}
