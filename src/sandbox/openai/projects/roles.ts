import { del, get, post, type Route } from '../../engine/route.ts';
import { roleOf, wireRole } from '../roles/record.ts';
import {
  createRole,
  deleteRole,
  listRoles,
  roleCreateBody,
  roleListQuery,
  roleUpdateBody,
  updateRole,
} from '../roles/routes.ts';
import { activeProject } from './record.ts';

export const projectRoleRoutes: readonly Route[] = [
  get('/projects/{project_id}/roles', { query: roleListQuery }, ({ store, query, params: { project_id } }) =>
    listRoles(store, activeProject(store, project_id).id, query),
  ),
  post('/projects/{project_id}/roles', { body: roleCreateBody }, (call) =>
    createRole(call, call.body, 'api.project', activeProject(call.store, call.params.project_id).id),
  ),
  get('/projects/{project_id}/roles/{role_id}', {}, ({ store, params: { project_id, role_id } }) =>
    wireRole(roleOf(store, role_id, activeProject(store, project_id).id)),
  ),
  post('/projects/{project_id}/roles/{role_id}', { body: roleUpdateBody }, (call) => {
    const { project_id, role_id } = call.params;
    return updateRole(call, roleOf(call.store, role_id, activeProject(call.store, project_id).id), call.body);
  }),
  del('/projects/{project_id}/roles/{role_id}', {}, (call) => {
    const { project_id, role_id } = call.params;
    return deleteRole(call, roleOf(call.store, role_id, activeProject(call.store, project_id).id));
  }),
];
