import { type Entry, parseLine } from '../journal/entry.ts';
import { digestOfList, lastOfChain, parseList } from '../people/lists.ts';
import { faultIn, type Sealer } from '../people/seal.ts';
import { isPolicySigned, type PolicySignature } from '../policy/in-force.ts';
import { type Head, noEntry } from '../state/head.ts';
import { markIn } from '../state/loss.ts';
import type { Outside } from '../state/outside.ts';
import type { StoredEntry } from '../state/store.ts';

export interface Verdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly head: Head;
  /** How many seals were checked, and how many need their store to be checked. */
  readonly seals: { readonly held: number; readonly unchecked: number };
  /** The first thing that is wrong: which line, and what. */
  readonly problem?: { readonly line: number; readonly what: string };
}

export interface Against {
  /** The hash of an entry that was kept elsewhere. */
  readonly anchor?: string | undefined;
  /** What the store remembers outside of itself. */
  readonly outside?: Outside;
  /** The lists of approvers, to check signatures against; without them signatures cannot be checked. */
  readonly lists?: readonly string[];
  /** Digest of the first list, where it is pinned. */
  readonly root?: string | undefined;
  /** The store's own key, to check the marks of the weaker channels. */
  readonly storeKey?: string | undefined;
}

/**
 * Follows the chain from its first entry to its last, and checks every seal. An edited byte, an entry removed, moved or
 * put in breaks it. A tail rewritten by somebody who knows the form is noticed only against a hash kept elsewhere.
 */
export async function verifyJournal(
  lines: AsyncIterable<string | StoredEntry> | Iterable<string | StoredEntry>,
  against: Against = {},
): Promise<Verdict> {
  const sealers = sealersIn(against);
  const seals = { held: 0, unchecked: 0 };
  const hashes = new Set<string>();
  const mark = against.outside && (markIn(against.outside.mark) ?? 'gone');
  let head: Head = noEntry;
  let line = 0;
  const broken = (what: string): Verdict => ({
    intact: false,
    entries: head.seq,
    head: { seq: head.seq, hash: head.hash },
    seals,
    problem: { line, what },
  });
  if (sealers === undefined) return broken('the lists of approvers are not what their members agreed to');
  for await (const each of lines) {
    line += 1;
    const entry = parseLine(typeof each === 'string' ? each : each.line);
    const wrong = typeof entry === 'string' ? entry : (breakIn(entry, head) ?? misfiled(entry, each));
    if (wrong !== undefined) return broken(wrong);
    head = { seq: (entry as Entry).seq, hash: (entry as Entry).hash };
    hashes.add(head.hash);
    const fault = faultOfSeal(entry as Entry, sealers, against.storeKey, seals);
    if (fault !== undefined) return broken(fault);
  }
  if (mark === 'gone' && head.seq > 0) return broken('what is remembered of it outside is gone');
  if (typeof mark === 'object' && mark.seq > 0 && !hashes.has(mark.hash)) {
    return broken(`entries up to ${mark.seq} were written, and are gone`);
  }
  if (against.anchor !== undefined && !hashes.has(against.anchor)) {
    return broken('no entry has the anchored hash: the journal was rewritten or cut');
  }
  return { intact: true, entries: head.seq, head, seals };
}

function breakIn(entry: Entry, head: Head): string | undefined {
  if (entry.seq !== head.seq + 1) return `is entry ${entry.seq}, where ${head.seq + 1} should stand`;
  if (entry.type === 'lost') return `says that entries up to ${entry.entries} were written, and are gone`;
  return entry.prev === head.hash ? undefined : 'does not follow the entry before it';
}

/** An entry that is filed as something else is not found by whoever looks for it. */
function misfiled(entry: Entry, filed: string | StoredEntry): string | undefined {
  if (typeof filed === 'string') return undefined;
  const change = 'change' in entry ? entry.change : undefined;
  const { seq, hash, at, type } = entry;
  const fits =
    filed.seq === seq && filed.hash === hash && filed.at === at && filed.type === type && filed.change === change;
  return fits ? undefined : 'is filed as something else than it is';
}

/** A seal is checked against everybody who was ever on a list: who was revoked since had agreed then. */
function faultOfSeal(
  entry: Entry,
  sealers: readonly Sealer[] | 'unknown',
  storeKey: string | undefined,
  seals: { held: number; unchecked: number },
): string | undefined {
  if (entry.type === 'policy_signed') return faultOfPolicySignature(entry, sealers, seals);
  // Approvals of versions that kept files have no agreement; nothing of theirs counts any more.
  if (!('agreement' in entry)) return undefined;
  const { agreement, seal } = entry;
  if (seal?.kind === 'store' ? storeKey === undefined : sealers === 'unknown') {
    seals.unchecked += 1;
    return undefined;
  }
  const sealer = sealers === 'unknown' ? undefined : sealers.find(({ key }) => key === agreement?.key);
  const fault = faultIn(agreement, seal, sealer, storeKey);
  if (fault !== undefined) return `has a seal that ${fault}`;
  seals.held += 1;
  return undefined;
}

function faultOfPolicySignature(
  entry: PolicySignature,
  sealers: readonly Sealer[] | 'unknown',
  seals: { held: number; unchecked: number },
): string | undefined {
  if (sealers === 'unknown') {
    seals.unchecked += 1;
    return undefined;
  }
  if (!isPolicySigned(entry, sealers)) return 'has a signature of a policy that no approver made';
  seals.held += 1;
  return undefined;
}

/** Everybody who was ever on a list; undefined where the lists do not hold. */
function sealersIn({ lists, root }: Against): readonly Sealer[] | 'unknown' | undefined {
  if (lists === undefined) return 'unknown';
  if (lists.length === 0) return [];
  const parsed = lists.map(parseList);
  const start = root === undefined ? 0 : parsed.findIndex((list) => list && digestOfList(list) === root);
  if (start < 0 || 'problem' in lastOfChain(parsed.slice(start), root)) return undefined;
  return parsed.flatMap((list) => list?.approvers ?? []);
}
