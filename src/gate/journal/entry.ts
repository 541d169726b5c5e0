import { sha256 } from '../../internal/canonical.ts';
import type { Head } from '../state/head.ts';
import type { Agreement, Seal } from './agreement.ts';

/** The version of the entries' form. A change of meaning raises it; new fields and new types of entry do not. */
export const journalVersion = 1;

/** Who did something: what the door knows. What a client calls itself is a claim, and is kept apart as one. */
export interface Actor {
  /** The account that the process runs under. */
  readonly user: string;
  /** cli, mcp, http, functions, library. */
  readonly surface: string;
  /** The token or session that the door has verified. */
  readonly principal?: string;
  /** The program on the other side of the door, in its own words. */
  readonly client?: string;
}

/** What is written down. docs/guides/safety.md lists the fields of each type. */
export type Happening =
  | {
      readonly type: 'read';
      readonly operation: string;
      readonly connection: string;
      readonly items?: number;
      readonly error?: string;
    }
  | {
      readonly type: 'refused';
      readonly reason: string;
      readonly code?: string;
      readonly operation?: string;
      readonly connection?: string;
      readonly change?: string;
    }
  | {
      readonly type: 'proposed';
      readonly change: string;
      /** SHA-256 of the record: what is stored under this id is this, or was edited. */
      readonly record: string;
      readonly connections: readonly string[];
      readonly operations: readonly string[];
      readonly targets: readonly string[];
      /** Where the proposing process heard free text of the input, as a claim of that process. */
      readonly heard?: readonly string[];
      readonly undoes?: string;
    }
  | { readonly type: 'approved'; readonly change: string; readonly agreement: Agreement; readonly seal: Seal }
  | { readonly type: 'declined'; readonly change: string; readonly reason?: string }
  | {
      readonly type: 'sending';
      readonly change: string;
      readonly step: number;
      readonly operation: string;
      readonly connection: string;
      readonly risk: string;
      /** Digest of what the approvals are for. */
      readonly digest: string;
    }
  | {
      readonly type: 'settled';
      readonly change: string;
      readonly step: number;
      readonly operation: string;
      readonly outcome: string;
      /** True when a request may have left. */
      readonly sent: boolean;
      /** SHA-256 of the receipt that is stored for the step. */
      readonly receipt: string;
      readonly note?: string;
    }
  | { readonly type: 'receipt'; readonly change: string; readonly outcome: string }
  | { readonly type: 'ran'; readonly program: string; readonly outcome: string; readonly details: Details }
  | {
      readonly type: 'approvers';
      readonly list: string;
      readonly action: 'enrolled' | 'revoked';
      readonly approver: string;
    }
  | {
      readonly type: 'policy_signed';
      readonly policy: string;
      readonly key: string;
      readonly signature: string;
      readonly list: string;
    }
  | { readonly type: 'stopped'; readonly reason?: string }
  | { readonly type: 'resumed'; readonly agreement: Agreement; readonly seal: Seal }
  | {
      readonly type: 'imported';
      readonly from: string;
      readonly entries: number;
      readonly head: string;
      /** Characters of a last line whose writer died in the middle of it. */
      readonly left_out?: number;
    }
  | {
      readonly type: 'acknowledged';
      /** What was missing: entries up to this one were seen elsewhere. */
      readonly entries: number;
      readonly head: string;
      readonly agreement: Agreement;
      readonly seal: Seal;
    }
  // Written by versions that kept the journal in files; understood, and never written any more.
  | { readonly type: 'lost'; readonly entries: number; readonly head: string }
  | { readonly type: 'torn'; readonly bytes: number; readonly lost: string }
  | { readonly type: 'continued'; readonly from: string };

/** Facts about a run of a program: numbers, names and digests, never its words. */
type Details = Readonly<Record<string, string | number | boolean | null>>;

export type Entry = Happening & {
  readonly v: number;
  readonly seq: number;
  readonly at: string;
  readonly who: Actor;
  readonly prev: string;
  readonly hash: string;
};

export type EntryOf<Type extends Happening['type']> = Extract<Entry, { readonly type: Type }>;

/** The line of an entry. The hash is of every byte before it, the link to the entry before included. */
export function lineOf(happening: Happening, head: Head, who: Actor, at: string): { line: string; head: Head } {
  const { type, ...details } = happening;
  const seq = head.seq + 1;
  const body = JSON.stringify({ v: journalVersion, seq, at, type, who, ...details, prev: head.hash });
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
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : 'is not an entry';
  } catch {
    return 'is not JSON';
  }
}

/** What every entry has, whatever its type. */
function isEntry(value: unknown): value is Entry {
  const { seq, at, type, who, prev } = value as Partial<Record<keyof Entry, unknown>>;
  return (
    Number.isInteger(seq) &&
    [at, type, prev].every((each) => typeof each === 'string') &&
    typeof who === 'object' &&
    who !== null
  );
}

/** The entries of lines; damaged ones are left to `verify`. */
export function entriesIn(lines: readonly string[]): Entry[] {
  return lines.map(parseLine).filter((entry) => typeof entry === 'object');
}
