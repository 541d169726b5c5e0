import { add, isNothing } from '../../demand/buckets.ts';
import type { Stream } from '../../demand/demand.ts';
import { inCents, type Money } from '../../demand/money.ts';
import { usedIn, type Window } from '../../demand/usage.ts';
import { type CostType, costIn, isBilled } from '../cost-lines.ts';
import type { TokenKind } from '../prices.ts';

/** The two things that analytics measure. A value is undefined where there was nothing. */
export interface Measure<Value> {
  readonly empty: () => Value;
  readonly of: (stream: Stream, window: Window, now: number) => Value | undefined;
  readonly merge: (into: Value, more: Value) => void;
}

export type Usage = Record<string, number>;

export const usage: Measure<Usage> = {
  empty: () => ({}),
  of: (stream, window, now) => {
    const used = usedIn(stream, window, now);
    return isNothing(used) ? undefined : used;
  },
  merge: add,
};

export interface Cost {
  requests: number;
  readonly parts: Map<string, CostPart>;
}

export interface CostPart {
  readonly cost_type: CostType | null;
  readonly token_type: TokenKind | null;
  list: Money;
  amount: Money;
}

export const cost: Measure<Cost> = {
  empty: () => ({ requests: 0, parts: new Map() }),
  of: (stream, window, now) => {
    if (!isBilled(stream)) return undefined;
    const { used, lines } = costIn(stream, window, now);
    if (lines.length === 0) return undefined;
    const value: Cost = { requests: used['requests'] ?? 0, parts: new Map() };
    for (const { costType, tokenType, list, amount } of lines) {
      addPart(value, { cost_type: costType, token_type: tokenType, list, amount });
    }
    return value;
  },
  merge: (into, more) => {
    into.requests += more.requests;
    for (const part of more.parts.values()) addPart(into, part);
  },
};

function addPart({ parts }: Cost, more: CostPart): void {
  const key = `${more.cost_type} ${more.token_type}`;
  const present = parts.get(key);
  if (present === undefined) {
    parts.set(key, { ...more });
    return;
  }
  present.list += more.list;
  present.amount += more.amount;
}

export function totalTokens(value: Usage): number {
  return (
    (value['uncached_input_tokens'] ?? 0) +
    (value['output_tokens'] ?? 0) +
    (value['cache_read_input_tokens'] ?? 0) +
    (value['cache_creation.ephemeral_5m_input_tokens'] ?? 0) +
    (value['cache_creation.ephemeral_1h_input_tokens'] ?? 0)
  );
}

export function usageFields(value: Usage) {
  return {
    uncached_input_tokens: value['uncached_input_tokens'] ?? 0,
    cache_creation: {
      ephemeral_5m_input_tokens: value['cache_creation.ephemeral_5m_input_tokens'] ?? 0,
      ephemeral_1h_input_tokens: value['cache_creation.ephemeral_1h_input_tokens'] ?? 0,
    },
    cache_read_input_tokens: value['cache_read_input_tokens'] ?? 0,
    output_tokens: value['output_tokens'] ?? 0,
    server_tool_use: { web_search_requests: value['web_search_requests'] ?? 0 },
    requests: value['requests'] ?? 0,
  };
}

export function totalOf({ parts }: Cost, field: 'amount' | 'list'): Money {
  let total = 0n;
  for (const part of parts.values()) total += part[field];
  return total;
}

/** The cost in one piece, or by component, by token kind, or by both where they are grouped by. */
export function costPieces(value: Cost, groupBy: readonly string[]) {
  const byType = groupBy.includes('cost_type');
  const byToken = groupBy.includes('token_type');
  const pieces = new Map<string, CostPart>();
  for (const part of value.parts.values()) {
    if (byToken && !byType && part.cost_type !== 'tokens') continue;
    const cost_type = byType || byToken ? part.cost_type : null;
    const token_type = byToken ? part.token_type : null;
    addPart({ requests: 0, parts: pieces }, { cost_type, token_type, list: part.list, amount: part.amount });
  }
  return [...pieces.values()].map(({ cost_type, token_type, list, amount }) => ({
    cost_type,
    token_type,
    fields: {
      amount: inCents(amount),
      list_amount: inCents(list),
      currency: 'USD',
      requests: byType || byToken ? null : value.requests,
    },
  }));
}
