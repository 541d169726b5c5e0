import { z } from 'zod';
import { flag, listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { compareCost } from './cost.ts';
import { legacyDimensions } from './dimensions.ts';
import { cost, costPieces } from './measure.ts';
import { legacyFilters } from './query.ts';
import { answerUserRows, legacyGroup } from './user-rows.ts';

export const userCostReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/user_cost_report',
    {
      query: z.strictObject({
        ...legacyFilters(),
        bucket_width: z.enum(['1d', '1h', '1m']).optional(),
        group_by: listOf(z.enum([...legacyDimensions, 'cost_type', 'token_type'])).default([]),
        order: z.enum(['asc', 'desc']).default('desc'),
        order_by: z.enum(['amount', 'list_amount']).default('amount'),
        exclude_deleted_users: flag().default(false),
      }),
    },
    (call) =>
      answerUserRows(call, {
        measure: cost,
        compare: compareCost,
        wire: ({ group, value }) =>
          costPieces(value, call.query.group_by).map(({ cost_type, token_type, fields }) => ({
            ...fields,
            ...legacyGroup(group),
            cost_type,
            token_type,
          })),
      }),
  ),
];
