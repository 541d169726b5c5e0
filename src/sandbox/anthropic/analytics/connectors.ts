import type { Route } from '../../engine/route.ts';
import { thingRoute } from './engagement/thing-list.ts';
import { connectors } from './engagement/things.ts';
import { distinctUsers, sessionMetrics, totalCount } from './engagement/uses.ts';

export const analyticsConnectorRoutes: readonly Route[] = [
  thingRoute({
    path: 'connectors',
    things: () => connectors,
    column: 'connector_name',
    groupBy: ['product', 'rbac_group_id', 'user_id'],
    traits: { connector_name: ({ name, display }) => [name, display, `${name} mcp`] },
    wire: ({ name, display }, uses) => {
      const people = distinctUsers(uses.map(({ activity }) => activity));
      return {
        connector_name: name,
        connector_display_name: display,
        distinct_user_count: people,
        individual_auth_distinct_user_count: people,
        managed_auth_distinct_user_count: null,
        ...callCounts(totalCount(uses)),
        ...sessionMetrics(uses, 'connector'),
      };
    },
  }),
];

/** Every call is one of the three. */
function callCounts(calls: number) {
  const read_call_count = Math.floor(calls * 0.6);
  const write_call_count = Math.floor(calls * 0.15);
  return { read_call_count, write_call_count, unclassified_call_count: calls - read_call_count - write_call_count };
}
