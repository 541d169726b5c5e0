import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketMs, parseMoment, periodOf, piecesOf, written } from './period.ts';

const now = Date.parse('2026-11-24T13:45:10Z');

describe('a moment in words', () => {
  it.each([
    ['30d', '2026-10-25T13:45:10.000Z'],
    ['12h', '2026-11-24T01:45:10.000Z'],
    ['today', '2026-11-24T00:00:00.000Z'],
    ['yesterday', '2026-11-23T00:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:00:00+02:00', '2026-11-01T06:00:00.000Z'],
  ])('reads %s', (text, moment) => {
    expect(new Date(parseMoment(text, now, 'since')).toISOString()).toBe(moment);
  });

  it.each(['2026-02-30', '30', 'last week', '', '30y', '2026-11-01T08:00:00'])('refuses «%s»', (text) => {
    expect(() => parseMoment(text, now, 'since')).toThrow(
      expect.objectContaining({ message: `since: «${text}» is not a time.`, parameter: 'since' }),
    );
  });
});

describe('a period', () => {
  it('begins at the beginning of a bucket', () => {
    expect(new Date(periodOf({ since: '2d', width: '1d', now }).from).toISOString()).toBe('2026-11-22T00:00:00.000Z');
  });

  it('is refused when it ends before it begins', () => {
    expect(() => periodOf({ since: '2026-11-10', until: '2026-11-01', width: '1d', now })).toThrow(
      'The end of the period, 2026-11-01, is not after its start, 2026-11-10.',
    );
  });

  it('is open when it runs to the present, however far ahead the end was put', () => {
    expect(periodOf({ since: '1d', width: '1h', now }).open).toBe(true);
    expect(periodOf({ since: '1d', until: '2027-01-01', width: '1h', now })).toMatchObject({ until: now, open: true });
    expect(periodOf({ since: '9d', until: '2d', width: '1d', now }).open).toBe(false);
  });

  it('falls into pieces that cover it once, without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom('1h', '1d'),
        (hours, most, width) => {
          const period = { from: 0, until: hours * 3_600_000 + 17, open: true };
          const pieces = piecesOf(period, width as '1h' | '1d', most);
          expect(pieces[0]?.from).toBe(period.from);
          expect(pieces.at(-1)).toMatchObject({ until: period.until, open: true });
          for (const [index, piece] of pieces.entries()) {
            expect(piece.until - piece.from).toBeLessThanOrEqual(most * bucketMs[width as '1h' | '1d']);
            if (index > 0) expect(piece.from).toBe(pieces[index - 1]?.until);
          }
        },
      ),
    );
  });
});

it('writes a moment as each provider takes it', () => {
  expect(written(now, 'unix')).toBe(1795527910);
  expect(written(now, 'rfc3339')).toBe('2026-11-24T13:45:10Z');
  expect(written(now, 'date')).toBe('2026-11-24');
});
