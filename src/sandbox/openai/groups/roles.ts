import type { Route } from '../../engine/route.ts';
import { organization } from '../organization.ts';
import { assignmentRoutes } from '../role-assignments/routes.ts';
import { type Group, groupOf } from './record.ts';

export const groupRoleRoutes: readonly Route[] = assignmentRoutes({
  path: '/organization/groups/{group_id}/roles',
  principalType: 'group',
  principal: ({ store, params }) => wiredGroup(groupOf(store, params.group_id)),
  resourceId: ({ store }) => store.read(organization).id,
});

/** Inside an assignment the flag is called `scim_managed`. */
export function wiredGroup({ id, name, created_at, is_scim_managed }: Group) {
  return { id, wire: { object: 'group', id, name, created_at, scim_managed: is_scim_managed } };
}
