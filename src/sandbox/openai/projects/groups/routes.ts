import { z } from 'zod';
import { del, get, post, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { groupOf } from '../../groups/record.ts';
import { ordered, orderField, pageByNext, pagingFields } from '../../paging.ts';
import { badRequest, present } from '../../refuse.ts';
import { assignRole, endAssignments } from '../../role-assignments/record.ts';
import { roleOf } from '../../roles/record.ts';
import { activeProject } from '../record.ts';
import { type ProjectGroup, projectGroups } from './record.ts';

export const projectGroupRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/groups',
    { query: z.strictObject({ ...pagingFields({ least: 0, most: 100, usual: 20 }), ...orderField('asc') }) },
    ({ store, query, params: { project_id } }) => {
      activeProject(store, project_id);
      const found = store.in(projectGroups).where((access) => access.project_id === project_id);
      const page = pageByNext(ordered(found, query.order), query, (access) => access.group_id);
      return { ...page, data: page.data.map((access) => wire(store, access)) };
    },
  ),

  post(
    '/organization/projects/{project_id}/groups',
    { body: z.strictObject({ group_id: z.string(), role: z.string() }) },
    (call) => {
      const { store, body, clock } = call;
      const { project_id } = call.params;
      activeProject(store, project_id);
      const group = groupOf(store, body.group_id);
      const role = roleOf(store, body.role, project_id);
      if (store.in(projectGroups).has(`${project_id} ${group.id}`)) {
        throw badRequest(`Group ${group.id} already exists in project ${project_id}.`);
      }
      const access = store.in(projectGroups).add({ project_id, group_id: group.id, created_at: clock.seconds() });
      assignRole(call, role, group.id, 'group');
      return wire(store, access);
    },
  ),

  get(
    '/organization/projects/{project_id}/groups/{group_id}',
    { query: z.strictObject({ group_type: z.enum(['group', 'tenant_group']).default('group') }) },
    ({ store, query, params: { project_id, group_id } }) => {
      activeProject(store, project_id);
      const access = store.in(projectGroups).get(`${project_id} ${group_id}`);
      const isOfType = groupOf(store, group_id).group_type === query.group_type;
      return wire(store, present(isOfType ? access : undefined, 'project group', group_id));
    },
  ),

  del('/organization/projects/{project_id}/groups/{group_id}', {}, ({ store, params: { project_id, group_id } }) => {
    activeProject(store, project_id);
    present(store.in(projectGroups).get(`${project_id} ${group_id}`), 'project group', group_id);
    store.in(projectGroups).remove(`${project_id} ${group_id}`);
    endAssignments(store, project_id, group_id);
    return { object: 'project.group.deleted', deleted: true };
  }),
];

function wire(store: Store, { project_id, group_id, created_at }: ProjectGroup) {
  const { name, group_type } = groupOf(store, group_id);
  return { object: 'project.group', project_id, group_id, group_name: name, group_type, created_at };
}
