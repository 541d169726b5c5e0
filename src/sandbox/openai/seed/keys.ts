import { hex, letters, unit } from '../../../internal/hash.ts';
import type { Store } from '../../engine/store.ts';
import { type ProjectApiKey, projectApiKeys } from '../projects/api-keys.ts';
import type { Project } from '../projects/record.ts';
import { type ServiceAccount, serviceAccounts } from '../projects/service-accounts/record.ts';
import { type ProjectUser, projectUsers } from '../projects/users/record.ts';
import { type User, users } from '../users/record.ts';

const daySeconds = 86_400;

interface KeySeed {
  readonly seed: number;
  readonly now: number;
  readonly projects: readonly Project[];
  readonly members: readonly User[];
  /** Who left, and whose key still stands. */
  readonly departed: User | undefined;
}

const keysPerProject = 5;
const keysOfService = 2;
const uses = ['prod-api', 'dev', 'batch', 'ci', 'worker', 'eval', 'gateway', 'notebook'];

export function seedKeys(store: Store, options: KeySeed): void {
  const { projects, departed } = options;
  const joined = Map.groupBy(store.in(projectUsers).all(), (member) => member.project_id);
  for (const [index, project] of projects.entries()) {
    if (project.name.startsWith('Prototype')) continue;
    const account = index > 0 ? seedAccount(store, options, project, index) : undefined;
    const owners = (joined.get(project.id) ?? []).filter((member) => member.user_id !== departed?.id);
    for (let place = 0; place < keysPerProject; place += 1) {
      const ofService = place < keysOfService ? account : undefined;
      addKey(store, options, { project, number: index * keysPerProject + place, account: ofService, owners });
    }
  }
  addOddKeys(store, options, joined);
  noteLastUses(store);
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

interface Place {
  readonly project: Project;
  readonly number: number;
  readonly account: ServiceAccount | undefined;
  readonly owners: readonly ProjectUser[];
}

/** A key of the project's service, or of a member who was there when it was made; without members, of an owner. */
function addKey(store: Store, { seed, now, members }: KeySeed, { project, number, account, owners }: Place): void {
  const wished = Math.max(project.created_at, now - Math.floor(100 + unit(seed, 'key-age', number) * 400) * daySeconds);
  const there = owners.filter((member) => member.added_at <= wished);
  const choices = there.length > 0 ? there : owners;
  const owner = choices[Math.floor(unit(seed, 'owner', number) * choices.length)];
  const ownerId = owner?.user_id ?? members[number % 3]?.id ?? '';
  store.in(projectApiKeys).add({
    id: `key_${letters(16, seed, 'project-key', number)}`,
    project_id: project.id,
    name: `${slug(project.name)}-${uses[number % uses.length]}`,
    redacted_value: `sk-${account ? 'svcacct' : 'proj'}...${hex(4, seed, 'redacted', number)}`,
    created_at: Math.max(wished, account?.created_at ?? owner?.added_at ?? 0),
    last_used_at: now - Math.floor(unit(seed, 'last-use', number) * 36_000),
    expires_at: number % 11 === 4 ? now + (10 + (number % 80)) * daySeconds : null,
    scopes: [],
    owner: account ? { type: 'service_account', id: account.id } : { type: 'user', id: ownerId },
  });
}

/** What a review should find: a key that ran away, one that nobody uses, and two whose owners have gone. */
function addOddKeys(store: Store, options: KeySeed, joined: ReadonlyMap<string, readonly ProjectUser[]>): void {
  const { now, projects, members, departed } = options;
  const [, production, , search, platform] = projects;
  const membersOf = (project: Project | undefined) => joined.get(project?.id ?? '') ?? [];
  const membership = (project: Project | undefined, user: User | undefined) =>
    membersOf(project).find(({ user_id }) => user_id === user?.id);
  const earliest = (project: Project | undefined) =>
    membersOf(project)
      .filter(({ user_id }) => user_id !== departed?.id)
      .toSorted((a, b) => a.added_at - b.added_at)[0];
  const outsider = members.find((user) => user.role === 'reader' && user !== departed && !membership(platform, user));
  const former = projects.find((project) => membership(project, departed)) ?? production;
  const daysAgo = (days: number) => now - days * daySeconds;
  const odd: readonly Oddity[] = [
    {
      name: 'batch-backfill',
      project: production,
      owner: earliest(production),
      created: daysAgo(200),
      used: now - 300,
    },
    {
      name: 'legacy-search-2024',
      project: search,
      owner: earliest(search),
      created: daysAgo(600),
      used: daysAgo(210),
    },
    {
      name: 'migration-handover',
      project: platform,
      owner: outsider && { user_id: outsider.id, added_at: outsider.added_at },
      created: daysAgo(160),
      used: daysAgo(20),
    },
    {
      name: `${departed?.name.split(' ')[0]?.toLowerCase()}-notebook`,
      project: former,
      owner: departed && (membership(former, departed) ?? { user_id: departed.id, added_at: departed.added_at }),
      created: daysAgo(310),
      used: daysAgo(120),
    },
  ];
  for (const each of odd) addOddKey(store, options.seed, each);
}

interface Oddity {
  readonly name: string;
  readonly project: Project | undefined;
  readonly owner: Pick<ProjectUser, 'user_id' | 'added_at'> | undefined;
  readonly created: number;
  readonly used: number;
}

function addOddKey(store: Store, seed: number, { name, project, owner, created, used }: Oddity): void {
  if (!project || !owner) return;
  store.in(projectApiKeys).add({
    id: `key_${letters(16, seed, 'project-key', name)}`,
    project_id: project.id,
    name,
    redacted_value: `sk-proj...${hex(4, seed, 'redacted', name)}`,
    created_at: Math.max(project.created_at, owner.added_at, created),
    last_used_at: used,
    expires_at: null,
    scopes: [],
    owner: { type: 'user', id: owner.user_id },
  });
}

/** A person's last use is that of the key that they used last. */
function noteLastUses(store: Store): void {
  const ofPeople = store.in(projectApiKeys).where((key) => key.owner.type === 'user');
  for (const [id, keys] of Map.groupBy(ofPeople, (key) => key.owner.id)) {
    store.in(users).change(id, { api_key_last_used_at: Math.max(...keys.map(lastUseOf)) });
  }
}

function lastUseOf(key: ProjectApiKey): number {
  return key.last_used_at ?? 0;
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
