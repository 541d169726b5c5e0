import { z } from 'zod';
import { get, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { badRequest } from '../refuse.ts';
import type { RbacGroups } from './dimensions.ts';
import { type Activity, activityIn } from './engagement/activity.ts';
import { type Filters, filtersOf, passes } from './engagement/filters.ts';
import { grouped, groupFields, groupsOf, listingFields, momentOf, pageOfRows } from './engagement/listing.ts';
import { isoDay, periodOf } from './engagement/period.ts';
import { personMetrics, projectMetrics } from './engagement/person.ts';
import { chatProjects } from './engagement/things.ts';
import { distinctUsers, filtered, usesOf } from './engagement/uses.ts';
import { teamsOf } from './teams.ts';

export const analyticsUserRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/users',
    { query: z.strictObject(listingFields(['rbac_group_id'])) },
    ({ store, query, clock }) => {
      const now = momentOf(query, clock.now());
      const filters = filtersOf(query.filter, ['project_id', 'rbac_group_id', 'user_id']);
      if (filters.has('project_id') && (query.group_by.length > 0 || filters.has('rbac_group_id'))) {
        throw badRequest('filter: project_id cannot be combined with group_by or a filter by rbac_group_id');
      }
      const rbac = teamsOf(store);
      const activities = filtered(activityIn(store, periodOf(query, now)), filters, rbac);
      const rows =
        query.group_by.length > 0 ? groupRows(activities, store, rbac) : userRows(activities, store, filters);
      return pageOfRows(rows, query, now, {
        column: 'email_address',
        columnOf: ({ user, rbac_group_id }) =>
          (user as { email_address: string } | null)?.email_address ?? String(rbac_group_id),
        sample: { ...personMetrics([], { store, isOnePerson: true }), distinct_user_count: 0 },
      });
    },
  ),
];

function userRows(activities: readonly Activity[], store: Store, filters: Filters) {
  const projects = chatProjects(store).filter(({ name }) => passes(filters, 'project_id', name));
  const counting = { store, isOnePerson: true };
  return grouped(
    activities,
    () => [{}],
    ({ user_id }) => user_id,
  ).flatMap(({ name, members }) => {
    const uses = filters.has('project_id') ? usesOf(members, projects) : undefined;
    const active = uses ? uses.map(({ activity }) => activity) : members;
    const [first] = active;
    if (!first) return [];
    return {
      user: { type: 'user', id: name, email_address: first.email },
      distinct_user_count: null,
      last_activity_date: isoDay(Math.max(...active.map(({ date }) => date))),
      ...(uses ? projectMetrics(uses, counting) : personMetrics(members, counting)),
    };
  });
}

function groupRows(activities: readonly Activity[], store: Store, rbac: RbacGroups) {
  return grouped(
    activities,
    (activity) => groupsOf(activity, ['rbac_group_id'], rbac),
    () => '',
  ).map(({ group, members }) => ({
    user: null,
    distinct_user_count: distinctUsers(members),
    ...groupFields(group, store),
    ...personMetrics(members, { store, isOnePerson: false }),
  }));
}
