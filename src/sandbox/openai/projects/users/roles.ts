import type { Route } from '../../../engine/route.ts';
import { activeProject } from '../../projects.ts';
import { assignmentRoutes } from '../../role-assignments.ts';
import { wiredUser } from '../../users/roles.ts';
import { userOf } from '../../users.ts';

export const projectUserRoleRoutes: readonly Route[] = assignmentRoutes({
  path: '/projects/{project_id}/users/{user_id}/roles',
  principalType: 'user',
  principal: ({ store, params }) => wiredUser(userOf(store, params.user_id)),
  resourceId: ({ store, params }) => activeProject(store, params.project_id).id,
});
