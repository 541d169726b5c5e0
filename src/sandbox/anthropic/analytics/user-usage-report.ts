import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { legacyDimensions } from './dimensions.ts';
import { legacyGroup, personFields } from './legacy.ts';
import { totalTokens, usage, usageFields } from './measure.ts';
import { metricOf } from './usage.ts';
import { answerUserRows } from './user-rows.ts';

export const userUsageReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/user_usage_report',
    {
      query: z.strictObject({
        ...personFields(),
        group_by: listOf(z.enum(legacyDimensions)).default([]),
        order_by: z
          .enum(['output_tokens', 'requests', 'total_tokens', 'uncached_input_tokens'])
          .default('total_tokens'),
      }),
    },
    (call) =>
      answerUserRows(call, {
        measure: usage,
        compare: (orderBy, a, b) => metricOf(a, orderBy) - metricOf(b, orderBy),
        wire: ({ group, value }) => [
          { ...usageFields(value), total_tokens: totalTokens(value), ...legacyGroup(group) },
        ],
      }),
  ),
];
