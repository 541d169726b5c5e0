import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { installationSettings } from '../plugins/installation-settings.ts';
import { spendLimits } from '../spend-limits/record.ts';
import { rbacMembers } from './members.ts';
import { editableGroup, groupOf, type RbacGroup, rbacGroups, refuseOwnerGroup } from './record.ts';

const path = '/v1/organizations/rbac_groups';
const groupName = z.string().min(1).max(255);

export const rbacGroupRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query }) => {
    return newestFirst(store.in(rbacGroups).all(), query, wire);
  }),

  post(path, { body: z.strictObject({ name: groupName }) }, ({ store, body, clock }) => {
    const now = clock.iso();
    return wire(
      store.in(rbacGroups).add({
        id: store.newId('rbac_group_01', 22),
        name: body.name,
        source_type: 'direct',
        role_ids: [],
        created_at: now,
        updated_at: now,
      }),
    );
  }),

  get(`${path}/{rbac_group_id}`, {}, ({ store, params: { rbac_group_id } }) => wire(groupOf(store, rbac_group_id))),

  post(
    `${path}/{rbac_group_id}`,
    { body: z.strictObject({ name: groupName.nullish() }) },
    ({ store, body, clock, params: { rbac_group_id } }) => {
      const group = editableGroup(store, rbac_group_id);
      if (body.name === undefined || body.name === null) return wire(group);
      return wire(store.in(rbacGroups).change(group.id, { name: body.name, updated_at: clock.iso() }));
    },
  ),

  del(`${path}/{rbac_group_id}`, {}, ({ store, params: { rbac_group_id } }) => {
    refuseOwnerGroup(store, editableGroup(store, rbac_group_id));
    store.in(rbacGroups).remove(rbac_group_id);
    store.in(rbacMembers).removeWhere((member) => member.rbac_group_id === rbac_group_id);
    store.in(installationSettings).removeWhere(({ target }) => target === rbac_group_id);
    store
      .in(spendLimits)
      .removeWhere(({ scope }) => scope.type === 'rbac_group' && scope.rbac_group_id === rbac_group_id);
    return { id: rbac_group_id, type: 'rbac_group_deleted' };
  }),
];

function wire(group: RbacGroup) {
  return { type: 'rbac_group', ...group };
}
