import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { audit } from '../audit.ts';
import { ordered, orderField, pageByNext, pagingFields } from '../paging.ts';
import { projectGroups } from '../projects/groups/record.ts';
import { roleAssignments } from '../role-assignments/record.ts';
import { editableGroup, type Group, groupOf, groups } from './record.ts';
import { groupMembers } from './users/record.ts';

const nameBody = z.strictObject({ name: z.string().min(1).max(255) });

export const groupRoutes: readonly Route[] = [
  get(
    '/organization/groups',
    { query: z.strictObject({ ...pagingFields({ least: 0, most: 1000, usual: 100 }), ...orderField('asc') }) },
    ({ store, query }) => {
      const page = pageByNext(ordered(store.in(groups).all(), query.order), query, (group) => group.id);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post('/organization/groups', { body: nameBody }, (call) => {
    const { store, body, clock } = call;
    const group = store.in(groups).add({
      id: store.newId('group_', 24),
      name: body.name,
      created_at: clock.seconds(),
      is_scim_managed: false,
      group_type: 'group',
    });
    audit(call, 'group.created', { id: group.id, data: { group_name: group.name } });
    return wire(group);
  }),

  get('/organization/groups/{group_id}', {}, ({ store, params: { group_id } }) => wire(groupOf(store, group_id))),

  post('/organization/groups/{group_id}', { body: nameBody }, (call) => {
    const { store, body } = call;
    const group = editableGroup(store, call.params.group_id);
    const changed = store.in(groups).change(group.id, { name: body.name });
    audit(call, 'group.updated', { id: group.id, changes_requested: { group_name: body.name } });
    const { id, name, created_at, is_scim_managed } = changed;
    return { id, name, created_at, is_scim_managed };
  }),

  del('/organization/groups/{group_id}', {}, (call) => {
    const { store } = call;
    const { id } = editableGroup(store, call.params.group_id);
    store.in(groups).remove(id);
    store.in(groupMembers).removeWhere((member) => member.group_id === id);
    store.in(projectGroups).removeWhere((access) => access.group_id === id);
    store.in(roleAssignments).removeWhere((assignment) => assignment.principal_id === id);
    audit(call, 'group.deleted', { id });
    return { object: 'group.deleted', id, deleted: true };
  }),
];

function wire(group: Group) {
  return { object: 'group', ...group };
}
