import { z } from 'zod';
import { get, type Route } from '../../../../engine/route.ts';
import type { Store } from '../../../../engine/store.ts';
import { users } from '../../../users/record.ts';
import { passes } from '../../engagement/filters.ts';
import { listingFields } from '../../engagement/listing.ts';
import { answerThings } from '../../engagement/thing-list.ts';
import { chatProjects } from '../../engagement/things.ts';
import { distinctUsers, sessionsIn, totalCount } from '../../engagement/uses.ts';

export const analyticsProjectRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/apps/chat/projects',
    { query: z.strictObject(listingFields(['rbac_group_id', 'user_id'])) },
    (call) =>
      answerThings(call, {
        things: chatProjects(call.store),
        column: 'project_id',
        dimensions: ['project_id', 'rbac_group_id', 'user_id'],
        accepts: ({ name }, filters) => passes(filters, 'project_id', name),
        wire: ({ name, project_name, created_at, created_by }, uses) => ({
          project_id: name,
          project_name,
          created_at,
          created_by: makerOf(call.store, created_by),
          message_count: totalCount(uses),
          distinct_conversation_count: sessionsIn(uses, 'chat'),
          distinct_user_count: distinctUsers(uses.map(({ activity }) => activity)),
        }),
      }),
  ),
];

function makerOf(store: Store, id: string) {
  const user = store.in(users).get(id);
  return user ? { type: 'user', id, email_address: user.email } : null;
}
