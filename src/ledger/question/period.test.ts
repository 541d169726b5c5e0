import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BucketWidth } from '../../catalogue/report.ts';
import { bucketMs } from './moment.ts';
import { bucketCount, intervalsOf, type PlannedPeriod, periodText, piecesOf, planPeriod, written } from './period.ts';
import { zoneNamed } from './zone.ts';

const now = Date.parse('2026-11-24T13:45:10Z');
const allWidths: readonly BucketWidth[] = ['1m', '1h', '1d'];
const daily: readonly BucketWidth[] = ['1d'];

const boundsOf = ({ period }: PlannedPeriod) => [period.from, period.until].map((each) => new Date(each).toISOString());
const plan = (since: string, until?: string, widths = allWidths, zone?: string, width?: BucketWidth) =>
  planPeriod({ since, until, widths, width, zone: zoneNamed(zone), now });

describe('a period', () => {
  it.each([
    ['30d', 30],
    ['7d', 7],
    ['1d', 1],
    ['4w', 28],
  ])('of %s has that many days, the one that has begun included', (since, days) => {
    for (const widths of [daily, allWidths]) {
      const planned = plan(since, undefined, widths);
      expect(planned).toMatchObject({ width: '1d', notes: [], period: { open: true } });
      expect(bucketCount(planned.period, '1d')).toBe(days);
    }
  });

  it('of hours or minutes is asked for in these, where the report has them', () => {
    expect(plan('12h').width).toBe('1h');
    expect(bucketCount(plan('12h').period, '1h')).toBe(12);
    expect(plan('90m').width).toBe('1m');
    expect(bucketCount(plan('90m').period, '1m')).toBe(90);
    expect(plan('2026-11-12T08:00Z', '2026-11-12T09:30Z').width).toBe('1m');
    expect(plan('2026-11-12T08:00Z', '2026-11-12T09:00Z').width).toBe('1h');
  });

  it('that begins or ends inside an interval has it whole, and says so', () => {
    const planned = plan('2026-11-12', '2026-11-12T23:59:59Z', daily);
    expect(boundsOf(planned)).toEqual(['2026-11-12T00:00:00.000Z', '2026-11-13T00:00:00.000Z']);
    expect(planned.notes).toEqual([
      'It ends at 2026-11-13 00:00 UTC, not at 2026-11-12 23:59: what is reported are whole days.',
    ]);
    expect(boundsOf(plan('12h', undefined, daily))[0]).toBe('2026-11-24T00:00:00.000Z');
    expect(plan('12h', undefined, daily).notes).toEqual([
      'It begins at 2026-11-24 00:00 UTC, not at 2026-11-24 01:45: what is reported are whole days.',
    ]);
    expect(plan('2026-11-12T08:15Z', undefined, allWidths, 'UTC', '1h').notes).toHaveLength(1);
  });

  it.each([
    ['last month', undefined, '2026-10-01', '2026-11-01'],
    ['2026-10', undefined, '2026-10-01', '2026-11-01'],
    ['2026-02', undefined, '2026-02-01', '2026-03-01'],
    ['2026-09', '2026-11', '2026-09-01', '2026-11-01'],
    ['2026-10-01', '2026-10-31', '2026-10-01', '2026-10-31'],
  ])('from %s to %s is %s to before %s', (since, until, from, end) => {
    const planned = plan(since, until);
    expect(boundsOf(planned)).toEqual([`${from}T00:00:00.000Z`, `${end}T00:00:00.000Z`]);
    expect(planned.period.open).toBe(false);
    expect(periodText(planned)).toBe(`${from} to ${end} (not included) UTC, by 1d`);
  });

  it('of this month runs to now, and the title has the clock time', () => {
    expect(plan('this month').period).toEqual({ from: Date.parse('2026-11-01'), until: now, open: true });
    expect(periodText(plan('this month'))).toBe('2026-11-01 to now (2026-11-24 13:45) UTC, by 1d');
    expect(periodText(plan('2026-11-12T08:00Z', '2026-11-12T09:30Z'))).toBe(
      '2026-11-12 08:00 to 2026-11-12 09:30 (not included) UTC, by 1m',
    );
  });

  it('is refused when it ends before it begins, and when it lies ahead', () => {
    expect(() => plan('2026-11-10', '2026-11-01')).toThrow(
      'The end of the period, 2026-11-01, is not after its start, 2026-11-10.',
    );
    expect(() => plan('2026-11-25')).toThrow('The period would begin in the future, at 2026-11-25.');
  });

  it('is open when it runs to the present, however far ahead the end was put', () => {
    expect(plan('1d', '2027-01-01').period).toMatchObject({ until: now, open: true });
    expect(plan('9d', '2d').period.open).toBe(false);
  });
});

describe('days of a time zone', () => {
  it('are added up of hours, or of minutes where they begin within an hour', () => {
    expect(plan('last month', undefined, allWidths, 'Europe/Berlin')).toMatchObject({ width: '1d', asked: '1h' });
    expect(boundsOf(plan('last month', undefined, allWidths, 'Europe/Berlin'))).toEqual([
      '2026-09-30T22:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
    ]);
    expect(plan('2d', undefined, allWidths, 'Asia/Kathmandu').asked).toBe('1m');
  });

  it('are as many as there are, also where clocks change', () => {
    expect(intervalsOf(plan('last month', undefined, allWidths, 'Europe/Berlin'))).toHaveLength(31);
    expect(intervalsOf(plan('30d', undefined, allWidths, 'America/New_York'))).toHaveLength(30);
  });

  it('are those of UTC where a report has nothing but days, and that is said', () => {
    const planned = plan('last month', undefined, daily, 'America/New_York');
    expect(boundsOf(planned)).toEqual(['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z']);
    expect(planned.notes).toEqual([
      'The provider reports this by whole days of UTC: the first and last hours of a day in America/New_York count to the day beside it.',
    ]);
  });
});

describe('the parts of a period', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati');
  const someWidths = fc.constantFrom<readonly BucketWidth[]>(['1d'], ['1h', '1d'], ['1m', '1h', '1d']);
  const instant = fc.integer({ min: Date.parse('2026-01-15'), max: Date.parse('2027-12-31') });

  it('are the whole, whatever the zone, the widths, the bound between and the time of day', () => {
    fc.assert(
      fc.property(
        zones,
        someWidths,
        instant,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 39 }),
        fc.constantFrom('d', 'h', 'm'),
        (zone, widths, at, far, near, unit) => {
          fc.pre(near < far);
          const on = (since: string, until?: string) =>
            planPeriod({ since, until, widths, width: widths.at(0), zone: zoneNamed(zone), now: at });
          const whole = on(`${far}${unit}`);
          const [before, after] = [on(`${far}${unit}`, `${near}${unit}`), on(`${near}${unit}`)];
          // What is said to be widened may overlap; what is not must not, and leaves nothing out.
          fc.pre([whole, before, after].every(({ notes }) => notes.every((note) => !note.startsWith('It '))));
          expect(before.period.from).toBe(whole.period.from);
          expect(after.period.from).toBe(before.period.until);
          expect(after.period.until).toBe(whole.period.until);
        },
      ),
    );
  });

  it('by months are the year', () => {
    fc.assert(
      fc.property(zones, someWidths, (zone, widths) => {
        const on = (since: string, until?: string) => planPeriod({ since, until, widths, zone: zoneNamed(zone), now });
        const months = ['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => on(month).period);
        for (const [index, month] of months.entries()) {
          if (index > 0) expect(month.from).toBe(months[index - 1]?.until);
        }
        expect(on('2026-01', '2026-05').period).toMatchObject({ from: months[0]?.from, until: months[3]?.until });
      }),
    );
  });

  it('hold every bound that was asked for, whether or not it was moved', () => {
    fc.assert(
      fc.property(zones, someWidths, instant, instant, (zone, widths, one, other) => {
        fc.pre(Math.abs(one - other) > 1000);
        const [from, until] = [Math.min(one, other), Math.max(one, other)];
        const text = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;
        const at = Date.parse('2028-01-01');
        const { period, notes, width } = planPeriod({
          since: text(from),
          until: text(until),
          widths,
          zone: zoneNamed(zone),
          now: at,
        });
        expect(widths).toContain(width);
        if (widths.length === 1 && zone !== 'UTC') return;
        expect(period.from).toBeLessThanOrEqual(from);
        expect(period.until).toBeGreaterThanOrEqual(Math.floor(until / 1000) * 1000);
        const isMoved = period.from !== Date.parse(text(from)) || period.until !== Date.parse(text(until));
        expect(notes.length > 0).toBe(isMoved);
      }),
    );
  });

  it('as they are asked for cover it once, without gap or overlap', () => {
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
