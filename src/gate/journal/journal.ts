import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { StewardError } from '../../errors.ts';
import { sha256 } from '../../internal/canonical.ts';
import { KernelLock } from '../../internal/kernel-lock.ts';
import { appendLine, readIfThere, type StateFolder } from '../state/folder.ts';
import { type Actor, type Entry, type Happening, type Head, lineOf, noEntry, parseLine, type Trust } from './entry.ts';

/** A file that has grown beyond this is set aside, and the chain goes on in a new one. */
const largestFile = 16 * 1024 * 1024;

const patience = 30_000;

interface Mark extends Head {
  /** Size of the file after that entry. */
  readonly size: number;
}

/**
 * The record of what was read, proposed, approved and done: JSON lines, each linked to the one before by its hash, on
 * disk before anybody is told. Any number of processes may write; one at a time does.
 */
export class Journal {
  readonly #folder: StateFolder;
  readonly #who: Actor;
  readonly #now: () => Date;
  #lock: KernelLock | undefined;
  #trust: { readonly trust: Trust; readonly upTo: number; readonly file: number } | undefined;

  constructor(folder: StateFolder, who: Actor, now: () => Date) {
    this.#folder = folder;
    this.#who = who;
    this.#now = now;
  }

  /** Writes entries down, in order. Returns the head of the chain after them. */
  append(...happenings: readonly Happening[]): Head {
    return this.#alone(() => {
      let head = this.#head();
      if (head.size > largestFile) head = this.#startFile(head);
      for (const happening of happenings) head = this.#write(happening, head);
      return { seq: head.seq, hash: head.hash };
    });
  }

  /** The last entry's number and hash: what one would keep elsewhere to notice a rewritten journal. */
  head(): Head {
    return this.#alone(() => {
      const { seq, hash } = this.#head();
      return { seq, hash };
    });
  }

  /** The files of the journal, oldest first. */
  files(): string[] {
    const older = readdirSync(this.#folder.file('journal')).filter((name) => /^journal-\d{12}\.jsonl$/.test(name));
    return [...older.sort(), currentName].map((name) => this.#folder.file('journal', name));
  }

  /** Every entry, oldest first. Lines that are damaged are left to `verify`. */
  *entries(): Generator<Entry> {
    for (const file of this.files()) {
      for (const line of (readIfThere(file) ?? '').split('\n')) {
        const entry = line === '' ? undefined : parseLine(line);
        if (typeof entry === 'object') yield entry;
      }
    }
  }

  /** The entries about one change. Found by its id, so that a long journal is not parsed line by line. */
  entriesOf(change: string): Entry[] {
    return this.#mentioning(`"change":"${change}"`);
  }

  /** The writes that were sent since a moment. */
  sentSince(moment: Date): (Entry & { readonly type: 'sending' })[] {
    const since = moment.toISOString();
    return this.#mentioning('"type":"sending"').filter(
      (entry) => entry.type === 'sending' && entry.at > since,
    ) as (Entry & {
      readonly type: 'sending';
    })[];
  }

  #mentioning(mention: string): Entry[] {
    return this.files().flatMap((file) => {
      const text = readIfThere(file) ?? '';
      if (!text.includes(mention)) return [];
      const lines = text.split('\n').filter((line) => line.includes(mention));
      return lines.map(parseLine).filter((entry) => typeof entry === 'object');
    });
  }

  /** What the newest entries about approvers and policy say. */
  trust(): Trust {
    const file = this.#newest();
    const status = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, ino: 0 };
    const lost = this.#lostSince(status.size, file);
    if (lost) return { lost: lossText(lost.seq) };
    if (status.size === 0) return {};
    const known = this.#trust?.file === status.ino && this.#trust.upTo <= status.size ? this.#trust : undefined;
    if (known?.upTo === status.size) return known.trust;
    const text = readFileSync(file);
    const trust = trustIn(text.subarray(known?.upTo ?? 0).toString('utf8'), known?.trust ?? {});
    this.#trust = { trust, upTo: text.length, file: status.ino };
    return trust;
  }

  /** The remembered head, which tells when the last entries were cut off. */
  mark(): Head | undefined {
    const text = readIfThere(this.#markFile());
    const mark = text === undefined ? undefined : markFrom(text);
    return mark && { seq: mark.seq, hash: mark.hash };
  }

  close(): void {
    this.#lock?.close();
    this.#lock = undefined;
  }

  #alone<T>(work: () => T): T {
    this.#lock ??= new KernelLock(this.#folder.file('locks', 'journal'));
    const lock = this.#lock;
    if (!lock.take(patience)) {
      throw new StewardError('config', 'journal_busy', 'Another process keeps the journal locked.', {
        hint: 'Find the process of Steward that hangs and end it, then try again.',
      });
    }
    try {
      return work();
    } finally {
      lock.release();
    }
  }

  #write(happening: Happening, before: Mark): Mark {
    const { line, head } = lineOf(happening, before, this.#who, this.#now());
    appendLine(this.#current(), line);
    const mark = { ...head, size: before.size + Buffer.byteLength(line) + 1 };
    writeFileSync(this.#markFile(), JSON.stringify(mark), { mode: 0o600 });
    return mark;
  }

  /** The end of the chain: the remembered one where the file has that size, else read from the file. */
  #head(): Mark {
    const size = sizeOf(this.#current());
    const mark = markFrom(readIfThere(this.#markFile()) ?? '');
    if (mark && mark.size === size) return mark;
    const lost = this.#lostSince(size, this.#newest());
    if (size === 0 && mark && !lost) return this.#continueAfter(mark);
    const head = size === 0 ? { ...noEntry, size: 0 } : this.#headOfFile(size);
    return lost ? this.#write({ type: 'lost', entries: lost.seq, head: lost.hash }, head) : head;
  }

  /** The end that was remembered, when the file has become shorter than it was then. */
  #lostSince(size: number, file: string): Mark | undefined {
    if (file !== this.#current()) return undefined;
    const mark = markFrom(readIfThere(this.#markFile()) ?? '');
    return mark && mark.seq > 0 && size < mark.size ? mark : undefined;
  }

  /** The file with the newest entries: the current one, or the one set aside last when a kill came in between. */
  #newest(): string {
    if (sizeOf(this.#current()) > 0) return this.#current();
    const seq = this.mark()?.seq ?? 0;
    const aside = this.#folder.file('journal', asideName(seq));
    return sizeOf(aside) > 0 ? aside : this.#current();
  }

  #headOfFile(size: number): Mark {
    const { lines, torn } = lastLines(this.#current(), size);
    if (torn.length > 0) return this.#setAside(torn, lines, size);
    return { ...headOf(lines), size };
  }

  /** A line that a dying machine wrote in part is cut off, and that it was is written down. */
  #setAside(torn: Buffer, lines: readonly string[], size: number): Mark {
    const file = openSync(this.#current(), 'r+');
    ftruncateSync(file, size - torn.length);
    closeSync(file);
    const before = { ...headOf(lines), size: size - torn.length };
    return this.#write({ type: 'torn', bytes: torn.length, lost: sha256(torn) }, before);
  }

  #startFile(head: Mark): Mark {
    renameSync(this.#current(), this.#folder.file('journal', asideName(head.seq)));
    return this.#continueAfter(head);
  }

  #continueAfter(head: Mark): Mark {
    const happening = { type: 'continued', from: asideName(head.seq), trust: this.trust() } as const;
    return this.#write(happening, { ...head, size: 0 });
  }

  #current(): string {
    return this.#folder.file('journal', currentName);
  }

  #markFile(): string {
    return this.#folder.file('journal', 'head.json');
  }
}

const currentName = 'journal.jsonl';

function asideName(seq: number): string {
  return `journal-${String(seq).padStart(12, '0')}.jsonl`;
}

function lossText(entries: number): string {
  return `the journal had ${entries} entries, and some of them are gone`;
}

function trustIn(text: string, known: Trust): Trust {
  let trust = known;
  for (const line of text.split('\n')) {
    if (!/"type":"(?:approvers|policy_signed|continued|lost)"/.test(line)) continue;
    const entry = parseLine(line);
    if (typeof entry === 'string') continue;
    if (entry.type === 'continued') trust = entry.trust;
    else if (entry.type === 'lost') trust = { lost: lossText(entry.entries) };
    else if (entry.type === 'approvers') trust = { ...trust, approvers: entry.list };
    else if (entry.type === 'policy_signed') trust = { ...trust, policy: entry.policy };
  }
  return trust;
}

function headOf(lines: readonly string[]): Head {
  const last = lines.at(-1);
  if (last === undefined) return noEntry;
  const entry = parseLine(last);
  if (typeof entry === 'object') return { seq: entry.seq, hash: entry.hash };
  throw new StewardError('config', 'journal_damaged', `The journal's last line ${entry}.`, {
    hint: 'Move the damaged file aside to begin a new journal, and keep it as evidence. Verifying it says where.',
    advice: { action: 'verify_journal' },
  });
}

/** The whole lines at the end of a file, and what follows the last line break. */
function lastLines(file: string, size: number): { lines: string[]; torn: Buffer } {
  const handle = openSync(file, 'r');
  try {
    for (let length = Math.min(size, 1 << 16); ; length = Math.min(size, length * 4)) {
      const end = Buffer.alloc(length);
      readSync(handle, end, 0, length, fstatSync(handle).size - length);
      const lastBreak = end.lastIndexOf(10);
      const firstBreak = end.indexOf(10);
      const whole = length === size;
      if (!whole && (lastBreak < 0 || firstBreak === lastBreak)) continue;
      const start = whole ? 0 : firstBreak + 1;
      const text = end.subarray(start, lastBreak + 1).toString('utf8');
      return { lines: text.split('\n').filter((line) => line !== ''), torn: end.subarray(lastBreak + 1) };
    }
  } finally {
    closeSync(handle);
  }
}

function markFrom(text: string): Mark | undefined {
  try {
    const { seq, hash, size } = JSON.parse(text) as Mark;
    return Number.isInteger(seq) && typeof hash === 'string' && Number.isInteger(size)
      ? { seq, hash, size }
      : undefined;
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
