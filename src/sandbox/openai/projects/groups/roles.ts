import type { Route } from '../../../engine/route.ts';
import { groupOf } from '../../groups/record.ts';
import { wiredGroup } from '../../groups/roles.ts';
import { assignmentRoutes } from '../../role-assignments/routes.ts';
import { activeProject } from '../record.ts';

export const projectGroupRoleRoutes: readonly Route[] = assignmentRoutes({
  path: '/projects/{project_id}/groups/{group_id}/roles',
  principalType: 'group',
  principal: ({ store, params }) => wiredGroup(groupOf(store, params.group_id)),
  resourceId: ({ store, params }) => activeProject(store, params.project_id).id,
});
