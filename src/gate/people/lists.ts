import { z } from 'zod';
import { digestOf } from '../../internal/canonical.ts';
import { once } from '../../internal/once.ts';
import { fingerprint, isSignedBy, type UnlockedKey } from './keys.ts';

const approver = z.strictObject({
  name: z.string(),
  /** How they agree; a passkey is the next kind. */
  kind: z.literal('passphrase'),
  /** Id of the key. */
  key: z.string(),
  /** Ed25519 public key, SPKI, base64. */
  public_key: z.base64(),
  enrolled_at: z.iso.datetime(),
});

export type Approver = z.output<typeof approver>;

const signature = z.strictObject({ key: z.string(), signature: z.base64() });

/** A list of approvers: who they are, which list it follows, and who of that list agreed to it. */
const listSchema = once(() =>
  z.strictObject({
    v: z.literal(2),
    /** 0 for the first. */
    seq: z.int().min(0),
    /** Digest of the list before; null for the first. */
    previous: z.string().nullable(),
    /** How many of its members have to agree to the next list. */
    threshold: z.int().min(1).max(5),
    approvers: z.array(approver).min(1),
    signatures: z.array(signature),
  }),
);

export type ApproverList = z.output<ReturnType<typeof listSchema>>;

/** Names a list: everything of it but the signatures. */
export function digestOfList({ signatures: _signatures, ...body }: ApproverList): string {
  return digestOf({ purpose: 'change approvers', ...body });
}

export function parseList(text: string): ApproverList | undefined {
  try {
    const { data } = listSchema().safeParse(JSON.parse(text));
    return data?.approvers.every(isNamedByItsKey) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** A list that follows another one, signed by these keys. */
export function nextList(
  previous: ApproverList | undefined,
  approvers: readonly Approver[],
  signing: readonly UnlockedKey[],
  threshold = previous?.threshold ?? 1,
): ApproverList {
  const body = {
    v: 2 as const,
    seq: previous ? previous.seq + 1 : 0,
    previous: previous ? digestOfList(previous) : null,
    threshold,
    approvers: [...approvers],
  };
  const signatures = signing.map((key) => ({ key: fingerprint(key), signature: key.sign(signable(body)) }));
  return { ...body, signatures };
}

/**
 * The list in force: the last of a chain in which each list was signed by members of the one before it, from the first
 * one on. `root` is the digest of the only list that may be first, though others may have come before it; where nothing
 * pins one, the first list vouches for itself.
 * @returns the list, or why there is none, as the end of a sentence.
 */
export function lastOfChain(
  lists: readonly (ApproverList | undefined)[],
  root: string | undefined,
): { readonly list: ApproverList } | { readonly problem: string } {
  const [first, ...rest] = lists;
  if (!first) return { problem: 'the first list of approvers is damaged' };
  if (root === undefined ? !isSignedByItself(first) : digestOfList(first) !== root) {
    return { problem: 'the first list of approvers is not the one that trust is anchored in' };
  }
  if (root === undefined && first.seq !== 0) return { problem: 'the first lists of approvers are gone' };
  let last = first;
  for (const next of rest) {
    if (!next) return { problem: `the list of approvers after number ${last.seq} is damaged` };
    if (!follows(next, last))
      return { problem: `list ${next.seq} of approvers was not agreed to by those of the list before it` };
    last = next;
  }
  return { list: last };
}

function follows(next: ApproverList, last: ApproverList): boolean {
  if (next.seq !== last.seq + 1 || next.previous !== digestOfList(last)) return false;
  return signersOf(next, last.approvers).size >= last.threshold;
}

function isSignedByItself(list: ApproverList): boolean {
  return signersOf(list, list.approvers).size >= 1;
}

/** The keys of members who signed the list. */
function signersOf({ signatures, ...body }: ApproverList, members: readonly Approver[]): Set<string> {
  const valid = signatures.filter(({ key, signature }) => {
    const member = members.find((each) => each.key === key);
    return member !== undefined && isSignedBy(member, signable(body), signature);
  });
  return new Set(valid.map(({ key }) => key));
}

function signable(body: Omit<ApproverList, 'signatures'>) {
  return { purpose: 'change approvers', ...body };
}

function isNamedByItsKey({ key, public_key }: Approver): boolean {
  return key === fingerprint({ public_key });
}
