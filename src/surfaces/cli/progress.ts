import type { Terminal } from './terminal.ts';

/** One line on the notes stream that is rewritten as work goes on, and gone when it ends. Silent without a terminal. */
export class Progress {
  readonly #terminal: Terminal;
  #shown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(text: string): void {
    if (!this.#terminal.notes.isTTY) return;
    this.#terminal.notes.write(`\r\u001b[2K${text}`);
    this.#shown = true;
  }

  done(): void {
    if (this.#shown) this.#terminal.notes.write('\r\u001b[2K');
    this.#shown = false;
  }
}
