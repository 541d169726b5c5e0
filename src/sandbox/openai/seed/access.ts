import type { Store } from '../../store.ts';
import { groupMembers } from '../groups/users.ts';
import { type Group, groups } from '../groups.ts';
import { organization } from '../organization.ts';
import { projectGroups } from '../projects/groups.ts';
import type { Project } from '../projects.ts';
import { roleAssignments } from '../role-assignments.ts';
import { type Role, roles } from '../roles.ts';
import type { User } from '../users.ts';

const daySeconds = 86_400;

const groupNames = ['Engineering', 'Data', 'Support', 'Contractors', 'Everyone'];

/** The group that the identity provider controls. */
const scimGroup = 'Everyone';

export function seedGroupsAndRoles(
  store: Store,
  members: readonly User[],
  projects: readonly Project[],
  now: number,
): void {
  const organizationRoles = seedRoles(store, now);
  const made = groupNames.map((name, index) => seedGroup(store, name, index, members, now));
  const [engineering, data] = made;
  const [, , analyst] = organizationRoles;
  if (data && analyst) assign(store, data, analyst, now);
  for (const project of projects.slice(1, 6)) {
    if (!engineering) continue;
    const roleId = `role-api-project-member__api-project__${project.id}`;
    store.in(projectGroups).add({
      project_id: project.id,
      group_id: engineering.id,
      role_id: roleId,
      created_at: now - 200 * daySeconds,
    });
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

function seedGroup(store: Store, name: string, index: number, members: readonly User[], now: number): Group {
  const group = store.in(groups).add({
    id: store.newId('group_', 24),
    name,
    created_at: now - (400 - index * 40) * daySeconds,
    is_scim_managed: name === scimGroup,
    group_type: 'group',
  });
  for (const [place, user] of members.entries()) {
    if (name !== scimGroup && place % groupNames.length !== index) continue;
    store.in(groupMembers).add({ group_id: group.id, user_id: user.id, created_at: group.created_at + place });
  }
  return group;
}

function assign(store: Store, group: Group, role: Role, now: number): void {
  store.in(roleAssignments).add({
    principal_id: group.id,
    principal_type: 'group',
    role_id: role.id,
    created_at: now - 90 * daySeconds,
  });
}
