import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { users } from '../users/record.ts';
import { editableGroup, groupOf, refuseOwnerGroup } from './record.ts';

export interface RbacMember {
  readonly rbac_group_id: string;
  readonly user_id: string;
  readonly created_at: string;
}

export const rbacMembers = collection<RbacMember>('rbac_group_members', ({ rbac_group_id, user_id }) =>
  keyOf(rbac_group_id, user_id),
);

const path = '/v1/organizations/rbac_groups/{rbac_group_id}/members';
export const rbacGroupMemberRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query, params: { rbac_group_id } }) => {
    groupOf(store, rbac_group_id);
    const members = store.in(rbacMembers).where((member) => member.rbac_group_id === rbac_group_id);
    return newestFirst(members, query, (member) => wire(store, member));
  }),

  post(
    path,
    { body: z.strictObject({ user_id: z.string() }) },
    ({ store, body: { user_id }, clock, params: { rbac_group_id } }) => {
      refuseOwnerGroup(store, editableGroup(store, rbac_group_id));
      present(store.in(users).get(user_id), 'User', user_id);
      if (store.in(rbacMembers).has(keyOf(rbac_group_id, user_id))) {
        throw badRequest(`User ${user_id} is already a member of this RBAC group.`);
      }
      return wire(store, store.in(rbacMembers).add({ rbac_group_id, user_id, created_at: clock.iso() }));
    },
  ),

  del(`${path}/{user_id}`, {}, ({ store, params: { rbac_group_id, user_id } }) => {
    refuseOwnerGroup(store, editableGroup(store, rbac_group_id));
    const member = store.in(rbacMembers).get(keyOf(rbac_group_id, user_id));
    present(member, 'RBAC group member', user_id);
    store.in(rbacMembers).remove(keyOf(rbac_group_id, user_id));
    return { rbac_group_id, user_id, type: 'rbac_group_member_deleted' };
  }),
];

/** The ids of the groups that a person is in. */
export function groupsOfUser(store: Store, userId: string): readonly string[] {
  return store
    .in(rbacMembers)
    .where(({ user_id }) => user_id === userId)
    .map(({ rbac_group_id }) => rbac_group_id);
}

function keyOf(groupId: string, userId: string): string {
  return `${groupId} ${userId}`;
}

function wire(store: Store, member: RbacMember) {
  return { type: 'rbac_group_member', ...member, email: store.in(users).get(member.user_id)?.email ?? '' };
}
