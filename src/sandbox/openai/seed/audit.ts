import { unit } from '../../../internal/hash.ts';
import type { Store } from '../../store.ts';
import { auditEntries } from '../audit.ts';
import { type ProjectApiKey, projectApiKeys } from '../projects/api-keys.ts';
import type { Project } from '../projects.ts';
import type { User } from '../users.ts';

interface AuditSeed {
  readonly seed: number;
  readonly now: number;
  readonly projects: readonly Project[];
  readonly members: readonly User[];
}

const entries = 60;
const weeks = 8;

/** What owners and members did in the provider's own pages over the past weeks. */
export function seedAudit(store: Store, { seed, now, projects, members }: AuditSeed): void {
  const span = weeks * 7 * 86_400;
  const keys = store.in(projectApiKeys).all();
  for (let index = 0; index < entries; index += 1) {
    const at = now - span + Math.floor(((index + unit(seed, 'audit', index)) * span) / entries);
    const user = members[Math.floor(unit(seed, 'audit-actor', index) * Math.min(12, members.length))] as User;
    const project = projects[1 + (index % (projects.length - 1))] as Project;
    const [type, details] = eventOf(index, user, project, keys[index % keys.length]);
    store.in(auditEntries).add({
      id: store.newId('audit_log-', 24),
      type,
      effective_at: at,
      project: { id: project.id, name: project.name },
      actor: {
        type: 'session',
        session: { user: { id: user.id, email: user.email }, ip_address: `198.51.100.${10 + (index % 40)}` },
      },
      [type]: details,
    });
  }
}

function eventOf(index: number, user: User, project: Project, key: ProjectApiKey | undefined): [string, object] {
  switch (index % 6) {
    case 0:
      return ['api_key.created', { id: key?.id, data: { scopes: [] } }];
    case 1:
      return ['user.added', { id: user.id, data: { role: 'member' } }];
    case 2:
      return ['rate_limit.updated', { id: 'rl-gpt-6.2-sol', changes_requested: { max_requests_per_1_minute: 5000 } }];
    case 3:
      return ['project.updated', { id: project.id, changes_requested: { title: project.name } }];
    default:
      return ['login.succeeded', {}];
  }
}
