import { hex, letters, unit } from '../../../internal/hash.ts';
import type { Store } from '../../store.ts';
import { projectApiKeys } from '../projects/api-keys.ts';
import { type ServiceAccount, serviceAccounts } from '../projects/service-accounts.ts';
import type { Project } from '../projects.ts';
import type { User } from '../users.ts';

const daySeconds = 86_400;

interface KeySeed {
  readonly seed: number;
  readonly scale: number;
  readonly now: number;
  readonly projects: readonly Project[];
  readonly members: readonly User[];
}

const keysPerProject = 5;
const uses = ['prod-api', 'dev', 'batch', 'ci', 'worker', 'eval', 'gateway', 'notebook'];

/** The position of the person who left, and whose key still stands. */
const departed = 7;

export function seedKeys(store: Store, options: KeySeed): void {
  const { projects, now } = options;
  for (const [index, project] of projects.entries()) {
    if (project.name.startsWith('Prototype')) continue;
    const account = index > 0 ? seedAccount(store, options, project, index) : undefined;
    for (let place = 0; place < keysPerProject; place += 1)
      addKey(store, options, project, index * keysPerProject + place, account);
  }
  const [, production, , search] = projects;
  if (production)
    special(store, options, production, 'batch-backfill', { created: now - 200 * daySeconds, used: now - 300 });
  if (search)
    special(store, options, search, 'legacy-search-2024', {
      created: now - 600 * daySeconds,
      used: now - 210 * daySeconds,
    });
}

function seedAccount(store: Store, { seed }: KeySeed, project: Project, index: number): ServiceAccount {
  return store.in(serviceAccounts).add({
    id: `svc_acct_${letters(24, seed, 'service-account', index)}`,
    project_id: project.id,
    name: `${slug(project.name)}-service`,
    role: 'member',
    created_at: project.created_at + daySeconds,
  });
}

function addKey(
  store: Store,
  { seed, now, members }: KeySeed,
  project: Project,
  number: number,
  account: ServiceAccount | undefined,
): void {
  const owner = members[Math.floor(unit(seed, 'owner', number) * members.length)];
  const isService = account !== undefined && number % keysPerProject < 2;
  const left = owner === members[departed];
  store.in(projectApiKeys).add({
    id: `key_${letters(16, seed, 'project-key', number)}`,
    project_id: project.id,
    name: `${slug(project.name)}-${uses[number % uses.length]}`,
    redacted_value: `sk-${isService ? 'svcacct' : 'proj'}...${hex(4, seed, 'redacted', number)}`,
    created_at: Math.max(project.created_at, now - Math.floor(100 + unit(seed, 'key-age', number) * 400) * daySeconds),
    last_used_at: left ? now - 120 * daySeconds : now - Math.floor(unit(seed, 'last-use', number) * 36_000),
    expires_at: number % 11 === 4 ? now + (10 + number) * daySeconds : null,
    scopes: [],
    owner: isService ? { type: 'service_account', id: account.id } : { type: 'user', id: owner?.id ?? '' },
  });
}

function special(
  store: Store,
  { seed, members }: KeySeed,
  project: Project,
  name: string,
  when: { created: number; used: number },
): void {
  store.in(projectApiKeys).add({
    id: `key_${letters(16, seed, 'project-key', name)}`,
    project_id: project.id,
    name,
    redacted_value: `sk-proj...${hex(4, seed, 'redacted', name)}`,
    created_at: when.created,
    last_used_at: when.used,
    expires_at: null,
    scopes: [],
    owner: { type: 'user', id: members[4]?.id ?? '' },
  });
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
