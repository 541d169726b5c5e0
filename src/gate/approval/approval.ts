import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { canonicalJson, sha256 } from '../../internal/canonical.ts';
import type { Change } from '../change/change.ts';
import type { Approver } from '../people/approvers.ts';
import { isSignedBy, type UnlockedKey } from '../people/keys.ts';
import type { Requirement } from '../policy/decide.ts';
import { type Channel, channels } from '../policy/schema.ts';
import { readIfThere, type StateFolder, writeOnce, writeWhole } from '../state/folder.ts';

/** What a person agrees to. The place for a secret is part of it: whoever agrees chooses where it goes. */
export interface Agreement {
  readonly change: string;
  readonly digest: string;
  readonly channel: Channel;
  /** The name of an enrolled approver, or of the account at the terminal. */
  readonly approver: string;
  readonly at: string;
  readonly reveal?: string;
}

/** How an agreement is known to be what it was: an approver's signature, or the seal of this installation. */
export type Seal = { readonly signature: string } | { readonly mac: string };

export interface Approval extends Agreement {
  readonly seal: Seal;
}

/** Approvals as files, one for each approver and change. */
export class ApprovalStore {
  readonly #folder: StateFolder;

  constructor(folder: StateFolder) {
    this.#folder = folder;
  }

  /** Keeps an agreement by the weaker channels, sealed with this installation's key. */
  addSealed(agreement: Agreement): Approval {
    return this.#add({ ...agreement, seal: { mac: this.#mac(agreement) } });
  }

  addSigned(agreement: Agreement, key: UnlockedKey): Approval {
    return this.#add({ ...agreement, seal: { signature: key.sign('approve change', agreement) } });
  }

  /** The approvals of a change that are what they say: unforged, of this digest, given before it expired. */
  of(change: Change, digest: string, approvers: readonly Approver[]): Approval[] {
    return readdirSync(this.#folder.file('approvals'))
      .filter((name) => name.startsWith(`${change.id}.`) && name.endsWith('.json'))
      .map((name) => parse(readIfThere(this.#folder.file('approvals', name))))
      .filter(
        (approval): approval is Approval => approval !== undefined && this.#holds(approval, change, digest, approvers),
      );
  }

  #holds(approval: Approval, change: Change, digest: string, approvers: readonly Approver[]): boolean {
    const { seal, ...agreement } = approval;
    if (approval.change !== change.id || approval.digest !== digest) return false;
    if (
      !(Date.parse(approval.at) <= Date.parse(change.expires_at)) ||
      Date.parse(approval.at) < Date.parse(change.proposed_at)
    )
      return false;
    if (approval.channel === 'signature') {
      const approver = approvers.find(({ name }) => name === approval.approver);
      return (
        approver !== undefined &&
        'signature' in seal &&
        isSignedBy(approver, 'approve change', agreement, seal.signature)
      );
    }
    return channels.includes(approval.channel) && 'mac' in seal && isEqual(seal.mac, this.#mac(agreement));
  }

  #add(approval: Approval): Approval {
    const person = sha256(`${approval.channel} ${approval.approver}`).slice(0, 12);
    writeWhole(this.#folder.file('approvals', `${approval.change}.${person}.json`), `${JSON.stringify(approval)}\n`);
    return approval;
  }

  #mac(agreement: Agreement): string {
    return createHmac('sha256', this.#sealKey()).update(canonicalJson(agreement)).digest('hex');
  }

  #sealKey(): string {
    const file = this.#folder.file('approvals', '.seal');
    const known = readIfThere(file);
    if (known !== undefined) return known;
    writeOnce(file, randomBytes(32).toString('hex'));
    return readIfThere(file) ?? '';
  }
}

/** What is still missing, as a sentence; undefined when the approvals satisfy the requirement. */
export function missingFrom(
  approvals: readonly Approval[],
  { channel, people }: Requirement,
  approvers: readonly Approver[],
): string | undefined {
  const strong = approvals.filter((approval) => channels.indexOf(approval.channel) >= channels.indexOf(channel));
  const persons = new Set(strong.map((approval) => personOf(approval, approvers)));
  if (persons.size >= people) return undefined;
  const more = people - persons.size;
  return `${more === 1 ? 'one approval' : `${more} approvals`} by ${channel}${people > 1 ? `, of ${people} different people` : ''}`;
}

/** One key is one person, under however many names it is enrolled; without a key, the account is. */
function personOf({ channel, approver }: Approval, approvers: readonly Approver[]): string {
  const enrolled = channel === 'signature' ? approvers.find(({ name }) => name === approver) : undefined;
  return enrolled ? `key ${enrolled.public_key}` : `account ${approver}`;
}

function parse(text: string | undefined): Approval | undefined {
  try {
    const approval = JSON.parse(text ?? '') as Approval;
    return typeof approval.seal === 'object' && approval.seal !== null ? approval : undefined;
  } catch {
    return undefined;
  }
}

function isEqual(a: unknown, b: string): boolean {
  if (typeof a !== 'string' || a.length !== b.length) return false;
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
