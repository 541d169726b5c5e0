import type { Store } from '../../engine/store.ts';
import { inviteLifetime, invites } from '../invites.ts';
import type { Project } from '../projects/record.ts';
import type { User } from '../users/record.ts';

const daySeconds = 86_400;

/** Two invites wait, one ran out, and the newest member followed theirs. */
export function seedInvites(store: Store, projects: readonly Project[], members: readonly User[], now: number): void {
  const sent: readonly (readonly [string, number])[] = [
    ['new.engineer@northwind.example', 2],
    ['auditor@partner.example', 5],
    ['slow.reader@northwind.example', 30],
  ];
  for (const [email, daysAgo] of sent) add(store, email, now - daysAgo * daySeconds, null, projects[1]);
  const newest = members.toSorted((a, b) => b.added_at - a.added_at)[0];
  if (newest) add(store, newest.email, newest.added_at - 5 * 3600, newest.added_at, undefined);
}

function add(
  store: Store,
  email: string,
  created_at: number,
  accepted_at: number | null,
  project: Project | undefined,
): void {
  store.in(invites).add({
    id: store.newId('invite-', 24),
    email,
    role: 'reader',
    created_at,
    expires_at: created_at + inviteLifetime,
    accepted_at,
    projects: project ? [{ id: project.id, role: 'member' }] : [],
  });
}
