import { type Money, part, perMillion } from '../demand/money.ts';

/** List prices in dollars per million tokens, what changes them, and the discount of the organisation. */

export const tokenKinds = [
  'uncached_input_tokens',
  'output_tokens',
  'cache_read_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** In the order of `tokenKinds`. */
type Prices = readonly [input: string, output: string, read: string, write5m: string, write1h: string];

interface Model {
  readonly label: string;
  readonly prices: Prices;
  /** What held before a day. */
  readonly earlier?: { readonly until: string; readonly prices: Prices };
  /** For prompts above 100,000 tokens. */
  readonly longPrompt?: Prices;
  readonly fast?: Prices;
  /** From before regions were recorded (February 2026). */
  readonly old?: true;
}

const opus: Prices = ['5', '25', '0.50', '6.25', '10'];
const opusFast: Prices = ['10', '50', '1', '12.50', '20'];
const oldOpus: Prices = ['15', '75', '1.50', '18.75', '30'];
const fable: Prices = ['10', '50', '1', '12.50', '20'];
const fable51: Prices = ['10', '50', '0.25', '12.50', '20'];
const fable52: Prices = ['8', '40', '0.20', '10', '16'];
const sonnet: Prices = ['3', '15', '0.30', '3.75', '6'];
const sonnet5: Prices = ['2', '10', '0.20', '2.50', '4'];
const haiku: Prices = ['1', '5', '0.10', '1.25', '2'];

const models: Readonly<Record<string, Model>> = {
  'claude-fable-5-2': { label: 'Claude Fable 5.2', prices: fable52 },
  'claude-mythos-5-2': { label: 'Claude Mythos 5.2', prices: fable52 },
  'claude-fable-5-1': { label: 'Claude Fable 5.1', prices: fable51 },
  'claude-mythos-5-1': { label: 'Claude Mythos 5.1', prices: fable51 },
  'claude-fable-5': { label: 'Claude Fable 5', prices: fable },
  'claude-mythos-5': { label: 'Claude Mythos 5', prices: fable },
  'claude-opus-5-5': { label: 'Claude Opus 5.5', prices: ['4', '20', '0.20', '5', '8'] },
  'claude-opus-5': { label: 'Claude Opus 5', prices: opus, fast: opusFast },
  'claude-opus-4-8': { label: 'Claude Opus 4.8', prices: opus, fast: opusFast },
  'claude-opus-4-7': { label: 'Claude Opus 4.7', prices: opus },
  'claude-opus-4-6': { label: 'Claude Opus 4.6', prices: opus },
  'claude-opus-4-5': { label: 'Claude Opus 4.5', prices: opus, old: true },
  'claude-opus-4-5-20251101': { label: 'Claude Opus 4.5', prices: opus, old: true },
  'claude-opus-4-1': { label: 'Claude Opus 4.1', prices: oldOpus, old: true },
  'claude-sonnet-5-5': {
    label: 'Claude Sonnet 5.5',
    prices: ['2', '10', '0.10', '2.50', '4'],
    earlier: { until: '2026-10-07', prices: sonnet5 },
  },
  'claude-sonnet-5': { label: 'Claude Sonnet 5', prices: sonnet5 },
  'claude-sonnet-4-6': { label: 'Claude Sonnet 4.6', prices: sonnet },
  'claude-sonnet-4-5': { label: 'Claude Sonnet 4.5', prices: sonnet, old: true },
  'claude-sonnet-4-5-20250929': { label: 'Claude Sonnet 4.5', prices: sonnet, old: true },
  'claude-haiku-5-5': {
    label: 'Claude Haiku 5.5',
    prices: ['0.10', '0.50', '0.01', '0.125', '0.20'],
    longPrompt: ['0.50', '2.50', '0.05', '0.625', '1'],
  },
  'claude-haiku-4-5': { label: 'Claude Haiku 4.5', prices: haiku, old: true },
  'claude-haiku-4-5-20251001': { label: 'Claude Haiku 4.5', prices: haiku, old: true },
};

/** The days on which some price changed, in milliseconds. */
export const priceChanges: readonly number[] = [
  ...new Set(Object.values(models).flatMap(({ earlier }) => (earlier ? [Date.parse(earlier.until)] : []))),
].sort((a, b) => a - b);

/** How a request was served, as far as its price depends on it. */
export interface Service {
  readonly model: string;
  readonly service_tier: string;
  readonly context_window: string;
  readonly inference_geo: string;
  readonly speed: string;
}

const known = new Map<string, readonly Money[]>();

/** The list price of one token of each kind, in the order of `tokenKinds`, at a moment. */
export function tokenPrices(service: Service, at: number): readonly Money[] {
  const prices = pricesOf(service, at);
  const key = [service.service_tier, service.inference_geo, ...prices].join(' ');
  const each = known.get(key) ?? prices.map((price) => adjusted(perMillion(price), service));
  known.set(key, each);
  return each;
}

/** Batch costs half; inference in the US only costs a tenth more. */
function adjusted(price: Money, { service_tier, inference_geo }: Service): Money {
  return part(price, (service_tier === 'batch' ? 1n : 2n) * (inference_geo === 'us' ? 11n : 10n), 20n);
}

function pricesOf(service: Service, at: number): Prices {
  const { prices, earlier, longPrompt, fast } = modelOf(service.model);
  if (service.speed === 'fast' && fast) return fast;
  if (service.context_window === '200k-1M' && longPrompt) return longPrompt;
  if (earlier && at < Date.parse(earlier.until)) return earlier.prices;
  return prices;
}

/** As cost descriptions call the model. */
export function labelOf(model: string): string {
  return modelOf(model).label;
}

/** Whether usage of the model says in which region it ran. */
export function hasRegion(model: string): boolean {
  return modelOf(model).old === undefined;
}

function modelOf(name: string): Model {
  const model = models[name];
  if (!model) throw new Error(`no price for ${name}`);
  return model;
}

/** One web search: $10 per thousand. */
export const webSearchPrice: Money = perMillion('10000');
/** A hundredth of a container hour beyond the free ones, at $0.05 an hour. */
export const containerPrice: Money = perMillion('500');
/** A hundredth of a running hour of a managed agent's session, at $0.08 an hour. */
export const sessionPrice: Money = perMillion('800');

/** What the organisation pays of a list price: a tenth less. */
export function discounted(list: Money): Money {
  return part(list, 9n, 10n);
}
