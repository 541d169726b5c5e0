import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Secret } from './secret.ts';

const secret = new Secret('sk-admin-never-shown');

it('is given away when it is asked for, and only then', () => {
  expect(secret.reveal()).toBe('sk-admin-never-shown');
  const shown = [
    `${secret}`,
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: { secret } }, { showHidden: true, depth: 9 }),
    format('%s %o %j', secret, secret, secret),
    String(Object.entries(secret)),
  ];
  expect(shown.join(' ')).not.toContain('never-shown');
  expect(shown.slice(0, 4)).toEqual([
    '[secret]',
    '{"secret":"[secret]"}',
    '[secret]',
    '{ deep: { secret: [secret] } }',
  ]);
});
