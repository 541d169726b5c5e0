import { letters, unit } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { type ApiKey, apiKeys } from '../api-keys.ts';
import type { ServiceAccount } from '../service-accounts/record.ts';
import type { User } from '../users/record.ts';
import type { Workspace } from '../workspaces/record.ts';

const dayMs = 86_400_000;

interface KeySeed {
  readonly seed: number;
  readonly scale: number;
  readonly now: number;
  readonly workspaces: readonly Workspace[];
  readonly members: readonly User[];
  /** The service account that has a key. */
  readonly account: ServiceAccount | undefined;
}

const standardKeys = 40;
const uses = ['prod-api', 'dev', 'batch', 'worker', 'gateway', 'eval', 'notebook', 'cron'];

/** The position of the person who left, and whose keys still stand. */
const departed = 7;

export function seedConsoleKeys(store: Store, options: KeySeed): void {
  const { scale, now, workspaces, members } = options;
  const usable = workspaces.filter(({ name }) => !/^(?:Claude Code|Hackathon)/.test(name));
  for (let index = 0; index < standardKeys * scale; index += 1) {
    const workspace = usable[index % usable.length] as Workspace;
    addKey(store, options, workspace, index);
  }
  const [, first, , data] = workspaces;
  const special = (workspace: Workspace | undefined, name: string, ageDays: number, owner: number) => {
    if (workspace)
      put(store, options, { workspace, name, number: name, createdAt: now - ageDays * dayMs, owner: members[owner] });
  };
  special(data, 'nightly-embeddings-retry', 150, 4);
  special(first, 'legacy-chatbot-2024', 640, 2);
  special(data, 'diego-notebook', 300, departed);
  seedClaudeCodeKeys(store, options);
  if (data && options.account) addAccountKey(store, options, data, options.account);
}

function addKey(store: Store, options: KeySeed, workspace: Workspace, number: number): void {
  const { seed, now, members } = options;
  const statuses: readonly ApiKey['status'][] = ['inactive', 'archived'];
  put(store, options, {
    workspace,
    name: `${workspace.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${uses[number % uses.length]}`,
    number,
    createdAt: now - Math.floor(100 + unit(seed, 'age', number) * 400) * dayMs,
    owner: members[Math.floor(unit(seed, 'maker', number) * members.length)],
    ...(number % 9 === 8 && { status: statuses[Math.floor(number / 9) % 2] }),
    ...(number % 13 === 5 && { expiresAt: now + (number - 15) * dayMs }),
  });
}

/** One key for each person who signed in to Claude Code, acting as that person. */
function seedClaudeCodeKeys(store: Store, options: KeySeed): void {
  const { members, now, workspaces } = options;
  const workspace = workspaces.find(({ name }) => name === 'Claude Code');
  if (!workspace) return;
  for (const [index, owner] of members.entries()) {
    if (owner.role !== 'claude_code_user') continue;
    put(store, options, {
      workspace,
      name: `claude_code_key_${owner.email.split('@')[0]}`,
      number: `claude-code-${index}`,
      createdAt: Math.max(Date.parse(owner.added_at), now - 300 * dayMs),
      owner,
      personal: true,
    });
  }
}

function addAccountKey(store: Store, options: KeySeed, workspace: Workspace, account: ServiceAccount): void {
  const createdAt = Date.parse(account.created_at);
  put(store, options, { workspace, name: `${account.name}-worker`, number: account.name, createdAt, account });
}

interface KeyDraft {
  readonly workspace: Workspace;
  readonly name: string;
  readonly number: number | string;
  readonly createdAt: number;
  readonly owner?: User | undefined;
  readonly account?: ServiceAccount;
  readonly status?: ApiKey['status'] | undefined;
  readonly expiresAt?: number;
  readonly personal?: true;
}

function put(store: Store, { seed }: KeySeed, draft: KeyDraft): void {
  const { workspace, name, number, createdAt, owner, account, status = 'active', expiresAt } = draft;
  const maker = owner ?? account;
  store.in(apiKeys).add({
    id: `apikey_01${letters(22, seed, 'key', number)}`,
    name,
    status,
    created_at: isoMicroseconds(createdAt),
    expires_at: expiresAt === undefined ? null : isoMicroseconds(expiresAt),
    partial_key_hint: `sk-ant-api03-${letters(3, seed, 'hint', number)}...${letters(4, seed, 'tail', number)}`,
    created_by: maker ? { id: maker.id, type: account ? 'service_account' : 'user' } : null,
    principal: principalOf(draft),
    workspace_id: workspace.id,
  });
}

/** A key of a workspace acts as nobody in particular. */
function principalOf({ owner, personal, account }: KeyDraft): ApiKey['principal'] {
  if (account) return { type: 'service_account_actor', service_account_id: account.id };
  return personal && owner ? { type: 'user_actor', user_id: owner.id } : null;
}
