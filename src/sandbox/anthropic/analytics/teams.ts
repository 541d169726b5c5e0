import type { Store } from '../../engine/store.ts';
import { rbacMembers } from '../rbac-groups/members.ts';
import type { RbacGroups } from './dimensions.ts';

/** Which RBAC groups each person is in, as usage is attributed to them. */
export function teamsOf(store: Store): RbacGroups {
  const teams = new Map<string, string[]>();
  for (const { user_id, rbac_group_id } of store.in(rbacMembers).all()) {
    const known = teams.get(user_id);
    if (known) known.push(rbac_group_id);
    else teams.set(user_id, [rbac_group_id]);
  }
  return (userId) => teams.get(userId) ?? [];
}
