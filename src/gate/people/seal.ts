import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson, sha256 } from '../../internal/canonical.ts';
import type { Channel } from '../policy/schema.ts';
import { isSignedBy } from './keys.ts';

/** What a yes can be for. It is part of what is sealed, so that one can never stand for another. */
export type AgreementPurpose = 'approve change' | 'resume' | 'acknowledge loss';

/**
 * What a person agreed to. Its canonical bytes are what a key signs; their SHA-256 may serve as the challenge of a passkey.
 */
export interface Agreement {
  readonly purpose: AgreementPurpose;
  readonly v: 1;
  /** The one store in which it counts. */
  readonly store: string;
  /** Id of the change; for other purposes what they name in its place. */
  readonly change: string;
  /** Digest of exactly what was shown. */
  readonly digest: string;
  readonly channel: Channel;
  /** The name of an enrolled approver, or of the account or session that was asked. */
  readonly approver: string;
  /** Id of the key that seals it; null where no key does. */
  readonly key: string | null;
  /** Where a secret in the answer goes; absolute. Null where there is none. */
  readonly reveal: string | null;
  readonly at: string;
  readonly nonce: string;
}

/** How an agreement is known to be what it was: an approver's key, or a mark of this store, which its account could make. */
export type Seal =
  | { readonly kind: 'ed25519'; readonly signature: string }
  | { readonly kind: 'store'; readonly mac: string };

/** An enrolled person, as far as their seals are concerned. */
export interface Sealer {
  readonly name: string;
  /** Id of the key. */
  readonly key: string;
  readonly public_key: string;
}

/** The bytes that are sealed. */
export function bytesOf(agreement: Agreement): Buffer {
  return Buffer.from(canonicalJson(agreement));
}

/** SHA-256 of the bytes that are sealed. */
export function challengeOf(agreement: Agreement): string {
  return sha256(bytesOf(agreement));
}

/** What is wrong with a seal, as the end of a sentence that begins with it; undefined when it holds. */
export function faultIn(
  agreement: Agreement,
  seal: Seal,
  sealer: Sealer | undefined,
  storeKey: string | undefined,
): string | undefined {
  if (seal.kind === 'ed25519') {
    if (agreement.channel !== 'signature') return 'is a signature where none was asked for';
    if (!sealer || sealer.key !== agreement.key) return 'is by a key that no list of approvers has';
    if (sealer.name !== agreement.approver) return 'is by the key of somebody else';
    return isSignedBy(sealer, agreement, seal.signature) ? undefined : 'is not a signature of what was agreed to';
  }
  if (seal.kind !== 'store') return 'is of an unknown kind';
  if (agreement.channel === 'signature' || agreement.key !== null) return 'has no signature';
  if (storeKey === undefined) return 'can be checked with its store only';
  return isEqual(seal.mac, macOf(agreement, storeKey)) ? undefined : 'was not made by this store';
}

export function macOf(agreement: Agreement, storeKey: string): string {
  return createHmac('sha256', storeKey).update(bytesOf(agreement)).digest('hex');
}

function isEqual(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
