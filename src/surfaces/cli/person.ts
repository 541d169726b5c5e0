import { userInfo } from 'node:os';
import { InputError, PolicyError } from '../../errors.ts';
import type { Change } from '../../gate/change/change.ts';
import type { Gate } from '../../gate/gate.ts';
import type { Consent } from '../../gate/lifecycle/approve.ts';
import { confirmationOf } from '../../gate/lifecycle/describe.ts';
import { chooseApprover, unlockApprover } from '../../gate/people/approvers.ts';
import type { UnlockedKey } from '../../gate/people/keys.ts';
import type { Requirement } from '../../gate/policy/decide.ts';

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

/** Asks a person for their yes by the channel that the change needs. Undefined when they would rather not. */
export async function askForConsent(
  change: Change,
  requirement: Requirement,
  gate: Gate,
  options: { readonly as?: string; readonly reveal?: string; readonly sign?: boolean },
): Promise<Consent | undefined> {
  const reveal = await placeForSecret(change, options.reveal);
  if (requirement.channel === 'signature' || options.sign) {
    const key = await unlockWithPassphrase(gate, options.as);
    return key && { channel: 'signature', key, ...reveal };
  }
  const wanted = confirmationOf(change);
  const typed = await askText(`Type ${wanted} to approve this change; leave it empty to let it wait`);
  if (typed === undefined || typed.trim() === '') return undefined;
  if (typed.trim() !== wanted) {
    throw new InputError('confirmation_differs', `That is not ${wanted}; nothing was approved.`, {
      hint: `Try again: steward approve ${change.id}`,
    });
  }
  return { channel: 'terminal', approver: userInfo().username, ...reveal };
}

/** The key of an approver, unlocked by what they type. Undefined when they type nothing. */
export async function unlockWithPassphrase(gate: Gate, as: string | undefined): Promise<UnlockedKey | undefined> {
  const { approvers } = gate.policy();
  const { name } = chooseApprover(approvers, as);
  const passphrase = await askSecret(`Passphrase of ${name}`);
  if (!passphrase) return undefined;
  return unlockApprover(approvers, name, passphrase, { places: gate.places, now: gate.now() });
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

async function placeForSecret(change: Change, chosen: string | undefined): Promise<{ reveal?: string }> {
  if (chosen !== undefined) return { reveal: chosen };
  if (!change.steps.some(({ reveals }) => reveals)) return {};
  const typed = await askText('Where does the secret go? terminal, keychain:NAME or file:/path (terminal)');
  return { reveal: typed?.trim() || 'terminal' };
}
