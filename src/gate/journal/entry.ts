import { sha256 } from '../../internal/canonical.ts';

/** The version of the entries' form. A change of meaning raises it; new fields and new types of entry do not. */
export const journalVersion = 1;

/** Who did something, as far as the process can know: the account it runs under, and through which door. */
export interface Actor {
  readonly user: string;
  readonly surface: string;
  /** The program on the other side of the door, in its own words. */
  readonly client?: string;
}

/** What is written down. `details` differ by type; docs/guides/safety.md lists them. */
export type Happening =
  | {
      readonly type: 'read';
      readonly operation: string;
      readonly connection: string;
      readonly items?: number;
      readonly error?: string;
    }
  | { readonly type: 'refused'; readonly operation: string; readonly connection: string; readonly reason: string }
  | {
      readonly type: 'proposed';
      readonly change: string;
      readonly digest: string;
      readonly connection: string;
      readonly operations: readonly string[];
      readonly targets: readonly string[];
      readonly undoes?: string;
    }
  | {
      readonly type: 'approved';
      readonly change: string;
      readonly digest: string;
      readonly channel: string;
      readonly approver: string;
      readonly seal: unknown;
    }
  | { readonly type: 'declined'; readonly change: string; readonly reason?: string }
  | {
      readonly type: 'sending';
      readonly change: string;
      readonly step: number;
      readonly operation: string;
      readonly risk: string;
    }
  | {
      readonly type: 'receipt';
      readonly change: string;
      readonly digest: string;
      readonly outcome: string;
      readonly steps: readonly unknown[];
    }
  | {
      readonly type: 'approvers';
      readonly list: string;
      readonly approver: string;
      readonly action: 'enrolled' | 'revoked';
    }
  | { readonly type: 'policy_signed'; readonly policy: string; readonly approver: string }
  | { readonly type: 'lost'; readonly entries: number; readonly head: string }
  | { readonly type: 'torn'; readonly bytes: number; readonly lost: string }
  | { readonly type: 'continued'; readonly from: string; readonly trust: Trust };

/** What the journal knows of who may approve. Carried from file to file, so that the newest file tells. */
export interface Trust {
  /** SHA-256 of the list of approvers that was last agreed to. */
  readonly approvers?: string;
  /** SHA-256 of the user's policy that was last signed. */
  readonly policy?: string;
  /** Why the journal cannot tell, when it cannot. */
  readonly lost?: string;
}

export type Entry = Happening & {
  readonly v: number;
  readonly seq: number;
  readonly at: string;
  readonly who: Actor;
  readonly prev: string;
  readonly hash: string;
};

/** The chain begins here. */
export const noEntry = { seq: 0, hash: '0'.repeat(64) } as const;

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The line of an entry. The hash is of every byte before it, the link to the entry before included. */
export function lineOf(happening: Happening, head: Head, who: Actor, at: Date): { line: string; head: Head } {
  const { type, ...details } = happening;
  const seq = head.seq + 1;
  const body = JSON.stringify({ v: journalVersion, seq, at: at.toISOString(), type, who, ...details, prev: head.hash });
  const start = body.slice(0, -1);
  const hash = sha256(start);
  return { line: `${start},"hash":"${hash}"}`, head: { seq, hash } };
}

const ending = /^(.*),"hash":"([0-9a-f]{64})"\}$/s;

/** The entry of a line, or what is wrong with the line itself. */
export function parseLine(line: string): Entry | string {
  const [, start = '', hash = ''] = ending.exec(line) ?? [];
  if (hash === '') return 'is not an entry';
  if (sha256(start) !== hash) return 'was edited: its hash does not fit it';
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return 'is not JSON';
  }
}
