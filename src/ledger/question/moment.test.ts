import { describe, expect, it } from 'vitest';
import { momentOf, parseMoment, readMoment } from './moment.ts';
import { zoneNamed } from './zone.ts';

const now = Date.parse('2026-11-24T13:45:10Z');

describe('a moment in words', () => {
  it.each([
    ['30d', '2026-10-25T13:45:10.000Z'],
    ['12h', '2026-11-24T01:45:10.000Z'],
    ['90m', '2026-11-24T12:15:10.000Z'],
    ['2w', '2026-11-10T13:45:10.000Z'],
    ['now', '2026-11-24T13:45:10.000Z'],
    ['today', '2026-11-24T00:00:00.000Z'],
    ['yesterday', '2026-11-23T00:00:00.000Z'],
    ['this month', '2026-11-01T00:00:00.000Z'],
    ['Last Month', '2026-10-01T00:00:00.000Z'],
    ['last-month', '2026-10-01T00:00:00.000Z'],
    ['2026-10', '2026-10-01T00:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:00:00+02:00', '2026-11-01T06:00:00.000Z'],
  ])('reads %s', (text, moment) => {
    expect(new Date(parseMoment(text, now, 'since')).toISOString()).toBe(moment);
  });

  it.each(['2026-02-30', '2026-13', '30', 'last week', '', '30y', '2026-11-01T08:00:00'])('refuses «%s»', (text) => {
    expect(() => parseMoment(text, now, 'since')).toThrow(
      expect.objectContaining({ message: `since: «${text}» is not a time.`, parameter: 'since' }),
    );
  });

  it.each([
    ['Europe/Berlin', 'today', '2026-11-23T23:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kathmandu', 'today', '2026-11-23T18:15:00.000Z'],
    ['Pacific/Kiritimati', 'today', '2026-11-24T10:00:00.000Z'],
    // Where clocks go forward at midnight, the day begins an hour late.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
  ])('begins its days in %s: %s', (name, text, moment) => {
    const zone = zoneNamed(name);
    expect(new Date(momentOf(readMoment(text, now, 'since', zone), now, zone)).toISOString()).toBe(moment);
  });
});

it('a time zone that nobody knows is refused, with the nearest name', () => {
  expect(() => zoneNamed('Europe/Berln')).toThrow(
    expect.objectContaining({ code: 'timezone_unknown', parameter: 'timezone', hint: 'Did you mean Europe/Berlin?' }),
  );
});
