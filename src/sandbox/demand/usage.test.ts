import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Store } from '../engine/store.ts';
import { snapDown, type Width, widths } from './buckets.ts';
import { resumeDemand, type Stream, stopDemand, streams } from './demand.ts';
import { day, lateDelay, promptDelay, splitAt, type Used, usedIn, type Window } from './usage.ts';

const start = Date.parse('2026-03-01T00:00:00Z');
const hour = 3_600_000;
const longAfter = start + 2000 * day;

const anyStream = fc.record({
  id: fc.string({ minLength: 1, maxLength: 12 }).map((text) => `stream_${text}`),
  dataset: fc.constant('messages'),
  dimensions: fc.constant({}),
  amounts: fc.record({
    requests: fc.integer({ min: 0, max: 5_000 }),
    output_tokens: fc.integer({ min: 0, max: 900_000_000 }),
    images: fc.integer({ min: 0, max: 40 }),
  }),
  rhythm: fc.record({
    shape: fc.constantFrom('office' as const, 'steady' as const, 'nightly' as const),
    growth: fc.double({ min: 0, max: 0.005, noNaN: true }),
    runaway: fc.record({
      from: fc.integer({ min: 0, max: 60 }).map((days) => start + days * day),
      times: fc.constant(20),
    }),
  }),
  active: fc
    .tuple(fc.integer({ min: 0, max: 20 * 1440 }), fc.integer({ min: 0, max: 20 * 1440 }), fc.boolean())
    .map(([first, gap, ended]) => [
      { from: start + first * 60_017, until: start + (first + gap) * 60_017 },
      { from: start + (first + gap + 90) * 60_017, until: ended ? start + (first + gap + 9000) * 60_017 : null },
    ]),
}) satisfies fc.Arbitrary<Stream>;

function bucketsOf(window: Window, width: Width): Window[] {
  const bounds: number[] = [];
  for (let at = snapDown(window.from, width) + widths[width]; at < window.until; at += widths[width]) bounds.push(at);
  return splitAt(window, bounds);
}

function sum(all: readonly Used[]): Record<string, number> {
  const total: Record<string, number> = { requests: 0, output_tokens: 0, images: 0 };
  for (const used of all) for (const kind in used) total[kind] = (total[kind] ?? 0) + (used[kind] ?? 0);
  return total;
}

const steady: Stream = {
  id: 'stream_1',
  dataset: 'messages',
  dimensions: { api_key_id: 'apikey_1' },
  amounts: { requests: 4_000, output_tokens: 3_000_000 },
  rhythm: { shape: 'steady', growth: 0.001 },
  active: [{ from: start, until: null }],
};

describe('usage of a stream', () => {
  it('has the same sum by minute, hour, day and in one piece, at any moment', () => {
    fc.assert(
      fc.property(
        anyStream,
        fc.integer({ min: 0, max: 35 * 1440 }),
        fc.integer({ min: 1, max: 4 * 1440 }),
        fc.integer({ min: 0, max: 50 * 1440 }),
        (stream, first, length, later) => {
          const window = { from: start + first * 60_000, until: start + (first + length) * 60_000 };
          const now = start + later * 60_000 + 12_345;
          const whole = sum([usedIn(stream, window, now)]);
          for (const width of ['1m', '1h', '1d'] as const) {
            expect(sum(bucketsOf(window, width).map((bucket) => usedIn(stream, bucket, now)))).toEqual(whole);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never falls as time goes on, and is settled four hours after the window', () => {
    fc.assert(
      fc.property(
        anyStream,
        fc.integer({ min: 0, max: 30 * 24 }),
        fc.array(fc.integer({ min: 0, max: 40 * 1440 }), { minLength: 2, maxLength: 8 }),
        (stream, first, moments) => {
          const window = { from: start + first * hour, until: start + (first + 7) * hour };
          let before = sum([]);
          for (const moment of moments.sort((a, b) => a - b)) {
            const seen = sum([usedIn(stream, window, start + moment * 60_000)]);
            for (const kind in seen) expect(seen[kind]).toBeGreaterThanOrEqual(before[kind] ?? 0);
            before = seen;
          }
          const settled = usedIn(stream, window, window.until + lateDelay);
          expect(usedIn(stream, window, longAfter)).toEqual(settled);
        },
      ),
    );
  });

  it('counts in whole numbers that are never negative', () => {
    fc.assert(
      fc.property(anyStream, fc.integer({ min: 0, max: 40 * 1440 }), (stream, minute) => {
        const window = { from: start + minute * 60_000, until: start + (minute + 1) * 60_000 };
        for (const count of Object.values(usedIn(stream, window, window.until + 17 * 60_000))) {
          expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
        }
      }),
    );
  });

  it('has tokens only where it has requests', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      const window = { from: start + minute * 60_000, until: start + (minute + 1) * 60_000 };
      const { requests = 0, output_tokens = 0 } = usedIn(
        { ...steady, amounts: { requests: 40, output_tokens: 90_000 } },
        window,
        longAfter,
      );
      expect(requests > 0).toBe(output_tokens > 0);
    }
  });

  it('shows most of an hour after five minutes and the rest after four hours', () => {
    const window = { from: start + 10 * hour, until: start + 11 * hour };
    const tokens = (now: number) => usedIn(steady, window, now)['output_tokens'] ?? 0;
    const settled = tokens(longAfter);
    expect(tokens(window.from)).toBe(0);
    expect(tokens(window.until + promptDelay) / settled).toBeCloseTo(0.95, 3);
    expect(tokens(window.until + lateDelay - hour)).toBeLessThan(settled);
    expect(tokens(window.until + lateDelay)).toBe(settled);
  });

  it('is the same in another run, and other for another stream', () => {
    const window = { from: start, until: start + 3 * day };
    expect(usedIn(structuredClone(steady), window, longAfter)).toEqual(usedIn(steady, window, longAfter));
    expect(usedIn({ ...steady, id: 'stream_2' }, window, longAfter)).not.toEqual(usedIn(steady, window, longAfter));
  });

  it('is many times higher once the stream has run away', () => {
    const ran: Stream = { ...steady, rhythm: { ...steady.rhythm, runaway: { from: start + 9 * day, times: 20 } } };
    const tokens = (date: number) =>
      usedIn(ran, { from: start + date * day, until: start + (date + 1) * day }, longAfter)['output_tokens'] ?? 0;
    expect(tokens(9) / tokens(8)).toBeGreaterThan(8);
  });
});

describe('demand that stops', () => {
  const soon = start + 5 * day + 12 * hour;
  const tomorrow = { from: soon, until: soon + day };

  it('uses nothing from that minute on, and keeps what was used before', () => {
    const store = new Store('test');
    store.in(streams).add(steady);
    const before = usedIn(steady, { from: start, until: soon }, longAfter);
    stopDemand(store, soon, ({ dimensions }) => dimensions['api_key_id'] === 'apikey_1');
    const stopped = store.in(streams).get('stream_1') as Stream;
    expect(usedIn(stopped, { from: start, until: soon + 30 * day }, longAfter)).toEqual(before);
    expect(usedIn(stopped, tomorrow, longAfter)).toEqual({});
  });

  it('goes on when it is resumed, unless it had ended for good', () => {
    const store = new Store('test');
    store.in(streams).add(steady);
    store.in(streams).add({ ...steady, id: 'stream_2', retired: true, active: [{ from: start, until: start + day }] });
    stopDemand(store, soon, () => true);
    resumeDemand(store, soon + hour, () => true);
    const [resumed, retired] = store.in(streams).all() as [Stream, Stream];
    expect(usedIn(resumed, tomorrow, longAfter)['requests']).toBeGreaterThan(0);
    expect(usedIn(retired, tomorrow, longAfter)).toEqual({});
  });
});
