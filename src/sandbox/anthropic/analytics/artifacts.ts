import { z } from 'zod';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { activityIn } from './engagement/activity.ts';
import { filterField, filtersOf, passes, productsWith } from './engagement/filters.ts';
import { grouped, groupFields, groupsOf, momentOf, pageFields, pageOfRows } from './engagement/listing.ts';
import { dayField, periodOf } from './engagement/period.ts';
import { artifacts } from './engagement/things.ts';
import { distinctUsers, filtered, totalCount, type Use, usesOf } from './engagement/uses.ts';
import { teamsOf } from './teams.ts';

const dimensions = ['artifact_type', 'is_shared', 'product', 'rbac_group_id', 'user_id'];

export const analyticsArtifactRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/artifacts',
    {
      query: z.strictObject({
        ...pageFields(),
        date: dayField(),
        filter: filterField(),
        group_by: listOf(z.enum(['product', 'rbac_group_id', 'user_id'])).default([]),
      }),
    },
    ({ store, query, clock }) => {
      const now = momentOf(query, clock.now());
      const filters = filtersOf(query.filter, dimensions, productsWith.artifacts);
      const rbac = teamsOf(store);
      const activities = filtered(activityIn(store, periodOf(query, now)), filters, rbac);
      const things = artifacts.filter(
        ({ artifact_type, is_shared }) =>
          passes(filters, 'artifact_type', artifact_type) && passes(filters, 'is_shared', String(is_shared)),
      );
      const rows = grouped(
        usesOf(activities, things),
        ({ activity }) => groupsOf(activity, query.group_by, rbac),
        ({ thing }) => `${thing.artifact_type} ${thing.is_shared}`,
      ).map(({ group, members }) => ({ ...wire(members), ...groupFields(group, store) }));
      const isCube = query.group_by.length === 0;
      return pageOfRows(rows, isCube ? { ...query, limit: rows.length, page: undefined } : query, now, {
        column: 'artifact_type',
        columnOf: ({ artifact_type, is_shared }) => `${artifact_type} ${is_shared}`,
        sample: {},
      });
    },
  ),
];

function wire(uses: readonly Use<(typeof artifacts)[number]>[]) {
  const thing = uses[0]?.thing;
  const created = totalCount(uses);
  return {
    artifact_type: thing?.artifact_type ?? 'other',
    is_shared: thing?.is_shared ?? false,
    artifacts_created_count: created,
    published_artifacts_created_count: thing?.is_shared ? Math.floor(created * 0.25) : 0,
    distinct_user_count: distinctUsers(uses.map(({ activity }) => activity)),
  };
}
