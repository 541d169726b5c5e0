import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { answerBuckets } from './bucket-rows.ts';
import { legacyDimensions } from './dimensions.ts';
import { bucketFields, legacyGroup } from './legacy.ts';
import { totalTokens, usage, usageFields } from './measure.ts';

export const analyticsUsageReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/usage_report',
    {
      query: z.strictObject({
        ...bucketFields(),
        group_by: listOf(z.enum(legacyDimensions)).default([]),
      }),
    },
    (call) =>
      answerBuckets(call, {
        measure: usage,
        compare: (a, b) => totalTokens(a) - totalTokens(b),
        wire: ({ group, value }) => [{ ...usageFields(value), ...legacyGroup(group) }],
      }),
  ),
];
