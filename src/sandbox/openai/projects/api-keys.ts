import { z } from 'zod';
import { stopDemand } from '../../demand/demand.ts';
import { lastUses } from '../../demand/last-use.ts';
import type { Clock } from '../../engine/clock.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { oneYear } from '../lifetimes.ts';
import { pageById, pagingFields } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { later, users } from '../users/record.ts';
import { hasGroupAccess } from './groups/record.ts';
import { activeProject } from './record.ts';
import { serviceAccounts } from './service-accounts/record.ts';
import { projectUsers } from './users/record.ts';

export interface ProjectApiKey {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly redacted_value: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly expires_at: number | null;
  readonly scopes: readonly string[];
  readonly owner: { readonly type: 'user' | 'service_account'; readonly id: string };
}

export const projectApiKeys = collection<ProjectApiKey>('project_api_keys');

export const projectApiKeyRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/api_keys',
    {
      query: z.strictObject({
        ...pagingFields({ most: 100, usual: 20 }),
        owner_project_access: z.enum(['active', 'inactive', 'any']).optional(),
      }),
    },
    ({ store, query, clock, params: { project_id } }) => {
      activeProject(store, project_id);
      const keys = store
        .in(projectApiKeys)
        .where((key) => key.project_id === project_id && isListed(store, key, query.owner_project_access));
      const page = pageById(keys, query);
      return { ...page, data: wires(store, page.data, clock) };
    },
  ),

  get('/organization/projects/{project_id}/api_keys/{api_key_id}', {}, ({ store, params, clock }) =>
    wire(store, keyOf(store, params.project_id, params.api_key_id), clock),
  ),

  post(
    '/organization/projects/{project_id}/api_keys/{api_key_id}',
    {
      body: z
        .strictObject({
          scopes: z.array(z.string()).optional(),
          expires_in_seconds: z.int().min(1).max(oneYear).optional(),
        })
        .refine((body) => Object.keys(body).length > 0, 'at least one of scopes and expires_in_seconds is required'),
    },
    (call) => {
      const { store, body, clock } = call;
      const { project_id, api_key_id } = call.params;
      const key = keyOf(store, project_id, api_key_id);
      const now = clock.seconds();
      if (key.expires_at !== null && key.expires_at <= now) throw badRequest('An expired key cannot be changed.');
      const changed = store.in(projectApiKeys).change(key.id, {
        ...(body.scopes && { scopes: body.scopes }),
        ...(body.expires_in_seconds !== undefined && { expires_at: now + body.expires_in_seconds }),
      });
      audit(call, 'api_key.updated', { id: key.id, changes_requested: body }, activeProject(store, project_id));
      return wire(store, changed, clock);
    },
  ),

  del('/organization/projects/{project_id}/api_keys/{api_key_id}', {}, (call) => {
    const { store, clock } = call;
    const key = keyOf(store, call.params.project_id, call.params.api_key_id);
    store.in(projectApiKeys).remove(key.id);
    stopDemand(store, clock.now(), (stream) => stream.dimensions['api_key_id'] === key.id);
    audit(call, 'api_key.deleted', { id: key.id }, activeProject(store, key.project_id));
    return { object: 'organization.project.api_key.deleted', id: key.id, deleted: true };
  }),
];

function keyOf(store: Store, projectId: string, keyId: string): ProjectApiKey {
  activeProject(store, projectId);
  const key = store.in(projectApiKeys).get(keyId);
  return present(key?.project_id === projectId ? key : undefined, 'API key', keyId);
}

/** Unless told otherwise, the list leaves out keys whose owner is not a member: `any` shows all. */
function isListed(store: Store, key: ProjectApiKey, wanted: 'active' | 'inactive' | 'any' | undefined): boolean {
  if (wanted === 'any') return true;
  return wanted === undefined ? isMember(store, key) : ownerAccess(store, key) === wanted;
}

/** Owners of the organisation count as members of every project. */
function isMember(store: Store, { owner, project_id }: ProjectApiKey): boolean {
  if (owner.type === 'service_account') return store.in(serviceAccounts).has(owner.id);
  return store.in(users).get(owner.id)?.role === 'owner' || store.in(projectUsers).has(`${project_id} ${owner.id}`);
}

/** Whether the key's owner still has access to the project, be it through a group. */
function ownerAccess(store: Store, key: ProjectApiKey): 'active' | 'inactive' {
  return isMember(store, key) || hasGroupAccess(store, key.project_id, key.owner.id) ? 'active' : 'inactive';
}

function wire(store: Store, key: ProjectApiKey, clock: Clock) {
  return wires(store, [key], clock)[0];
}

/** A key in use was used a moment ago, whatever stood there when it was made. */
function wires(store: Store, keys: readonly ProjectApiKey[], clock: Clock) {
  const used = lastUses(store, 'api_key_id', new Set(keys.map(({ id }) => id)), clock.now());
  return keys.map((key) => shownAs(store, key, later(key.last_used_at, used.get(key.id))));
}

function shownAs(store: Store, key: ProjectApiKey, lastUsedAt: number | null) {
  const { owner, project_id: _project, scopes: _scopes, ...shown } = key;
  return {
    object: 'organization.project.api_key',
    ...shown,
    last_used_at: lastUsedAt,
    owner_project_access: ownerAccess(store, key),
    owner: owner.type === 'user' ? userOwner(store, key) : serviceAccountOwner(store, key),
  };
}

function userOwner(store: Store, { owner, project_id }: ProjectApiKey) {
  const user = store.in(users).get(owner.id);
  const role = store.in(projectUsers).get(`${project_id} ${owner.id}`)?.role ?? 'member';
  return {
    type: 'user',
    user: {
      object: 'organization.project.user',
      id: owner.id,
      name: user?.name ?? 'Former member',
      email: user?.email ?? '',
      created_at: user?.added_at ?? 0,
      role,
    },
  };
}

function serviceAccountOwner(store: Store, { owner }: ProjectApiKey) {
  const account = store.in(serviceAccounts).get(owner.id);
  return {
    type: 'service_account',
    service_account: {
      object: 'organization.project.service_account',
      id: owner.id,
      name: account?.name ?? 'Deleted service account',
      created_at: account?.created_at ?? 0,
      role: account?.role === 'owner' ? 'owner' : 'member',
    },
  };
}
