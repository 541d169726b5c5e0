// What secrets look like is told by whoever knows the providers.
import '../providers/index.ts';
import { describe, expect, it } from 'vitest';
import { holdsSecret, redactKnown, redactSecrets, redactShapes, rememberSecret } from './redact.ts';

const openaiKey = `sk-admin-${'a1B2'.repeat(12)}`;
const anthropicKey = `sk-ant-admin01-${'c3D4'.repeat(12)}`;
const signingSecret = `whsec_${'e5F6'.repeat(8)}`;

describe('what has the shape of a secret', () => {
  it.each([openaiKey, anthropicKey, signingSecret])('is taken out of a text: %s', (secret) => {
    const clean = redactShapes(`The key ${secret} was refused.`);
    expect(clean).not.toContain(secret.slice(-12));
    expect(clean).toMatch(/^The key \S*…\[redacted\] was refused\.$/);
    expect(holdsSecret(`x ${secret}`)).toBe(true);
  });

  it('keeps its beginning, which says what sort of key it was', () => {
    expect(redactShapes(anthropicKey)).toBe('sk-ant-admin01-…[redacted]');
  });

  it('is found every time, and not in the shortened forms that providers show', () => {
    for (let time = 0; time < 3; time += 1) expect(holdsSecret(openaiKey)).toBe(true);
    for (const shown of ['sk-admin-…ab12', 'sk-...ab12', 'task-list', 'risk-assessment-of-2026'])
      expect(holdsSecret(shown)).toBe(false);
  });
});

describe('a secret that the process has held', () => {
  it('never leaves, whatever it looks like', () => {
    rememberSecret('correct horse battery');
    expect(redactSecrets('pass: correct horse battery!')).toBe('pass: [redacted]!');
    expect(redactKnown({ note: ['correct horse battery'] })).toEqual({ note: ['[redacted]'] });
  });

  it('is not remembered when it is so short that it would tear words apart', () => {
    rememberSecret('of');
    expect(redactSecrets('one of two')).toBe('one of two');
  });
});

describe('an answer', () => {
  it('loses whole secrets at any depth and keeps shortened ones', () => {
    const answer = { keys: [{ value: openaiKey, hint: 'sk-admin…a1B2' }], note: `see ${signingSecret}` };
    expect(redactKnown(answer)).toEqual({
      keys: [{ value: '[redacted]', hint: 'sk-admin…a1B2' }],
      note: 'see [redacted]',
    });
  });

  it('that holds none is the same answer, not a copy', () => {
    const answer = { data: [{ id: 'proj_1', count: 3, gone: null }] };
    expect(redactKnown(answer)).toBe(answer);
  });
});
