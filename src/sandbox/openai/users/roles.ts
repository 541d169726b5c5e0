import type { Route } from '../../engine/route.ts';
import { organization } from '../organization.ts';
import { assignmentRoutes } from '../role-assignments/routes.ts';
import { userOf } from './record.ts';

export const userRoleRoutes: readonly Route[] = assignmentRoutes({
  path: '/organization/users/{user_id}/roles',
  principalType: 'user',
  principal: ({ store, params }) => wiredUser(userOf(store, params.user_id)),
  resourceId: ({ store }) => store.read(organization).id,
});

export function wiredUser({ id, name, email, role, added_at }: ReturnType<typeof userOf>) {
  return { id, wire: { object: 'organization.user', id, name, email, role, added_at } };
}
