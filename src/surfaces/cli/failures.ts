import { isStewardError, type Naming } from '../../errors.ts';
import { cleanLines } from '../../internal/clean-text.ts';
import { redactSecrets } from '../../internal/redact.ts';
import { exitCodes } from './exit-codes.ts';
import { paint } from './paint.ts';
import type { Terminal } from './terminal.ts';
import { flag, worded, wordedForProgram } from './wording.ts';

/** Says what went wrong and what to do next, for a person or as JSON, and gives the exit code. */
export function reportFailure(terminal: Terminal, error: unknown, asJson: boolean, name: Naming = flag): number {
  if (isDiskFull(error)) return reportFullDisk(terminal);
  if (!isStewardError(error)) return reportDefect(terminal, error);
  if (asJson) {
    const { kind, code, parameter, allowed } = error;
    const { message, hint } = wordedForProgram(error);
    const status = 'status' in error ? error.status : undefined;
    const request_id = 'requestId' in error ? error.requestId : undefined;
    terminal.notes.write(
      `${clean(JSON.stringify({ error: { kind, code, message, hint, parameter, allowed, status, request_id } }))}\n`,
    );
  } else {
    const { message, hint } = worded(error, name);
    terminal.notes.write(`${paint(terminal, ['bold', 'red'], 'error:')} ${clean(message)}\n`);
    if (hint) terminal.notes.write(`  ${clean(hint)}\n`);
  }
  return exitCodes[error.kind];
}

/** A failure outside our family is a mistake of ours: said so, with where it happened, and no stack. */
function reportDefect(terminal: Terminal, error: unknown): number {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const place = /\(?([^\s()/]+\.[jt]s:\d+):\d+\)?/.exec(stack?.split('\n')[1] ?? '')?.[1];
  terminal.notes.write(
    `${paint(terminal, ['bold', 'red'], 'error:')} Steward failed: ${clean(`${name}: ${message}`)}${place ? ` (${place})` : ''}\n  This is a defect of Steward. Please report it with the command that you ran.\n`,
  );
  return exitCodes.defect;
}

/** Of the file system, or of SQLite. */
function isDiskFull(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode === 13;
}

function reportFullDisk(terminal: Terminal): number {
  terminal.notes.write(
    `${paint(terminal, ['bold', 'red'], 'error:')} The disk is full, so Steward cannot keep its journal and changes.\n  Free some space where the state folder is, or name another folder with STEWARD_STATE_DIR, and try again.\n`,
  );
  return exitCodes.config;
}

function clean(text: string): string {
  return redactSecrets(cleanLines(text));
}
