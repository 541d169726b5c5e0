import { hex, letters, some, unit } from '../../../internal/hash.ts';
import { type Person, people } from '../../demand/people.ts';
import type { PluginOptions } from '../../engine/plugin.ts';
import type { Store } from '../../engine/store.ts';
import { adminKeys } from '../admin-api-keys/record.ts';
import { seedOpenAIDemand } from '../demand.ts';
import { organization } from '../organization.ts';
import { addProjectDefaults } from '../projects/defaults.ts';
import { mostProjects, type Project, projects } from '../projects/record.ts';
import { projectUsers } from '../projects/users/record.ts';
import { endAssignments } from '../role-assignments/record.ts';
import { type User, users } from '../users/record.ts';
import { seedGroupsAndRoles } from './access.ts';
import { seedAudit } from './audit.ts';
import { seedInvites } from './invites.ts';
import { seedKeys } from './keys.ts';
import { seedLimits } from './limits.ts';
import { seedOpenAISettings } from './settings.ts';

const daySeconds = 86_400;

const standardPeople = 40;
const standardOwners = 3;
const membersOfProject = 10;

const projectNames = [
  'Production chat',
  'Support assistant',
  'Search',
  'Data platform',
  'Staging',
  'Document pipeline',
  'Recommendations',
  'Voice agent',
  'Evaluation',
  'Internal tools',
  'Mobile app',
  'Analytics copilot',
  'Research',
  'Prototype 2025',
];

/** The project that was given up, and the one that has just begun. */
const archivedProject = 'Prototype 2025';
const newestProject = 'Mobile app';

export function seededAdminKey(seed: number): string {
  return `sk-admin-${hex(48, 'openai-admin-key', seed)}`;
}

/** A company that looks like one: people, projects, keys, groups, and what happened among them lately. */
export function seedOpenAI(store: Store, options: PluginOptions): void {
  const { seed, scale, clock } = options;
  const now = clock.seconds();
  const staff = people(seed, standardPeople * scale);
  const members = seedPeople(store, seed, staff, now);
  seedAdminKeys(store, seed, members, now);
  const departed = members[staff.findIndex((person) => person.departed)];
  const made = seedProjects(store, seed, scale, now);
  seedMemberships(store, seed, made, members);
  seedGroupsAndRoles(store, { members, teams: staff.map(({ team }) => team), projects: made, now });
  seedLimits(store, made);
  seedKeys(store, { seed, now, projects: made, members, departed });
  seedInvites(store, made, members, now);
  archive(store, made, now);
  seedAudit(store, { seed, now, members, departed });
  seedOpenAIDemand(store, options);
  seedOpenAISettings(store, options);
}

function seedPeople(store: Store, seed: number, staff: readonly Person[], now: number): User[] {
  const members = staff.map((person, index) =>
    store.in(users).add({
      id: `user-${letters(24, seed, 'openai-user', index)}`,
      name: person.name,
      email: person.email,
      role: index < standardOwners ? 'owner' : 'reader',
      added_at: now - person.joinedDaysAgo * daySeconds - someHours(seed, 'joined', index),
      technical_level: null,
      developer_persona: null,
      api_key_last_used_at: null,
    }),
  );
  store.in(users).add({
    id: `user-${letters(24, seed, 'openai-robot')}`,
    name: 'Northwind CI',
    email: 'ci@northwind.example',
    role: 'reader',
    added_at: now - 640 * daySeconds,
    technical_level: null,
    developer_persona: null,
    api_key_last_used_at: null,
    is_service_account: true,
  });
  return members;
}

function seedAdminKeys(store: Store, seed: number, members: readonly User[], now: number): void {
  for (const [index, name] of ['Steward', 'Terraform', 'Finance export'].entries()) {
    const owner = members[index % standardOwners] as User;
    store.in(adminKeys).add({
      id: `key_${letters(16, seed, 'admin-key', index)}`,
      name,
      created_at: now - (200 - index * 60) * daySeconds,
      expires_at: index === 2 ? now + 20 * daySeconds : null,
      last_used_at: index === 2 ? now - 45 * daySeconds : now - 3600,
      owner: { id: owner.id, name: owner.name, email: owner.email, created_at: owner.added_at },
      secret: index === 0 ? seededAdminKey(seed) : `sk-admin-${hex(48, 'openai-other-admin-key', seed, index)}`,
    });
  }
}

function seedProjects(store: Store, seed: number, scale: number, now: number): Project[] {
  const names = [
    'Default project',
    ...Array.from({ length: scale }, (_, round) =>
      projectNames.map((name) => (round ? `${name} ${round + 1}` : name)),
    ).flat(),
  ].slice(0, mostProjects);
  const made = names.map((name, index) =>
    store.in(projects).add({
      id: `proj_${letters(24, seed, 'project', index)}`,
      name,
      created_at:
        now -
        (name === newestProject ? 35 : 720 - (index % 15) * 30) * daySeconds -
        someHours(seed, 'project-created', index),
      archived_at: null,
      status: 'active',
      external_key_id: null,
      residency: index % 6 === 5 ? 'EU_STORAGE_PROCESSING' : 'GLOBAL',
    }),
  );
  for (const project of made) addProjectDefaults(store, project);
  store.write(organization, {
    id: `org-${letters(24, seed, 'organization')}`,
    name: 'Northwind Labs',
    default_project_id: made[0]?.id ?? '',
    audit_logging: true,
  });
  return made;
}

function seedMemberships(store: Store, seed: number, made: readonly Project[], members: readonly User[]): void {
  for (const [index, project] of made.entries()) {
    if (index === 0) continue;
    for (const place of some(membersOfProject, members.length, seed, 'member', index)) {
      const user = members[place] as User;
      store.in(projectUsers).add({
        project_id: project.id,
        user_id: user.id,
        role: unit(seed, 'project-owner', index, place) < 0.2 ? 'owner' : 'member',
        added_at: Math.max(project.created_at, user.added_at) + someHours(seed, 'member-added', index, place),
      });
    }
  }
}

/** At most a working day, in seconds, so that not everything happens at once. */
function someHours(...parts: readonly (string | number)[]): number {
  return Math.floor(unit(...parts) * 9 * 3600);
}

function archive(store: Store, made: readonly Project[], now: number): void {
  for (const project of made) {
    if (!project.name.startsWith(archivedProject)) continue;
    store.in(projects).change(project.id, { status: 'archived', archived_at: now - 40 * daySeconds });
    store.in(projectUsers).removeWhere((member) => member.project_id === project.id);
    endAssignments(store, project.id);
  }
}
