import { dollars, type Money, part, perMillion } from '../demand/money.ts';

/** List prices, and what each part of usage is called on the bill. The organisation has no discount. */

/** Dollars per million tokens. Writing to the cache costs 1.25 times the input for 30 minutes, 2.5 times for 12 hours. */
type Prices = readonly [input: string, cached: string, output: string];

interface Model {
  readonly prices: Prices;
  /** What held before a day. */
  readonly earlier?: { readonly until: string; readonly prices: Prices };
}

const models: Readonly<Record<string, Model>> = {
  'gpt-6.2-astra': { prices: ['8', '0.40', '40'] },
  'gpt-6.2-sol': { prices: ['2', '0.10', '10'] },
  'gpt-6.1-sol': { prices: ['2', '0.10', '10'] },
  'gpt-6.1-terra': { prices: ['1', '0.05', '5'] },
  'gpt-6-astra': { prices: ['10', '1', '50'] },
  'gpt-6-sol': { prices: ['2', '0.20', '10'] },
  'gpt-6-luna': { prices: ['0.10', '0.01', '0.50'] },
  'gpt-5.6-sol': {
    prices: ['4', '0.40', '20'],
    earlier: { until: '2026-08-21', prices: ['5', '0.50', '30'] },
  },
  'gpt-5.6-terra': { prices: ['2', '0.20', '12'] },
  'gpt-5.6-luna': { prices: ['0.20', '0.02', '1.20'] },
  'gpt-5.5': { prices: ['5', '0.50', '30'] },
  'gpt-5.4': { prices: ['2.50', '0.25', '15'] },
  'gpt-5.4-mini': { prices: ['0.75', '0.075', '4.50'] },
  'gpt-5.4-nano': { prices: ['0.20', '0.02', '1.25'] },
  'gpt-5.1': { prices: ['1.25', '0.125', '10'] },
  'gpt-5': { prices: ['1.25', '0.125', '10'] },
  'gpt-5-mini': { prices: ['0.25', '0.025', '2'] },
  'gpt-5-nano': { prices: ['0.05', '0.005', '0.40'] },
  'gpt-4.1': { prices: ['2', '0.50', '8'] },
  'gpt-4.1-mini': { prices: ['0.40', '0.10', '1.60'] },
  'gpt-4o': { prices: ['2.50', '1.25', '10'] },
  'gpt-4o-mini': { prices: ['0.15', '0.075', '0.60'] },
  o3: { prices: ['2', '0.50', '8'] },
  'o4-mini': { prices: ['1.10', '0.275', '4.40'] },
};

/** Assumed, since no recent price list was readable: audio tokens in eightfold, image tokens in fourfold of text. */
const audioTimes = 8n;
const imageTimes = 4n;

/** A part of what a stream used that stands on the bill by itself. */
export interface Charge {
  /** What the part is called after the model. */
  readonly item: string;
  readonly price: Money;
  readonly unit: 'tokens' | 'images' | 'characters' | 'duration_seconds' | null;
}

export type Charges = Readonly<Record<string, Charge>>;

/** How a text model was asked, as far as its price depends on it. */
export interface Tier {
  readonly batch: boolean;
  readonly service_tier: string | null;
}

const known = new Map<string, Charges>();

/** The charges for a text model, by kind of usage. */
export function tokenCharges(model: string, tier: Tier, at: number): Charges {
  const prices = pricesOf(model, at);
  const key = [model, tier.batch, tier.service_tier, ...prices].join(' ');
  const charges = known.get(key) ?? makeCharges(prices, tier);
  known.set(key, charges);
  return charges;
}

function makeCharges(prices: Prices, tier: Tier): Charges {
  const priced = (place: 0 | 1 | 2) => tiered(perMillion(prices[place]), tier);
  const [input, cached, output] = [priced(0), priced(1), priced(2)];
  const suffix = suffixOf(tier);
  const tokens = (item: string, price: Money): Charge => ({ item: `${item}${suffix}`, price, unit: 'tokens' });
  return {
    input_text_tokens: tokens('input_tokens', input),
    input_cached_text_tokens: tokens('input_cached_tokens', cached),
    input_cache_write_30m_tokens: tokens('input_cache_write_30m_tokens', part(input, 5n, 4n)),
    input_cache_write_12h_tokens: tokens('input_cache_write_12h_tokens', part(input, 5n, 2n)),
    input_audio_tokens: tokens('input_audio_tokens', input * audioTimes),
    input_cached_audio_tokens: tokens('input_cached_audio_tokens', cached * audioTimes),
    input_image_tokens: tokens('input_image_tokens', input * imageTimes),
    input_cached_image_tokens: tokens('input_cached_image_tokens', cached * imageTimes),
    output_text_tokens: tokens('output_tokens', output),
    output_audio_tokens: tokens('output_audio_tokens', output * audioTimes),
    output_image_tokens: tokens('output_image_tokens', output * imageTimes),
  };
}

/** The moments at which some price changed, in milliseconds. */
export const priceChanges: readonly number[] = Object.values(models)
  .flatMap(({ earlier }) => (earlier ? [Date.parse(earlier.until)] : []))
  .sort((a, b) => a - b);

function pricesOf(name: string, at: number): Prices {
  const model = models[name];
  if (!model) throw new Error(`no price for ${name}`);
  const { prices, earlier } = model;
  return earlier && at < Date.parse(earlier.until) ? earlier.prices : prices;
}

/** Batch and flex cost half, priority double. */
function tiered(price: Money, { batch, service_tier }: Tier): Money {
  if (batch || service_tier === 'flex') return part(price, 1n, 2n);
  return service_tier === 'priority' ? price * 2n : price;
}

function suffixOf({ batch, service_tier }: Tier): string {
  if (batch) return ', batch';
  return service_tier === 'flex' || service_tier === 'priority' ? `, ${service_tier}` : '';
}

/** The charges of services that are not paid by text tokens, by model where they have one. Assumed, as above. */
export const otherCharges: Readonly<Record<string, (model: string) => Charges>> = {
  embeddings: (model) => ({
    input_tokens: {
      item: 'input_tokens',
      price: perMillion(model === 'text-embedding-3-large' ? '0.13' : '0.02'),
      unit: 'tokens',
    },
  }),
  moderations: () => ({}),
  images: () => ({ images: { item: 'images', price: dollars('0.04'), unit: 'images' } }),
  audio_speeches: () => ({ characters: { item: 'characters', price: perMillion('15'), unit: 'characters' } }),
  audio_transcriptions: () => ({
    seconds: { item: 'duration_seconds', price: dollars('0.0001'), unit: 'duration_seconds' },
  }),
  /** $0.10 a gigabyte and day. */
  vector_stores: () => ({ usage_bytes: { item: 'storage', price: dollars('0.0000000001'), unit: null } }),
  code_interpreter_sessions: () => ({ num_sessions: { item: 'sessions', price: dollars('0.03'), unit: null } }),
  file_search_calls: () => ({ num_requests: { item: 'calls', price: dollars('0.0025'), unit: null } }),
  web_search_calls: () => ({ num_requests: { item: 'calls', price: dollars('0.01'), unit: null } }),
};
