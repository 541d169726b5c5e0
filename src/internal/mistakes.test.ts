import { describe, expect, it } from 'vitest';
import { badValue, missing, notAmong } from './mistakes.ts';

const flag = (name: string) => `--${name.replaceAll('_', '-')}`;

describe('a value that is not among those there are', () => {
  const error = (given: string) =>
    notAmong({
      code: 'x',
      parameter: 'group_by',
      what: 'dimension',
      given,
      allowed: ['model', 'project_id'],
      where: 'in y',
    });

  it('is answered with the nearest one, by whatever name the door gives the parameter', () => {
    expect(error('modle').message).toBe('group_by: there is no dimension «modle» in y.');
    expect(error('modle').named(flag)).toEqual({
      message: '--group-by: there is no dimension «modle» in y.',
      hint: 'Did you mean model?',
    });
  });

  it('is answered with all of them where none is near', () => {
    expect(error('colour').named(flag).hint).toBe('--group-by takes model, project_id.');
    expect(error('colour').hint).toBe('group_by takes model, project_id.');
  });

  it('tells a program the parameter and what may stand there', () => {
    expect(error('colour')).toMatchObject({ parameter: 'group_by', allowed: ['model', 'project_id'] });
  });

  it('is quoted short, harmless, and without what looks like a key', () => {
    const key = ['sk', 'admin', 'canaryCanaryCanaryCanary42'].join('-');
    expect(error(key).message).not.toContain('canary');
    expect(error('a\u202eb').message).toContain('a\\u{202e}b');
    expect(error('a'.repeat(500)).message.length).toBeLessThan(150);
  });
});

it('says what needs a parameter that was left out', () => {
  const error = missing({ code: 'x', parameter: 'project_id', needing: 'api_keys' });
  expect([error.message, error.named(flag).message]).toEqual([
    'api_keys needs project_id.',
    'api_keys needs --project-id.',
  ]);
});

it('says what a value is not', () => {
  const error = badValue({
    code: 'x',
    parameter: 'since',
    given: 'soon',
    complaint: 'is not a time',
    hint: 'Write 30d.',
  });
  expect(error.named(flag)).toEqual({ message: '--since: «soon» is not a time.', hint: 'Write 30d.' });
});
