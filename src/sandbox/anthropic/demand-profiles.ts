import type { Family } from '../demand/demand-plan.ts';
import { type Service, tokenKinds, tokenPrices, webSearchPrice } from './prices.ts';

/** Lines of models, and what a typical request of each way of use takes. */

export const families = {
  opus: [
    { model: 'claude-opus-4-5-20251101', since: '2025-11-24' },
    { model: 'claude-opus-4-6', since: '2026-02-05' },
    { model: 'claude-opus-4-8', since: '2026-05-19' },
    { model: 'claude-opus-5', since: '2026-07-14' },
    { model: 'claude-opus-5-5', since: '2026-09-22' },
  ],
  sonnet: [
    { model: 'claude-sonnet-4-5-20250929', since: '2025-09-29' },
    { model: 'claude-sonnet-4-6', since: '2026-02-17' },
    { model: 'claude-sonnet-5', since: '2026-06-30' },
    { model: 'claude-sonnet-5-5', since: '2026-09-15' },
  ],
  haiku: [
    { model: 'claude-haiku-4-5-20251001', since: '2025-10-15' },
    { model: 'claude-haiku-5-5', since: '2026-10-05' },
  ],
  fable: [
    { model: 'claude-opus-4-5-20251101', since: '2025-11-24' },
    { model: 'claude-opus-4-6', since: '2026-02-05' },
    { model: 'claude-fable-5', since: '2026-06-09' },
    { model: 'claude-fable-5-1', since: '2026-08-28' },
    { model: 'claude-fable-5-2', since: '2026-11-09' },
  ],
  /** For those who pay for speed, which the newest model does not offer. */
  quick: [
    { model: 'claude-opus-4-8', since: '2026-05-19' },
    { model: 'claude-opus-5', since: '2026-07-14' },
  ],
  /** For those who stay with what they know. */
  settled: [{ model: 'claude-sonnet-4-6', since: '2026-02-17' }],
} satisfies Record<string, Family>;
export type FamilyName = keyof typeof families;

/** Tokens of a request, in the order of `tokenKinds`, and searches. */
export interface Profile {
  readonly tokens: readonly [input: number, output: number, read: number, write5m: number, write1h: number];
  readonly searches: number;
}

export const profiles = {
  chat: { tokens: [1_800, 620, 9_000, 420, 0], searches: 0.04 },
  agent: { tokens: [900, 880, 42_000, 2_400, 300], searches: 0.01 },
  batch: { tokens: [3_600, 460, 0, 0, 0], searches: 0 },
  classify: { tokens: [640, 40, 1_500, 60, 0], searches: 0 },
  code: { tokens: [420, 690, 38_000, 2_700, 0], searches: 0.005 },
  long: { tokens: [240_000, 2_100, 30_000, 0, 12_000], searches: 0 },
} satisfies Record<string, Profile>;

/** What so many requests use, by kind. */
export function tokensOf({ tokens, searches }: Profile, requests: number): Record<string, number> {
  const used: Record<string, number> = { requests };
  for (const [index, kind] of tokenKinds.entries()) used[kind] = requests * (tokens[index] as number);
  if (searches > 0) used['web_search_requests'] = requests * searches;
  return used;
}

/** The list price of a typical request in dollars, for planning only. */
export function typicalPrice({ tokens, searches }: Profile, service: Service, at: number): number {
  const prices = tokenPrices(service, at);
  const cost = tokens.reduce(
    (sum, count, index) => sum + count * Number(prices[index]),
    searches * Number(webSearchPrice),
  );
  return cost / 1e12;
}
