import { z } from 'zod';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { audit } from './audit.ts';
import { groupMembers } from './groups/users.ts';
import { ordered, orderField, pageByNext, pagingFields } from './paging.ts';
import { projectGroups } from './projects/groups.ts';
import { badRequest, present } from './refuse.ts';
import { roleAssignments } from './role-assignments.ts';

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
  /** Controlled by the identity provider: neither name nor members can be changed here. */
  readonly is_scim_managed: boolean;
  readonly group_type: 'group' | 'tenant_group';
}

export const groups = collection<Group>('groups');

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

export function groupOf(store: Store, id: string): Group {
  return present(store.in(groups).get(id), 'group', id);
}

export function editableGroup(store: Store, id: string): Group {
  const group = groupOf(store, id);
  if (group.is_scim_managed) throw badRequest('This group is managed by your identity provider.');
  return group;
}

function wire(group: Group) {
  return { object: 'group', ...group };
}
