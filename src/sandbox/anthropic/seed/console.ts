import { hex, letters, some } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { PluginOptions } from '../../engine/plugin.ts';
import type { Store } from '../../engine/store.ts';
import { seedConsoleDemand } from '../demand.ts';
import { inviteLifetimeMs, invites } from '../invites.ts';
import { organization } from '../organization/record.ts';
import type { Role, User } from '../users/record.ts';
import { type WorkspaceRole, workspaceMembers } from '../workspaces/members.ts';
import { type Workspace, workspaces } from '../workspaces/record.ts';
import { seedConsoleKeys } from './keys.ts';
import { seedPeople } from './people.ts';
import { seedPlatform } from './platform.ts';
import { seedWorkloads } from './workloads.ts';

const dayMs = 86_400_000;
const standardPeople = 40;
const membersOfWorkspace = 12;
const mostWorkspaces = 100;

const workspaceNames = [
  'Prod chatbot',
  'Support assistant',
  'Data platform',
  'Claude Code',
  'Search relevance',
  'Document intake',
  'Evaluation',
  'Staging',
  'Internal tools',
  'Voice pilot',
  'Growth experiments',
  'Hackathon 2025',
];

const archivedWorkspace = 'Hackathon 2025';

/** The Console organisation of a company that looks like one. */
export function seedConsole(store: Store, options: PluginOptions): void {
  const { seed, scale, clock } = options;
  const now = clock.now();
  const members = seedPeople(store, { seed, count: standardPeople * scale, now, salt: 'anthropic-user', roleOf });
  const made = seedWorkspaces(store, seed, scale, now);
  seedMemberships(store, seed, made, members);
  const account = seedWorkloads(store, { seed, now, workspaces: made, members });
  seedConsoleKeys(store, { seed, scale, now, workspaces: made, members, account });
  seedInvites(store, now);
  seedPlatform(store, { seed, now, workspaces: made });
  seedConsoleDemand(store, options);
  for (const workspace of made) {
    if (workspace.name !== archivedWorkspace) continue;
    store.in(workspaces).change(workspace.id, { archived_at: isoMicroseconds(now - 60 * dayMs) });
  }
}

function roleOf(index: number): Role {
  if (index < 2) return 'admin';
  if (index === 6) return 'billing';
  if (index % 5 === 3) return 'claude_code_user';
  return index % 7 === 5 ? 'user' : 'developer';
}

/** The default workspace first, which lists do not show. */
function seedWorkspaces(store: Store, seed: number, scale: number, now: number): Workspace[] {
  const count = Math.min(mostWorkspaces, workspaceNames.length * scale);
  const names = Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / workspaceNames.length);
    return `${workspaceNames[index % workspaceNames.length]}${round > 0 ? ` ${round + 1}` : ''}`;
  });
  const made = ['Default', ...names].map((name, index) =>
    store.in(workspaces).add({
      id: `wrkspc_01${letters(22, seed, 'workspace', index)}`,
      name,
      created_at: isoMicroseconds(now - (700 - (index % 13) * 45) * dayMs),
      archived_at: null,
      display_color: `#${hex(6, seed, 'color', index).toUpperCase()}`,
      compartment_id: store.newUuid(),
      data_residency: {
        workspace_geo: 'us',
        allowed_inference_geos: index % 5 === 4 ? ['us'] : 'unrestricted',
        default_inference_geo: index % 5 === 4 ? 'us' : 'global',
      },
      external_key_id: null,
      tags: index % 3 === 1 ? { env: 'prod' } : {},
      user_profile_id: null,
    }),
  );
  store.write(organization, {
    id: `5b0f6f3e-6d0a-4b5e-9a61-${hex(12, seed, 'organization')}`,
    name: 'Northwind Labs',
    plane: 'console',
    default_workspace_id: made[0]?.id ?? null,
  });
  return made;
}

const memberRoles: readonly WorkspaceRole[] = [
  'workspace_developer',
  'workspace_user',
  'workspace_developer',
  'workspace_admin',
];

function seedMemberships(store: Store, seed: number, made: readonly Workspace[], members: readonly User[]): void {
  for (const [index, workspace] of made.entries()) {
    if (index === 0) continue;
    for (const place of some(membersOfWorkspace, members.length, seed, 'workspace-member', index)) {
      const user = members[place] as User;
      if (user.role === 'admin') continue;
      store.in(workspaceMembers).add({
        user_id: user.id,
        workspace_id: workspace.id,
        workspace_role: memberRoles[place % memberRoles.length] ?? 'workspace_user',
      });
    }
  }
}

function seedInvites(store: Store, now: number): void {
  const sent: readonly (readonly [string, Role, number, boolean])[] = [
    ['omar.haddad@northwind.example', 'developer', 320, true],
    ['slow.reader@northwind.example', 'user', 50, false],
    ['new.engineer@northwind.example', 'developer', 4, false],
    ['new.analyst@northwind.example', 'claude_code_user', 1, false],
  ];
  for (const [email, role, daysAgo, accepted] of sent) {
    const invited = now - daysAgo * dayMs;
    store.in(invites).add({
      id: store.newId('invite_01', 22),
      email,
      role,
      invited_at: isoMicroseconds(invited),
      expires_at: isoMicroseconds(invited + inviteLifetimeMs),
      accepted_at: accepted ? isoMicroseconds(invited + dayMs) : null,
      rbac_group_ids: [],
    });
  }
}
