import type { Route } from '../../../engine/route.ts';
import { wiredGroup } from '../../groups/roles.ts';
import { groupOf } from '../../groups.ts';
import { activeProject } from '../../projects.ts';
import { assignmentRoutes } from '../../role-assignments.ts';

export const projectGroupRoleRoutes: readonly Route[] = assignmentRoutes({
  path: '/projects/{project_id}/groups/{group_id}/roles',
  principalType: 'group',
  principal: ({ store, params }) => wiredGroup(groupOf(store, params.group_id)),
  resourceId: ({ store, params }) => activeProject(store, params.project_id).id,
});
