import type { Advice, Naming, Notice, StewardError } from '../../errors.ts';
import { commandOf } from './describe-operation.ts';

/** What a person types to follow advice. */
export function commandFor(advice: Advice): string {
  switch (advice.action) {
    case 'approve':
      return `steward approve ${advice.change}`;
    case 'show_change':
      return `steward changes ${advice.change}`;
    case 'keep_key':
      return `steward auth add ${advice.entry}`;
    case 'run':
      return commandOf(advice.operation);
    default:
      return commands[advice.action];
  }
}

const commands = {
  acknowledge_loss: 'steward journal acknowledge',
  carry_over_approvers: 'steward approvals carry-over',
  check_keys: 'steward doctor',
  enroll: 'steward approvals enroll NAME',
  explain_policy: 'steward policy explain OPERATION',
  list_changes: 'steward changes',
  list_operations: 'steward operations',
  list_reports: 'steward operations --reports',
  propose: 'steward propose OPERATION',
  read_journal: 'steward journal',
  resume: 'steward resume',
  run_sandbox: 'steward sandbox',
  sign_policy: 'steward policy sign',
  trust_config: 'steward trust',
  try_sandbox: 'add --sandbox',
  verify_journal: 'steward journal verify',
  write_policy: 'steward policy init',
} as const;

/** A notice as one text: its last sentence leads up to how it is done. */
export function noticeText({ text, advice }: Notice, how: (advice: Advice) => string): string {
  return advice ? `${text.replace(/\.$/, '')}: ${how(advice)}` : text;
}

/** An error as a door says it. */
export interface Said {
  readonly message: string;
  readonly hint: string | undefined;
}

/** What went wrong and what to do next, with parameters and advice in the words of a door. */
export function errorText(error: StewardError, name: Naming, how: (advice: Advice) => string): Said {
  const { message, hint } = error.named(name);
  const { advice } = error;
  return { message, hint: hint === undefined ? undefined : noticeText({ text: hint, ...(advice && { advice }) }, how) };
}
