import { unit } from '../../../internal/hash.ts';
import type { Store } from '../../engine/store.ts';
import { auditOf } from '../audit.ts';
import { invites } from '../invites.ts';
import { projectApiKeys } from '../projects/api-keys.ts';
import { rateLimits } from '../projects/rate-limits.ts';
import { type Project, projects } from '../projects/record.ts';
import { serviceAccounts } from '../projects/service-accounts/record.ts';
import { projectUsers } from '../projects/users/record.ts';
import { roleAssignments } from '../role-assignments/record.ts';
import { roles } from '../roles/record.ts';
import { type User, users } from '../users/record.ts';

interface AuditSeed {
  readonly seed: number;
  readonly now: number;
  readonly members: readonly User[];
  /** Who left, and has not been seen since. */
  readonly departed: User | undefined;
}

interface Happening {
  readonly type: string;
  /** Unix seconds. */
  readonly at: number;
  /** An owner of the organisation, unless somebody else did it. */
  readonly by?: User | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly project?: Project | undefined;
}

const daySeconds = 86_400;
const span = 8 * 7 * daySeconds;
const usualEntries = 60;

/** What people did in the provider's own pages over the past weeks, as far as it still shows, and their logins. */
export function seedAudit(store: Store, { seed, now, members, departed }: AuditSeed): void {
  const present = members.filter(({ id }) => id !== departed?.id);
  const owners = members.filter((user) => user.role === 'owner');
  const recent = [
    ...peopleAndInvites(store),
    ...projectChanges(store),
    ...access(store),
    ...limitChanges(store, now),
  ].filter(({ at }) => at > now - span);
  const all = [...recent, ...logins(seed, now, present, usualEntries - recent.length)].sort((a, b) => a.at - b.at);
  for (const [index, { by, ...event }] of all.entries()) {
    const person = by ?? owners[index % owners.length];
    if (person) auditOf(store, person, event);
  }
}

function peopleAndInvites(store: Store): Happening[] {
  const joined = store
    .in(users)
    .all()
    .map((user) => ({
      type: 'user.added',
      at: user.added_at,
      by: user.is_service_account ? undefined : user,
      details: { id: user.id, data: { role: user.role } },
    }));
  const sent = store
    .in(invites)
    .all()
    .map(({ id, email, role, created_at }) => ({
      type: 'invite.sent',
      at: created_at,
      details: { id, data: { email, role } },
    }));
  const accepted = store
    .in(invites)
    .all()
    .flatMap(({ id, email, accepted_at }) => {
      const by = store.in(users).find((user) => user.email === email);
      return accepted_at === null ? [] : [{ type: 'invite.accepted', at: accepted_at, by, details: { id } }];
    });
  return [...sent, ...accepted, ...joined];
}

function projectChanges(store: Store): Happening[] {
  return store
    .in(projects)
    .all()
    .flatMap((project) => {
      const { id, name, created_at, archived_at } = project;
      const created = {
        type: 'project.created',
        at: created_at,
        details: { id, data: { name, title: name } },
        project,
      };
      return archived_at === null
        ? [created]
        : [created, { type: 'project.archived', at: archived_at, details: { id }, project }];
    });
}

function access(store: Store): Happening[] {
  const projectOf = (id: string) => store.in(projects).get(id);
  const members = store
    .in(projectUsers)
    .all()
    .map(({ project_id, user_id, role, added_at }) => ({
      type: 'user.added',
      at: added_at,
      details: { id: user_id, data: { role } },
      project: projectOf(project_id),
    }));
  const accounts = store
    .in(serviceAccounts)
    .all()
    .map(({ id, project_id, created_at }) => ({
      type: 'service_account.created',
      at: created_at,
      details: { id, data: { role: 'member' } },
      project: projectOf(project_id),
    }));
  const keys = store
    .in(projectApiKeys)
    .all()
    .map(({ id, project_id, owner, scopes, created_at }) => ({
      type: 'api_key.created',
      at: created_at,
      by: store.in(users).get(owner.id),
      details: { id, data: { scopes } },
      project: projectOf(project_id),
    }));
  return [...members, ...accounts, ...keys, ...assignments(store)];
}

function assignments(store: Store): Happening[] {
  return store
    .in(roleAssignments)
    .all()
    .flatMap(({ principal_id, principal_type, role_id, created_at }) => {
      const role = store.in(roles).get(role_id);
      if (!role) return [];
      const { id, resource_id, resource_type } = role;
      const details = { id, principal_id, principal_type, resource_id, resource_type };
      return [{ type: 'role.assignment.created', at: created_at, details }];
    });
}

/** When a limit was set is kept nowhere; these were set one after the other, a week apart. */
function limitChanges(store: Store, now: number): Happening[] {
  return store
    .in(rateLimits)
    .all()
    .map(({ project_id, model, limits }, index) => ({
      type: 'rate_limit.updated',
      at: now - (4 + index * 7) * daySeconds - 3_700,
      details: { id: `rl-${model}`, changes_requested: limits },
      project: store.in(projects).get(project_id),
    }));
}

/** Of the first dozen people; once somebody got it wrong. */
function logins(seed: number, now: number, members: readonly User[], count: number): Happening[] {
  const known = members.slice(0, 12);
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const at = now - span + Math.floor(((index + unit(seed, 'login', index)) * span) / count);
    const there = known.filter((user) => user.added_at <= at);
    const by = there[Math.floor(unit(seed, 'login-person', index) * there.length)];
    const failed = {
      type: 'login.failed',
      details: { error_code: 'invalid_credentials', error_message: 'Wrong code' },
    };
    return { ...(index === 9 ? failed : { type: 'login.succeeded', details: {} }), at, by };
  });
}
