import { expect, it } from 'vitest';
import { exitCodes } from './exit-codes.ts';
import { reportFailure } from './failures.ts';
import { ProgressLine } from './progress.ts';

function said(error: unknown): { readonly text: string; readonly code: number } {
  let text = '';
  const write = (more: string) => {
    text += more;
    return true;
  };
  const stream = { isTTY: false, write } as unknown as NodeJS.WriteStream;
  const terminal = { out: stream, notes: stream, progress: new ProgressLine(stream), width: 80, colour: false };
  const code = reportFailure(terminal, error, false);
  return { text, code };
}

it.each([
  ['the file system', Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })],
  ['the database', Object.assign(new Error('database or disk is full'), { errcode: 13 })],
])('a disk that is full, as %s says it, is no defect of Steward', (_, error) => {
  const { text, code } = said(error);
  expect(code).toBe(exitCodes.config);
  expect(text).toMatch(/^error: The disk is full/);
  expect(text).not.toMatch(/defect/);
});

it('anything else that is not of our family is called a defect, without a stack', () => {
  const { text, code } = said(new TypeError('x is not a function'));
  expect(code).toBe(exitCodes.defect);
  expect(text).toMatch(/defect of Steward/);
  expect(text.split('\n').length).toBeLessThan(4);
});
