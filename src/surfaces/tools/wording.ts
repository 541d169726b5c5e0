import type { Advice, Notice, StewardError } from '../../errors.ts';
import { commandFor, errorText, noticeText, type Said } from '../views/advice.ts';

/** How advice is followed from a conversation: by a tool where there is one, else by the user. */
function howTo(advice: Advice): string {
  switch (advice.action) {
    case 'list_operations':
    case 'list_reports':
      return 'find_operations';
    case 'propose':
      return 'propose_change';
    case 'run':
      return advice.operation;
    case 'try_sandbox':
      return 'the user can serve one with steward mcp --sandbox';
    default:
      return `the user runs in a terminal: ${commandFor(advice)}`;
  }
}

/** A notice with the tool that follows it, or with what to tell the user. */
export function noticed(notice: Notice): string {
  return noticeText(notice, howTo);
}

/** An error for a model, which writes parameters under their own names. */
export function worded(error: StewardError): Said {
  return errorText(error, (parameter) => parameter, howTo);
}
