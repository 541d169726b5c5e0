import { type Progress, progressText } from '../../internal/progress.ts';

/** Shorter waits are over before anybody has read of them. */
const worthSayingMs = 2000;

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * One line on the notes stream that is rewritten as work goes on, and gone before anything else is written. Without a
 * terminal only long waits are said, each once.
 */
export class ProgressLine {
  readonly #notes: Stream;
  #isShown = false;
  #saidUntil = 0;

  constructor(notes: Stream) {
    this.#notes = notes;
  }

  show(progress: Progress): void {
    if (progress.kind === 'wait' && progress.until - Date.now() < worthSayingMs) return;
    const text = `${progressText(progress)}…`;
    if (this.#notes.isTTY) {
      this.#notes.write(`\r\u001b[2K${text}`);
      this.#isShown = true;
    } else if (progress.kind === 'wait' && progress.until > this.#saidUntil) {
      this.#saidUntil = progress.until + worthSayingMs;
      this.#notes.write(`${text}\n`);
    }
  }

  clear(): void {
    if (this.#isShown) this.#notes.write('\r\u001b[2K');
    this.#isShown = false;
  }
}
