import { readdirSync, renameSync } from 'node:fs';
import { InputError, PolicyError, StewardError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { KernelLock } from '../../internal/kernel-lock.ts';
import { appendLine, type Room, readIfThere, type StateFolder, writeWhole } from '../state/folder.ts';
import { type Change, checkChangeId, digestOfChange, type Receipt, type StepReceipt } from './change.ts';

/** The three rooms that a change goes through, in this order and never back but when nothing was sent. */
const stages = ['open', 'applying', 'closed'] as const;
export type Stage = (typeof stages)[number];

export interface StoredChange {
  readonly change: Change;
  readonly digest: string;
  readonly stage: Stage;
}

/** What is known of a step while it is under way. `sending` is on disk before the request leaves. */
export type Progress =
  | { readonly event: 'sending'; readonly step: number; readonly at: string }
  | { readonly event: 'settled'; readonly receipt: StepReceipt };

/** Changes as files. A change is in one room at a time, and moving it is one atomic rename. */
export class ChangeStore {
  readonly #folder: StateFolder;

  constructor(folder: StateFolder) {
    this.#folder = folder;
  }

  add(change: Change): StoredChange {
    const digest = digestOfChange(change);
    writeWhole(this.#file('open', change.id), `${canonicalJson({ change, digest })}\n`);
    return { change, digest, stage: 'open' };
  }

  /** @throws InputError when there is none; PolicyError when its file was edited. */
  get(id: string): StoredChange {
    checkChangeId(id);
    for (const stage of stages) {
      const text = readIfThere(this.#file(stage, id));
      if (text !== undefined) return parse(text, id, stage);
    }
    throw new InputError('change_unknown', `There is no change ${id}.`, {
      hint: 'There is a list of those that there are.',
      advice: { action: 'list_changes' },
    });
  }

  ids(stage: Stage): string[] {
    return readdirSync(this.#folder.file(roomOf(stage)))
      .filter((name) => /^chg_[a-z0-9]{12}\.json$/.test(name))
      .map((name) => name.slice(0, -'.json'.length));
  }

  /** Keeps every other process from applying or settling this change, until released or dead. Undefined when one does. */
  hold(id: string): KernelLock | undefined {
    const lock = new KernelLock(this.#folder.file('locks', checkChangeId(id)));
    if (lock.take(0)) return lock;
    lock.close();
    return undefined;
  }

  /**
   * Work that one process at a time may do on all changes, such as counting them. Short.
   */
  alone<T>(work: () => T): T {
    const lock = new KernelLock(this.#folder.file('locks', 'changes'));
    try {
      if (!lock.take(30_000))
        throw new StewardError('config', 'state_busy', 'Another process keeps the changes locked.');
      return work();
    } finally {
      lock.close();
    }
  }

  /** Moves a change on. False when it is not where it should be: somebody else moved it. */
  move(id: string, from: Stage, to: Stage): boolean {
    try {
      renameSync(this.#file(from, id), this.#file(to, id));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  note(id: string, progress: Progress): void {
    appendLine(this.#folder.file('progress', `${checkChangeId(id)}.jsonl`), JSON.stringify(progress));
  }

  progress(id: string): Progress[] {
    const text = readIfThere(this.#folder.file('progress', `${checkChangeId(id)}.jsonl`)) ?? '';
    return text.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Progress];
      } catch {
        // The last line of a process that died while it wrote; what it meant to say did not happen.
        return [];
      }
    });
  }

  writeReceipt(receipt: Receipt): void {
    writeWhole(this.#folder.file('receipts', `${receipt.change}.json`), `${JSON.stringify(receipt)}\n`);
  }

  receipt(id: string): Receipt | undefined {
    const text = readIfThere(this.#folder.file('receipts', `${checkChangeId(id)}.json`));
    return text === undefined ? undefined : (JSON.parse(text) as Receipt);
  }

  #file(stage: Stage, id: string): string {
    return this.#folder.file(roomOf(stage), `${id}.json`);
  }
}

function roomOf(stage: Stage): Room {
  return `changes/${stage}`;
}

function parse(text: string, id: string, stage: Stage): StoredChange {
  let stored: { change: Change; digest: string } | undefined;
  try {
    stored = JSON.parse(text);
  } catch {
    stored = undefined;
  }
  if (stored?.change?.id === id && digestOfChange(stored.change) === stored.digest) return { ...stored, stage };
  throw new PolicyError('change_edited', `The file of ${id} was edited after it was proposed.`, {
    hint: 'Nothing was sent. Decline it, and propose what is wanted as a new change.',
  });
}
