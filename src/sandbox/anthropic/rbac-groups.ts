import { z } from 'zod';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { enterpriseOnly } from './guards.ts';
import { cursorPagingFields, pageByCursor } from './paging.ts';
import { installationSettings } from './plugins/installation-settings.ts';
import { rbacMembers } from './rbac-groups/members.ts';
import { rbacRoles } from './rbac-roles.ts';
import { badRequest, present } from './refuse.ts';
import { spendLimits } from './spend-limits.ts';

export interface RbacGroup {
  readonly id: string;
  readonly name: string;
  /** `scim` for groups that the identity provider keeps. */
  readonly source_type: 'direct' | 'scim';
  readonly role_ids: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
}

export const rbacGroups = collection<RbacGroup>('rbac_groups');

const path = '/v1/organizations/rbac_groups';
const guards = [enterpriseOnly];
const groupName = z.string().min(1).max(255);

export const rbacGroupRoutes: readonly Route[] = [
  get(path, { guards, query: z.strictObject(cursorPagingFields({ most: 1000, usual: 20 })) }, ({ store, query }) => {
    const page = pageByCursor([...store.in(rbacGroups).all()].reverse(), query);
    return { ...page, data: page.data.map(wire) };
  }),

  post(path, { guards, body: z.strictObject({ name: groupName }) }, ({ store, body, clock }) => {
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

  get(`${path}/{rbac_group_id}`, { guards }, ({ store, params: { rbac_group_id } }) =>
    wire(groupOf(store, rbac_group_id)),
  ),

  post(
    `${path}/{rbac_group_id}`,
    { guards, body: z.strictObject({ name: groupName.nullish() }) },
    ({ store, body, clock, params: { rbac_group_id } }) => {
      const group = editableGroup(store, rbac_group_id);
      if (body.name === undefined || body.name === null) return wire(group);
      return wire(store.in(rbacGroups).change(group.id, { name: body.name, updated_at: clock.iso() }));
    },
  ),

  del(`${path}/{rbac_group_id}`, { guards }, ({ store, params: { rbac_group_id } }) => {
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

export function groupOf(store: Store, id: string): RbacGroup {
  return present(store.in(rbacGroups).get(id), 'RBAC group', id, 'rbac_group_not_found');
}

/** A group that the identity provider does not keep. */
export function editableGroup(store: Store, id: string): RbacGroup {
  const group = groupOf(store, id);
  if (group.source_type === 'scim') {
    throw badRequest('This RBAC group is provisioned by the identity provider and cannot be changed through the API.');
  }
  return group;
}

/** Who becomes or stops being an owner is decided in the provider's own pages. */
export function refuseOwnerGroup(store: Store, group: RbacGroup): void {
  if (!group.role_ids.some((id) => store.in(rbacRoles).get(id)?.grants_owner_access)) return;
  throw badRequest('A role of this RBAC group grants owner access.', 'rbac_group_grants_owner_access');
}

function wire(group: RbacGroup) {
  return { type: 'rbac_group', ...group };
}
