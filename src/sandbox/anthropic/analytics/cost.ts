import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { dimensions } from './dimensions.ts';
import { type Cost, cost, costPieces, totalOf } from './measure.ts';
import { rowFilters } from './query.ts';
import { answerRows, nullsFor, rowFields } from './report-rows.ts';

const groupings = [...dimensions, 'cost_type', 'token_type'] as const;
const ungrouped = nullsFor(groupings);

export const analyticsCostRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/cost',
    {
      query: z.strictObject({
        ...rowFilters(),
        group_by: listOf(z.enum(groupings)).default([]),
        order_by: z.enum(['amount', 'list_amount', 'time']).default('amount'),
      }),
    },
    (call) =>
      answerRows(call, {
        measure: cost,
        compare: compareCost,
        wire: (row) =>
          costPieces(row.value, call.query.group_by).map(({ cost_type, token_type, fields }) => {
            const { group, ...bounds } = rowFields(row, ungrouped);
            return { ...bounds, group: { ...group, cost_type, token_type }, cost: fields };
          }),
      }),
  ),
];

export function compareCost(orderBy: string, a: Cost, b: Cost): number {
  const field = orderBy === 'list_amount' ? 'list' : 'amount';
  const difference = totalOf(a, field) - totalOf(b, field);
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}
