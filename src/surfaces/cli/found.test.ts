import { expect, it } from 'vitest';
import type { ErrorKind } from '../../errors.ts';
import type { Context } from './context.ts';
import { honestly } from './found.ts';

const gap = (kind?: ErrorKind) => ({ connection: 'openai', operation: 'openai.users.list', reasons: ['x'], kind });

function judged(items: readonly string[], kinds: readonly (ErrorKind | undefined)[]) {
  let failed: ErrorKind | undefined;
  const failWith = (kind: ErrorKind) => {
    failed = kind;
  };
  const { nothing } = honestly({ items, gaps: kinds.map(gap), nothing: 'all is well' }, { failWith } as Context);
  return { nothing, failed };
}

it('gives no all-clear where something that would tell was refused, and ends as the refusal', () => {
  expect(judged([], ['credential', 'provider'])).toEqual({
    nothing: 'Nothing can be said: not everything that would tell could be read.',
    failed: 'credential',
  });
});

it('says that all is well where everything was read, or what is missing tells nothing', () => {
  expect(judged([], [])).toEqual({ nothing: 'all is well', failed: undefined });
  expect(judged([], [undefined])).toEqual({ nothing: 'all is well', failed: undefined });
});

it('is no failure where something was found', () => {
  expect(judged(['ada'], ['provider'])).toEqual({ nothing: 'all is well', failed: undefined });
});
