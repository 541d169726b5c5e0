import type { Store } from '../../engine/store.ts';
import { type Group, groups } from '../groups/record.ts';
import { groupMembers } from '../groups/users/record.ts';
import { organization } from '../organization.ts';
import { projectGroups } from '../projects/groups/record.ts';
import type { Project } from '../projects/record.ts';
import { roleAssignments } from '../role-assignments/record.ts';
import { type Role, roleOf, roles } from '../roles/record.ts';
import type { User } from '../users/record.ts';

const daySeconds = 86_400;

/** The groups, and the teams that are in them. */
const groupTeams: Readonly<Record<string, readonly string[]>> = {
  Engineering: ['platform', 'engineering', 'security'],
  Data: ['data'],
  Support: ['support', 'product'],
  Contractors: [],
  Everyone: ['platform', 'engineering', 'security', 'data', 'support', 'product', 'finance'],
};

/** Every so many people there is somebody who works here for a while. */
const peoplePerContractor = 13;

/** The group that the identity provider controls. */
const scimGroup = 'Everyone';

interface AccessSeed {
  readonly members: readonly User[];
  /** The team of each member. */
  readonly teams: readonly string[];
  readonly projects: readonly Project[];
  readonly now: number;
}

export function seedGroupsAndRoles(store: Store, options: AccessSeed): void {
  const { projects, now } = options;
  const organizationRoles = seedRoles(store, now);
  const made = Object.keys(groupTeams).map((name, index) => seedGroup(store, name, index, options));
  const [engineering, data] = made;
  const [, , analyst] = organizationRoles;
  if (data && analyst) assign(store, data, analyst, now - 30 * daySeconds);
  for (const project of projects.slice(1, 6)) {
    if (!engineering) continue;
    const created_at = Math.max(project.created_at, now - 200 * daySeconds);
    store.in(projectGroups).add({ project_id: project.id, group_id: engineering.id, created_at });
    assign(store, engineering, roleOf(store, 'role-api-project-member', project.id), created_at);
  }
}

function seedRoles(store: Store, now: number): Role[] {
  const { id } = store.read(organization);
  const shared = { resource_type: 'api.organization', resource_id: id, created_at: now - 700 * daySeconds } as const;
  const builtIn: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'owner',
      'Owner',
      ['api.management.read', 'api.management.write', 'api.usage.read', 'api.groups.read', 'api.groups.write'],
    ],
    ['reader', 'Reader', ['api.organization.read', 'api.groups.read']],
  ];
  const own: readonly (readonly [string, string, readonly string[]])[] = [
    ['Usage analyst', 'Reads usage and cost', ['api.usage.read']],
    ['Key auditor', 'Reads keys of all projects', ['api.organization.projects.api_keys.read']],
  ];
  return [
    ...builtIn.map(([word, name, permissions]) =>
      store.in(roles).add({
        ...shared,
        id: `role-api-organization-${word}__api-organization__${id}`,
        name,
        description: `Built-in role ${name}`,
        permissions,
        predefined_role: true,
      }),
    ),
    ...own.map(([name, description, permissions]) =>
      store
        .in(roles)
        .add({ ...shared, id: store.newHexId('role_', 32), name, description, permissions, predefined_role: false }),
    ),
  ];
}

function seedGroup(store: Store, name: string, index: number, { members, teams, now }: AccessSeed): Group {
  const group = store.in(groups).add({
    id: store.newId('group_', 24),
    name,
    created_at: now - (400 - index * 40) * daySeconds,
    is_scim_managed: name === scimGroup,
    group_type: 'group',
  });
  for (const [place, user] of members.entries()) {
    const isContractor = name === 'Contractors' && place % peoplePerContractor === peoplePerContractor - 1;
    if (!isContractor && !groupTeams[name]?.includes(teams[place] ?? '')) continue;
    const created_at = Math.max(group.created_at, user.added_at) + place;
    store.in(groupMembers).add({ group_id: group.id, user_id: user.id, created_at });
  }
  return group;
}

function assign(store: Store, group: Group, role: Role, created_at: number): void {
  store.in(roleAssignments).add({
    principal_id: group.id,
    principal_type: 'group',
    role_id: role.id,
    created_at,
  });
}
