import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { answerBuckets } from './bucket-rows.ts';
import { compareCost } from './cost.ts';
import { bucketFields, legacyCostDimensions, legacyCosts } from './legacy.ts';
import { cost } from './measure.ts';

export const analyticsCostReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/cost_report',
    {
      query: z.strictObject({
        ...bucketFields(),
        group_by: listOf(z.enum(legacyCostDimensions)).default([]),
      }),
    },
    (call) =>
      answerBuckets(call, {
        measure: cost,
        compare: (a, b) => compareCost('amount', a, b),
        wire: (row) => legacyCosts(row, call.query.group_by),
      }),
  ),
];
