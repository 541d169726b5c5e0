import { expect, it } from 'vitest';
import { Rates } from './rates.ts';

function asks(rates: Rates, client: string, times: number, now: number): number {
  return Array.from({ length: times }, () => rates.take(client, now)).filter(Boolean).length;
}

it('lets a client ask a minute’s worth at once, and no more', () => {
  expect(asks(new Rates(60), 'a', 100, 0)).toBe(60);
});

it('gives back as time goes by, never more than a minute’s worth', () => {
  const rates = new Rates(60);
  asks(rates, 'a', 60, 0);
  expect(asks(rates, 'a', 100, 10_000)).toBe(10);
  expect(asks(rates, 'a', 100, 3_600_000)).toBe(60);
});

it('lets nobody suffer for another', () => {
  const rates = new Rates(5);
  asks(rates, 'a', 100, 0);
  expect(asks(rates, 'b', 100, 0)).toBe(5);
});

it('does not keep out for longer whoever goes on asking', () => {
  const rates = new Rates(60);
  asks(rates, 'a', 1000, 0);
  expect(rates.take('a', 1000)).toBe(true);
});
