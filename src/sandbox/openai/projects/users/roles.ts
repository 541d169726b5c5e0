import type { Route } from '../../../engine/route.ts';
import { assignmentRoutes } from '../../role-assignments/routes.ts';
import { userOf } from '../../users/record.ts';
import { wiredUser } from '../../users/roles.ts';
import { activeProject } from '../record.ts';

export const projectUserRoleRoutes: readonly Route[] = assignmentRoutes({
  path: '/projects/{project_id}/users/{user_id}/roles',
  principalType: 'user',
  principal: ({ store, params }) => wiredUser(userOf(store, params.user_id)),
  resourceId: ({ store, params }) => activeProject(store, params.project_id).id,
});
