import type { Route } from '../../../../engine/route.ts';
import type { Store } from '../../../../engine/store.ts';
import { users } from '../../../users/record.ts';
import { thingRoute } from '../../engagement/thing-list.ts';
import { chatProjects } from '../../engagement/things.ts';
import { distinctUsers, sessionsIn, totalCount } from '../../engagement/uses.ts';

export const analyticsProjectRoutes: readonly Route[] = [
  thingRoute({
    path: 'apps/chat/projects',
    things: chatProjects,
    column: 'project_id',
    groupBy: ['rbac_group_id', 'user_id'],
    traits: { project_id: ({ name }) => [name] },
    wire: ({ name, project_name, created_at, created_by }, uses, { store }) => ({
      project_id: name,
      project_name,
      created_at,
      created_by: makerOf(store, created_by),
      message_count: totalCount(uses),
      distinct_conversation_count: sessionsIn(uses, 'chat'),
      distinct_user_count: distinctUsers(uses.map(({ activity }) => activity)),
    }),
  }),
];

function makerOf(store: Store, id: string) {
  const user = store.in(users).get(id);
  return user ? { type: 'user', id, email_address: user.email } : null;
}
