import type { Store } from '../../store.ts';
import { invites } from '../invites.ts';
import type { Project } from '../projects.ts';

const daySeconds = 86_400;
const lifetime = 7 * daySeconds;

export function seedInvites(store: Store, projects: readonly Project[], now: number): void {
  const sent: readonly (readonly [string, number, boolean])[] = [
    ['new.engineer@northwind.example', 2, false],
    ['auditor@partner.example', 5, false],
    ['slow.reader@northwind.example', 30, false],
    ['ines.falk@northwind.example', 300, true],
  ];
  for (const [email, daysAgo, accepted] of sent) {
    const created_at = now - daysAgo * daySeconds;
    store.in(invites).add({
      id: store.newId('invite-', 24),
      email,
      role: 'reader',
      created_at,
      expires_at: created_at + lifetime,
      accepted_at: accepted ? created_at + 3600 : null,
      projects: projects[1] ? [{ id: projects[1].id, role: 'member' }] : [],
    });
  }
}
