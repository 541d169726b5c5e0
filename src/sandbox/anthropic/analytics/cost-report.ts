import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { answerBuckets } from './bucket-rows.ts';
import { compareCost } from './cost.ts';
import { legacyDimensions } from './dimensions.ts';
import { cost, costPieces } from './measure.ts';
import { legacyFilters } from './query.ts';
import { legacyGroup } from './user-rows.ts';

export const analyticsCostReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/cost_report',
    {
      query: z.strictObject({
        ...legacyFilters(),
        bucket_width: z.enum(['1d', '1h', '1m']).default('1d'),
        group_by: listOf(z.enum([...legacyDimensions, 'cost_type', 'token_type'])).default([]),
      }),
    },
    (call) =>
      answerBuckets(call, {
        measure: cost,
        compare: (a, b) => compareCost('amount', a, b),
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
