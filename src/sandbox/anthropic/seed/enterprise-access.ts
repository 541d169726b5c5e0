import { letters } from '../../../internal/hash.ts';
import { people } from '../../demand/people.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { inviteLifetimeMs, invites } from '../invites.ts';
import { organization } from '../organization/record.ts';
import { rbacMembers } from '../rbac-groups/members.ts';
import { type RbacGroup, rbacGroups } from '../rbac-groups/record.ts';
import { type RbacPermission, type RbacRole, rbacRoles } from '../rbac-roles/record.ts';
import type { User } from '../users/record.ts';

const dayMs = 86_400_000;

interface AccessSeed {
  readonly seed: number;
  readonly now: number;
  readonly members: readonly User[];
}

/** Roles, one group for each team, one for the owners, and two open invites. */
export function seedEnterpriseAccess(store: Store, options: AccessSeed): readonly RbacGroup[] {
  const roles = seedRoles(store, options);
  const groups = seedGroups(store, options, roles);
  seedMemberships(store, options, groups);
  seedInvites(store, options, groups);
  return groups;
}

function seedRoles(store: Store, { seed, now }: AccessSeed) {
  const organization_id = store.read(organization).id;
  const feature = (action: string): RbacPermission => ({
    action,
    resource: { type: 'organization', organization_id },
  });
  const connector_id = `mcpsrv_01${letters(22, seed, 'connector')}`;
  const add = (name: string, type: 'built_in' | 'custom', permissions: readonly RbacPermission[], owner = false) => {
    const made = isoMicroseconds(now - (type === 'built_in' ? 400 : 120) * dayMs);
    return store.in(rbacRoles).add({
      id: `rbac_role_01${letters(22, seed, 'rbac-role', name)}`,
      display_name: name,
      source: { type },
      created_at: made,
      updated_at: made,
      permissions,
      grants_owner_access: owner,
    });
  };
  return {
    owner: add(
      'Owner access',
      'built_in',
      [feature('capability_access_all'), feature('permission_manage_owners')],
      true,
    ),
    everything: add('All generally available features', 'built_in', [feature('capability_access_all_ga')]),
    coding: add('Claude Code', 'custom', [
      feature('chat'),
      feature('claude_code'),
      { action: 'use', resource: { type: 'connector', connector_id } },
      { action: 'always_allow', resource: { type: 'connector_tool', connector_id, tool_name: 'search_issues' } },
    ]),
    reading: add('Chat only', 'custom', [feature('chat'), { action: 'use', resource: { type: 'all_connectors' } }]),
  };
}

type Roles = ReturnType<typeof seedRoles>;

const coders = ['platform', 'engineering', 'data', 'security'];

function seedGroups(store: Store, { seed, now }: AccessSeed, roles: Roles): readonly RbacGroup[] {
  const teams = ['platform', 'engineering', 'data', 'support', 'product', 'security', 'finance'];
  const add = (name: string, source_type: RbacGroup['source_type'], role: RbacRole, age: number) =>
    store.in(rbacGroups).add({
      id: `rbac_group_01${letters(22, seed, 'rbac-group', name)}`,
      name,
      source_type,
      role_ids: [role.id],
      created_at: isoMicroseconds(now - age * dayMs),
      updated_at: isoMicroseconds(now - (age - 10) * dayMs),
    });
  const owners = add('Owners', 'direct', roles.owner, 380);
  const groups = teams.map((team, index) =>
    add(title(team), 'direct', coders.includes(team) ? roles.coding : roles.reading, 360 - index),
  );
  return [owners, ...groups, add('Contractors (directory)', 'scim', roles.everything, 200)];
}

function title(team: string): string {
  return team.charAt(0).toUpperCase() + team.slice(1);
}

/** Everybody is in their team's group, owners in theirs too, and some in the directory's. */
function seedMemberships(store: Store, { seed, members }: AccessSeed, groups: readonly RbacGroup[]): void {
  const staff = people(seed, members.length);
  const join = (group: RbacGroup | undefined, user: User) => {
    if (!group) return;
    const created_at = isoMicroseconds(Math.max(Date.parse(user.added_at), Date.parse(group.created_at)));
    store.in(rbacMembers).add({ rbac_group_id: group.id, user_id: user.id, created_at });
  };
  for (const [index, user] of members.entries()) {
    const team = title(staff[index]?.team ?? '');
    join(
      groups.find(({ name }) => name === team),
      user,
    );
    if (user.role === 'primary_owner' || user.role === 'owner') join(groups[0], user);
    if (user.role === 'managed') join(groups.at(-1), user);
  }
}

function seedInvites(store: Store, { now }: AccessSeed, groups: readonly RbacGroup[]): void {
  const engineering = groups.find(({ name }) => name === 'Engineering');
  const sent = [
    { email: 'new.engineer@northwind.example', daysAgo: 3, rbac_group_ids: engineering ? [engineering.id] : [] },
    { email: 'new.accountant@northwind.example', daysAgo: 1, rbac_group_ids: [] },
  ];
  for (const { daysAgo, ...invite } of sent) {
    const invited = now - daysAgo * dayMs;
    store.in(invites).add({
      id: store.newId('invite_01', 22),
      ...invite,
      role: 'user',
      invited_at: isoMicroseconds(invited),
      expires_at: isoMicroseconds(invited + inviteLifetimeMs),
      accepted_at: null,
    });
  }
}
