import type { Stream } from '../demand/demand.ts';
import type { Money } from '../demand/money.ts';
import { splitAt, type Used, usedIn, type Window } from '../demand/usage.ts';
import {
  containerPrice,
  discounted,
  labelOf,
  priceChanges,
  type Service,
  sessionPrice,
  type TokenKind,
  tokenKinds,
  tokenPrices,
  webSearchPrice,
} from './prices.ts';

export type CostType = 'tokens' | 'web_search' | 'code_execution' | 'session_usage';

/** A part of a stream's cost: tokens of one kind, or one other thing that is paid for. */
export interface CostLine {
  readonly costType: CostType;
  readonly tokenType: TokenKind | null;
  readonly list: Money;
  readonly amount: Money;
}

/** What a stream cost in a window, as far as `now` can know it. */
export function costIn(stream: Stream, window: Window, now: number): { used: Used; lines: readonly CostLine[] } {
  const lines: CostLine[] = [];
  let requests = 0;
  for (const period of splitAt(window, priceChanges)) {
    const used = usedIn(stream, period, now);
    requests += used['requests'] ?? 0;
    addLines(lines, stream, used, period.from);
  }
  return { used: { requests }, lines };
}

/** Priority Tier is paid for in advance, so its usage costs nothing here. */
export function isBilled({ dimensions }: Stream): boolean {
  return dimensions['service_tier'] !== 'priority';
}

function addLines(lines: CostLine[], stream: Stream, used: Used, at: number): void {
  const add = (costType: CostType, tokenType: TokenKind | null, quantity: number | undefined, price: Money) => {
    if (!quantity) return;
    const list = BigInt(quantity) * price;
    lines.push({ costType, tokenType, list, amount: discounted(list) });
  };
  add('code_execution', null, used['container_hundredths'], containerPrice);
  add('web_search', null, used['web_search_requests'], webSearchPrice);
  add('session_usage', null, used['session_hundredths'], sessionPrice);
  if (stream.dataset !== 'messages') return;
  const prices = tokenPrices(serviceOf(stream), at);
  for (const [index, kind] of tokenKinds.entries()) add('tokens', kind, used[kind], prices[index] as Money);
}

export function serviceOf({ dimensions }: Stream): Service {
  return {
    model: text(dimensions['model']),
    service_tier: text(dimensions['service_tier']),
    context_window: text(dimensions['context_window']),
    inference_geo: text(dimensions['inference_geo']),
    speed: text(dimensions['speed']),
  };
}

function text(value: string | boolean | null | undefined): string {
  return typeof value === 'string' ? value : '';
}

const tokenLabels: Readonly<Record<TokenKind, string>> = {
  uncached_input_tokens: 'Input Tokens',
  output_tokens: 'Output Tokens',
  cache_read_input_tokens: 'Input Tokens, Cache Read',
  'cache_creation.ephemeral_5m_input_tokens': 'Input Tokens, Cache Write 5m',
  'cache_creation.ephemeral_1h_input_tokens': 'Input Tokens, Cache Write 1h',
};

/** What a cost line is called, such as `Claude Opus 5.5 Usage - Output Tokens, Batch`. */
export function describe(line: CostLine, service: Service): string {
  if (line.costType === 'web_search') return 'Web Search Usage';
  if (line.costType === 'code_execution') return 'Code Execution Usage';
  if (line.costType === 'session_usage') return 'Managed Agents Session Usage';
  const details = [
    `${labelOf(service.model)} Usage - ${tokenLabels[line.tokenType ?? 'uncached_input_tokens']}`,
    service.service_tier === 'batch' ? 'Batch' : '',
    service.context_window === '200k-1M' ? 'Long Context' : '',
    service.inference_geo === 'us' ? 'US' : '',
    service.speed === 'fast' ? 'Fast' : '',
  ];
  return details.filter((detail) => detail !== '').join(', ');
}
