import { describe, expect, it } from 'vitest';
import type { Progress } from '../../internal/progress.ts';
import { ProgressLine } from './progress.ts';

const work: Progress = { kind: 'work', what: 'openai.users.list', done: 100, unit: 'items' };
const wait = (seconds: number): Progress => ({
  kind: 'wait',
  what: "openai's rate limit",
  until: Date.now() + seconds * 1000,
});

function lineOn(isTTY: boolean) {
  const written: string[] = [];
  return { written, line: new ProgressLine({ isTTY, write: (text: string) => written.push(text) }) };
}

describe('the line of progress', () => {
  it('is rewritten on a terminal, and gone when it is cleared', () => {
    const { written, line } = lineOn(true);
    line.show(work);
    line.show(wait(9));
    line.clear();
    line.clear();
    expect(written).toEqual([
      '\r\u001b[2Kopenai.users.list: 100 items…',
      "\r\u001b[2Kwaiting 9 s for openai's rate limit…",
      '\r\u001b[2K',
    ]);
  });

  it('says without a terminal only that it waits, once for each wait', () => {
    const { written, line } = lineOn(false);
    for (const progress of [work, wait(1), wait(9), wait(9), work, wait(20)]) line.show(progress);
    expect(written).toEqual(["waiting 9 s for openai's rate limit…\n", "waiting 20 s for openai's rate limit…\n"]);
  });
});
