import { roleRoutesOf } from '../roles/routes.ts';
import { activeProject } from './record.ts';

export const projectRoleRoutes = roleRoutesOf({
  path: '/projects/{project_id}/roles',
  type: 'api.project',
  idOf: ({ store, params }) => activeProject(store, params['project_id'] ?? '').id,
  prefixOf: (id) => `role_${id}~`,
});
