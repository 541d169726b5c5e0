import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { dimensions } from './dimensions.ts';
import { totalTokens, type Usage, usage, usageFields } from './measure.ts';
import { rowFilters } from './query.ts';
import { answerRows, nullsFor, rowFields } from './report-rows.ts';

const ungrouped = nullsFor(dimensions);

export const analyticsUsageRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/usage',
    {
      query: z.strictObject({
        ...rowFilters(),
        group_by: listOf(z.enum(dimensions)).default([]),
        order_by: z
          .enum(['output_tokens', 'requests', 'time', 'total_tokens', 'uncached_input_tokens'])
          .default('total_tokens'),
      }),
    },
    (call) =>
      answerRows(call, {
        measure: usage,
        compare: (orderBy, a, b) => metricOf(a, orderBy) - metricOf(b, orderBy),
        wire: (row) => [
          {
            ...rowFields(row, ungrouped),
            usage: { ...usageFields(row.value), total_tokens: totalTokens(row.value) },
          },
        ],
      }),
  ),
];

export function metricOf(value: Usage, orderBy: string): number {
  return orderBy === 'total_tokens' || orderBy === 'time' ? totalTokens(value) : (value[orderBy] ?? 0);
}
