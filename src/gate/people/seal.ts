import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson, sha256 } from '../../internal/canonical.ts';
import type { Agreement, Seal } from '../journal/agreement.ts';
import { isSignedBy } from './keys.ts';

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
  // A line of the journal may hold anything.
  if (!isObject(agreement) || !isObject(seal)) return 'is of an unknown kind';
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
  const [given, made] = [Buffer.from(typeof a === 'string' ? a : ''), Buffer.from(b)];
  return given.length === made.length && timingSafeEqual(given, made);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
