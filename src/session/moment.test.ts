import { expect, it } from 'vitest';
import { moment, scaleFrom } from './own-sandbox.ts';

it.each(['2026-11-01', '2026-11-01T00:00:00Z', '2028-02-29T12:00:00+02:00'])('takes %s', (text) => {
  expect(moment(text, 'STEWARD_SANDBOX_NOW')).toEqual(new Date(text));
});

it.each(['2026-02-30', '2026-02-30T00:00:00Z', '2027-02-29', '2026-13-01', '2026-11-01x', 'never', ''])(
  'refuses %s, which no calendar has',
  (text) => {
    expect(() => moment(text, 'STEWARD_SANDBOX_NOW')).toThrow(`STEWARD_SANDBOX_NOW: «${text}» is not a time.`);
  },
);

it.each(['0001-01-01', '1970-01-01T00:00:00Z', '9999-12-31'])('refuses the year of %s', (text) => {
  expect(() => moment(text, '--now')).toThrow(/the year \d+ is not one that the sandbox can be in/);
});

it('is at least once the standard organization', () => {
  expect(scaleFrom('3', '--scale')).toBe(3);
  expect(() => scaleFrom('0', '--scale')).toThrow('--scale: 0 times');
});
