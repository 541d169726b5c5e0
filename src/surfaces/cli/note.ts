import { paint } from './paint.ts';
import type { Terminal } from './terminal.ts';

/** Says something beside the data. */
export function note(terminal: Terminal, text: string): void {
  terminal.notes.write(`${paint(terminal, 'dim', text)}\n`);
}
