import type { ProjectAPIKey } from 'openai/resources/admin/organization/projects/api-keys';
import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { type KeyOwner, moment } from '../../listing.ts';
import { everyProject } from '../every-project.ts';
import { archivedProject, ofArchivedProject, projectOf } from '../refused.ts';

/** Who owns a key of a project, in the directory's words. */
function keyOwner(owner: ProjectAPIKey['owner'] | undefined): KeyOwner | undefined {
  if (owner?.user) return { kind: 'person', id: owner.user.id, name: owner.user.name, email: owner.user.email };
  if (!owner?.service_account) return undefined;
  const { id, name } = owner.service_account;
  return { kind: 'service account', id, name, email: undefined };
}

/** Everyday words for what stands in this file. */
const everyday =
  'key keys api token credential secret leaked stolen compromised public unused stale idle old which made created owner stop working kill revoke expire scopes project';

export const listProjectApiKeys = defineOperation({
  id: 'openai.projects.api_keys.list',
  summary: 'List project API keys',
  words: [everyday],
  asks: 'show all secrets of a project; credentials that belong to a project; which OpenAI keys does a project have; keys that somebody made; keys nobody uses; stale credentials; whose key is this; when was a key last used',
  http: 'GET /organization/projects/{project_id}/api_keys',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      owner_project_access: z
        .enum(['active', 'inactive', 'any'])
        .describe('Only keys whose owner has access, has lost it, or any; some may be hidden when omitted')
        .exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.apiKeys.list(project_id, rest),
  lists: {
    of: 'keys',
    // Without it, keys whose owner has left the project are hidden.
    input: { owner_project_access: 'any' },
    under: everyProject,
    item: ({ id, name, redacted_value, owner, created_at, last_used_at, expires_at }, project) => ({
      id,
      hint: redacted_value,
      name,
      isAdmin: false,
      isOn: true,
      owner: keyOwner(owner),
      within: project,
      createdAt: moment(created_at),
      lastUsedAt: moment(last_used_at),
      expiresAt: moment(expires_at),
    }),
    cost: { report: 'openai.usage.costs', dimension: 'api_key_id' },
  },
});

export const getProjectApiKey = defineOperation({
  id: 'openai.projects.api_keys.get',
  summary: 'Read one project API key',
  words: [everyday],
  http: 'GET /organization/projects/{project_id}/api_keys/{api_key_id}',
  risk: 'read',
  moves: ['last_used_at'],
  input: () => z.object({ project_id: id('proj_', 'the project'), api_key_id: id('key_', 'the API key') }),
  call: ({ openai }, { api_key_id, ...rest }) => openai.admin.organization.projects.apiKeys.retrieve(api_key_id, rest),
});

export const updateProjectApiKey = defineOperation({
  id: 'openai.projects.api_keys.update',
  summary: 'Change scopes or expiry of a project API key',
  words: [everyday, 'expire expiry lifetime shorter scopes limit restrict end date run out'],
  asks: 'let a key run out next month; a key should only do embeddings; limit what a key can be used for; give a key an end date',
  http: 'POST /organization/projects/{project_id}/api_keys/{api_key_id}',
  risk: 'access',
  target: ({ project_id, api_key_id }) => `api key ${api_key_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      api_key_id: id('key_', 'the API key'),
      expires_in_seconds: z
        .int()
        .min(1)
        .max(31_536_000)
        .describe('New lifetime from now in seconds, 1 to 31536000; this or scopes is needed')
        .exactOptional(),
      scopes: z
        .array(z.string())
        .describe('Scopes it is limited to, instead of those before; empty for no restriction')
        .exactOptional(),
    }),
  call: ({ openai }, { api_key_id, ...rest }) => openai.admin.organization.projects.apiKeys.update(api_key_id, rest),
  before: ({ project_id, api_key_id }) => ({ id: 'openai.projects.api_keys.get', input: { project_id, api_key_id } }),
  irreversible: 'The scopes that the key had are not shown, and an expiry counts from the moment it is set.',
  within: projectOf,
  refusedWhen: ({ before, within, now }) =>
    archivedProject(within) ??
    (hasExpired(before, now) ? { reason: 'The key has expired, and an expired key cannot be changed.' } : undefined),
});

export const deleteProjectApiKey = defineOperation({
  id: 'openai.projects.api_keys.delete',
  summary: 'Delete a project API key',
  words: [everyday, 'delete revoke kill stop working leaked compromised turn off disable throw away end get rid'],
  asks: 'kill an OpenAI key; this key leaked on GitHub; somebody posted our key; delete the key of somebody who left; put a key out of action',
  http: 'DELETE /organization/projects/{project_id}/api_keys/{api_key_id}',
  risk: 'destructive',
  target: ({ project_id, api_key_id }) => `api key ${api_key_id} of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project'), api_key_id: id('key_', 'the API key') }),
  call: ({ openai }, { api_key_id, ...rest }) => openai.admin.organization.projects.apiKeys.delete(api_key_id, rest),
  before: ({ project_id, api_key_id }) => ({ id: 'openai.projects.api_keys.get', input: { project_id, api_key_id } }),
  irreversible: 'The key stops working and its secret cannot be recovered; a new key has a new secret.',
  keyHint: ({ before }) => before?.redacted_value,
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

function hasExpired(key: { readonly expires_at?: number | null } | null | undefined, now: Date): boolean {
  return typeof key?.expires_at === 'number' && key.expires_at * 1000 <= now.getTime();
}
