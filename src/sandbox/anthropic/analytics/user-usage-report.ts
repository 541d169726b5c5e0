import { z } from 'zod';
import { flag, listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { legacyDimensions } from './dimensions.ts';
import { totalTokens, usage, usageFields } from './measure.ts';
import { legacyFilters } from './query.ts';
import { metricOf } from './usage.ts';
import { answerUserRows, legacyGroup } from './user-rows.ts';

export const userUsageReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/user_usage_report',
    {
      query: z.strictObject({
        ...legacyFilters(),
        bucket_width: z.enum(['1d', '1h', '1m']).optional(),
        group_by: listOf(z.enum(legacyDimensions)).default([]),
        order: z.enum(['asc', 'desc']).default('desc'),
        order_by: z
          .enum(['output_tokens', 'requests', 'total_tokens', 'uncached_input_tokens'])
          .default('total_tokens'),
        exclude_deleted_users: flag().default(false),
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
