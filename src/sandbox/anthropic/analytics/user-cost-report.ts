import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { compareCost } from './cost.ts';
import { legacyCostDimensions, legacyCosts, personFields } from './legacy.ts';
import { cost } from './measure.ts';
import { answerUserRows } from './user-rows.ts';

export const userCostReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/user_cost_report',
    {
      query: z.strictObject({
        ...personFields(),
        group_by: listOf(z.enum(legacyCostDimensions)).default([]),
        order_by: z.enum(['amount', 'list_amount']).default('amount'),
      }),
    },
    (call) =>
      answerUserRows(call, {
        measure: cost,
        compare: compareCost,
        wire: (row) => legacyCosts(row, call.query.group_by),
      }),
  ),
];
