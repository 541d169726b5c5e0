import type Anthropic from '@anthropic-ai/sdk';
import { Big } from 'big.js';
import { expect } from 'vitest';

/** Reading the Anthropic reports that the SDK does not type. */

export interface Bucket<Result> {
  readonly starting_at: string;
  readonly ending_at: string;
  readonly results: readonly Result[];
}

export interface Report<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_page: string | null;
}

export interface MessagesResult {
  readonly uncached_input_tokens: number;
  readonly cache_creation: { readonly ephemeral_5m_input_tokens: number; readonly ephemeral_1h_input_tokens: number };
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
  readonly server_tool_use: { readonly web_search_requests: number };
  readonly [dimension: string]: unknown;
}

export interface CostResult {
  readonly amount: string;
  readonly [field: string]: unknown;
}

export type Query = Readonly<Record<string, unknown>>;

export function reportsOf(client: Anthropic) {
  const report = <Item>(path: string, query: Query, headers: Record<string, string> = {}) =>
    client.get<Report<Item>>(`/v1/organizations/${path}`, { query: { ...query }, headers });

  const everyPage = async <Item>(path: string, query: Query): Promise<Item[]> => {
    const items: Item[] = [];
    for (let page: string | null | undefined; page !== null; ) {
      const answer: Report<Item> = await report<Item>(path, page === undefined ? query : { ...query, page });
      items.push(...answer.data);
      expect(answer.has_more).toBe(answer.next_page !== null);
      page = answer.next_page;
    }
    return items;
  };

  return {
    report,
    everyPage,
    messages: (query: Query, headers?: Record<string, string>) =>
      report<Bucket<MessagesResult>>('usage_report/messages', query, headers),
    costs: (query: Query) => report<Bucket<CostResult>>('cost_report', query),
  };
}

export function tokensOf(results: readonly MessagesResult[]) {
  const sums = { uncached_input: 0, write_5m: 0, write_1h: 0, cache_read: 0, output: 0, searches: 0 };
  for (const result of results) {
    sums.uncached_input += result.uncached_input_tokens;
    sums.write_5m += result.cache_creation.ephemeral_5m_input_tokens;
    sums.write_1h += result.cache_creation.ephemeral_1h_input_tokens;
    sums.cache_read += result.cache_read_input_tokens;
    sums.output += result.output_tokens;
    sums.searches += result.server_tool_use.web_search_requests;
  }
  return sums;
}

/** The exact sum of decimal numbers. */
export function total(amounts: readonly string[]): string {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed();
}

export function refused(status: number) {
  return expect.objectContaining({ status, type: 'invalid_request_error' });
}
