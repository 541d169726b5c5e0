import { type Agreement, channels } from '../journal/agreement.ts';
import type { EntryOf } from '../journal/entry.ts';
import type { Approver } from '../people/approvers.ts';
import { faultIn } from '../people/seal.ts';
import type { Requirement } from '../policy/decide.ts';

/** What the approvals of a change have to be for, to count. */
export interface Wanted {
  readonly store: string;
  readonly change: string;
  /** The digest for a place that a secret goes to; approvals of one change may name different places. */
  readonly digestFor: (reveal: string | null) => string;
  readonly proposed_at: string;
  readonly expires_at: string;
}

/** The agreements that are what they say: of this store, this change, exactly what is shown, in time, and sealed. */
export function soundApprovals(
  entries: readonly EntryOf<'approved'>[],
  { store, change, digestFor, proposed_at, expires_at }: Wanted,
  approvers: readonly Approver[],
  storeKey: string,
): Agreement[] {
  return entries
    .filter(({ agreement, seal }) => {
      if (agreement?.purpose !== 'approve change' || agreement.v !== 1) return false;
      if (agreement.store !== store || agreement.change !== change) return false;
      if (agreement.digest !== digestFor(agreement.reveal)) return false;
      const at = Date.parse(agreement.at);
      if (!(at >= Date.parse(proposed_at) && at <= Date.parse(expires_at))) return false;
      const sealer = approvers.find(({ key }) => key === agreement.key);
      return channels.includes(agreement.channel) && faultIn(agreement, seal, sealer, storeKey) === undefined;
    })
    .map(({ agreement }) => agreement);
}

/** What is still missing, as the rest of «it needs …»; undefined when the approvals satisfy the requirement. */
export function missingFrom(approvals: readonly Agreement[], { channel, people }: Requirement): string | undefined {
  const strong = approvals.filter((approval) => channels.indexOf(approval.channel) >= channels.indexOf(channel));
  // One key is one person, under however many names; without keys nothing tells people apart.
  const persons = new Set(strong.map(({ key }) => key ?? 'no key'));
  if (persons.size >= people) return undefined;
  const more = people - persons.size;
  return `${more === 1 ? 'one approval' : `${more} approvals`} by ${channel}${people > 1 ? `, of ${people} different people` : ''}`;
}
