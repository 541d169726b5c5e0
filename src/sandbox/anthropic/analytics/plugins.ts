import { hash32 } from '../../../internal/hash.ts';
import type { Route } from '../../engine/route.ts';
import { productsWith } from './engagement/filters.ts';
import { thingRoute } from './engagement/thing-list.ts';
import { usedPlugins } from './engagement/things.ts';
import { distinctUsers, sessionsIn, totalCount } from './engagement/uses.ts';

export const analyticsPluginRoutes: readonly Route[] = [
  thingRoute({
    path: 'plugins',
    things: usedPlugins,
    column: 'plugin_name',
    groupBy: ['product', 'rbac_group_id', 'user_id'],
    traits: { plugin_name: ({ name }) => [name] },
    products: productsWith.plugins,
    wire: ({ name, plugin_id }, uses) => {
      const people = uses.map(({ activity }) => activity);
      const sessions = (product: string) => ({
        distinct_session_plugin_used_count: sessionsIn(uses, product),
      });
      return {
        plugin_name: name,
        plugin_id,
        distinct_user_count: distinctUsers(people),
        install_count: distinctUsers(people.filter(({ user_id, date }) => installs(name, user_id, date))),
        invocation_count: totalCount(uses),
        claude_code_metrics: sessions('claude_code'),
        cowork_metrics: sessions('cowork'),
      };
    },
  }),
];

function installs(name: string, userId: string, date: number): boolean {
  return hash32(name, userId, date, 'installs') % 40 === 0;
}
