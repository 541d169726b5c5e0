import type { Stream } from '../demand/demand.ts';
import type { Money } from '../demand/money.ts';
import { usedIn, type Window } from '../demand/usage.ts';
import { type Charge, type Charges, otherCharges, tokenCharges } from './prices.ts';

/** One thing that a stream is billed for. */
export interface CostLine {
  /** Such as `gpt-6.2-sol, input_tokens`. */
  readonly item: string;
  readonly quantity: number;
  readonly unit: Charge['unit'];
  readonly amount: Money;
}

/** Services without a model are billed under a name of their own. */
const serviceNames: Readonly<Record<string, string>> = {
  vector_stores: 'vector store',
  code_interpreter_sessions: 'code interpreter',
  file_search_calls: 'file search',
  web_search_calls: 'web search',
};

/** What a stream cost in a window in which no price changes, as far as `now` can know it. */
export function costIn(stream: Stream, window: Window, now: number): readonly CostLine[] {
  const used = usedIn(stream, window, now);
  const charges = chargesOf(stream, window.from);
  const name = serviceNames[stream.dataset] ?? modelOf(stream);
  const lines: CostLine[] = [];
  for (const kind in charges) {
    const quantity = used[kind] ?? 0;
    const { item, price, unit } = charges[kind] as Charge;
    if (quantity > 0) lines.push({ item: `${name}, ${item}`, quantity, unit, amount: BigInt(quantity) * price });
  }
  return lines;
}

function chargesOf(stream: Stream, at: number): Charges {
  const other = otherCharges[stream.dataset];
  if (other) return other(modelOf(stream));
  const tier = stream.dimensions['service_tier'];
  const batch = stream.dimensions['batch'] === true;
  return tokenCharges(modelOf(stream), { batch, service_tier: typeof tier === 'string' ? tier : null }, at);
}

function modelOf({ dimensions }: Stream): string {
  return String(dimensions['model'] ?? '');
}
