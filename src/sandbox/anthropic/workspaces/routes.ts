import { z } from 'zod';
import { stopDemand } from '../../demand/demand.ts';
import { flag, listOf } from '../../engine/parameters.ts';
import { type Call, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { apiKeys } from '../api-keys.ts';
import { refuseUnfitKey } from '../external-keys/record.ts';
import { idPagingFields, pageById } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { refuseUnknownProfile } from '../user-profiles.ts';
import { detachStorages, privacyAfter, privacyOf, privacySchema, setPrivacy, shownPrivacy } from './privacy.ts';
import { inferenceGeos, isDefault, openWorkspace, type Workspace, workspaceOf, workspaces } from './record.ts';

const mostWorkspaces = 100;
const longestName = 40;

const nameSchema = z.string().min(1).max(longestName);
const colorSchema = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'should be a color like #2D7FF9');
const geosSchema = z.union([z.literal('unrestricted'), z.array(z.enum(inferenceGeos)).min(1)]);
const tagKey = z.string().regex(/^(?!anthropic).+/, 'tag keys may not start with anthropic');

export const workspaceRoutes: readonly Route[] = [
  get(
    '/v1/organizations/workspaces',
    {
      query: z.strictObject({
        ...idPagingFields(),
        include_archived: flag().default(false),
        include_default: flag().default(false),
        ids: listOf(z.string()).optional(),
      }),
    },
    ({ store, query, headers }) => {
      if (query.ids && query.ids.length > 100) throw badRequest('ids: at most 100 ids');
      const matching = store
        .in(workspaces)
        .where(
          (workspace) =>
            (query.include_archived || workspace.archived_at === null) &&
            (query.include_default || !isDefault(store, workspace)) &&
            (query.ids === undefined || query.ids.includes(workspace.id)),
        );
      const page = pageById([...matching].reverse(), query, (workspace) => workspace.id);
      return { ...page, data: page.data.map((each) => wire(store, headers, each)) };
    },
  ),

  post(
    '/v1/organizations/workspaces',
    {
      body: z.strictObject({
        name: nameSchema,
        display_color: colorSchema.nullish(),
        data_residency: z
          .strictObject({
            workspace_geo: z.literal('us').nullish(),
            allowed_inference_geos: geosSchema.nullish(),
            default_inference_geo: z.enum(inferenceGeos).nullish(),
          })
          .nullish(),
        tags: z.record(tagKey, z.string()).nullish(),
        external_key_id: z.string().nullish(),
        user_profile_id: z.string().nullish(),
        inference_data_privacy: privacySchema,
      }),
    },
    (call) => {
      const { store, body, clock, headers } = call;
      refuseTooMany(store);
      const data_residency: Workspace['data_residency'] = {
        workspace_geo: 'us',
        allowed_inference_geos: body.data_residency?.allowed_inference_geos ?? 'unrestricted',
        default_inference_geo: body.data_residency?.default_inference_geo ?? 'global',
      };
      refuseForeignDefault(data_residency);
      const links = { external_key_id: body.external_key_id ?? null, user_profile_id: body.user_profile_id ?? null };
      refuseUnknownProfile(store, links.user_profile_id);
      refuseUnfitKey(store, links);
      const id = store.newId('wrkspc_01', 22);
      const privacy = privacyAfter(privacyOf(store, id), body.inference_data_privacy, call);
      if (body.inference_data_privacy) setPrivacy(store, privacy);
      return wire(
        store,
        headers,
        store.in(workspaces).add({
          ...links,
          id,
          name: body.name,
          created_at: clock.iso(),
          archived_at: null,
          display_color: body.display_color ?? '#6C5BB9',
          compartment_id: store.newUuid(),
          data_residency,
          tags: body.tags ?? {},
        }),
      );
    },
  ),

  get('/v1/organizations/workspaces/{workspace_id}', {}, ({ store, headers, params: { workspace_id } }) =>
    wire(store, headers, workspaceOf(store, workspace_id)),
  ),

  post(
    '/v1/organizations/workspaces/{workspace_id}',
    {
      body: z.strictObject({
        name: nameSchema.nullish(),
        display_color: colorSchema.nullish(),
        data_residency: z
          .strictObject({
            allowed_inference_geos: geosSchema.nullish(),
            default_inference_geo: z.enum(inferenceGeos).nullish(),
          })
          .nullish(),
        tags: z.record(tagKey, z.string().nullable()).nullish(),
        external_key_id: z.string().optional(),
        user_profile_id: z.string().optional(),
        inference_data_privacy: privacySchema,
      }),
    },
    (call) => {
      const { store, body, headers } = call;
      const { workspace_id } = call.params;
      const workspace = openWorkspace(store, workspace_id);
      if (body.name && isDefault(store, workspace)) throw badRequest('The default workspace cannot be renamed.');
      refuseRewrite('external_key_id', workspace.external_key_id, body.external_key_id);
      refuseRewrite('user_profile_id', workspace.user_profile_id, body.user_profile_id);
      if (body.user_profile_id && isDefault(store, workspace)) {
        throw badRequest('user_profile_id: the default workspace cannot have a user profile');
      }
      const links = {
        external_key_id: body.external_key_id ?? workspace.external_key_id,
        user_profile_id: body.user_profile_id ?? workspace.user_profile_id,
      };
      if (body.user_profile_id) refuseUnknownProfile(store, body.user_profile_id);
      if (body.external_key_id || body.user_profile_id) refuseUnfitKey(store, links);
      const asked = body.data_residency;
      const data_residency: Workspace['data_residency'] = {
        ...workspace.data_residency,
        ...(asked?.allowed_inference_geos && { allowed_inference_geos: asked.allowed_inference_geos }),
        ...(asked?.default_inference_geo && { default_inference_geo: asked.default_inference_geo }),
      };
      refuseForeignDefault(data_residency);
      const privacy = privacyAfter(privacyOf(store, workspace_id), body.inference_data_privacy, call);
      if (body.inference_data_privacy) setPrivacy(store, privacy);
      return wire(
        store,
        headers,
        store.in(workspaces).change(workspace_id, {
          data_residency,
          name: body.name ?? workspace.name,
          display_color: body.display_color ?? workspace.display_color,
          tags: mergedTags(workspace.tags, body.tags ?? {}),
          ...links,
        }),
      );
    },
  ),

  post(
    '/v1/organizations/workspaces/{workspace_id}/archive',
    {},
    ({ store, headers, params: { workspace_id }, clock }) => {
      const workspace = openWorkspace(store, workspace_id);
      if (isDefault(store, workspace)) throw badRequest('The default workspace cannot be archived.');
      for (const key of store.in(apiKeys).where((each) => each.workspace_id === workspace_id)) {
        store.in(apiKeys).change(key.id, { status: 'archived' });
      }
      stopDemand(store, clock.now(), (stream) => stream.dimensions['workspace_id'] === workspace_id);
      detachStorages(store, workspace_id);
      return wire(store, headers, store.in(workspaces).change(workspace_id, { archived_at: clock.iso() }));
    },
  ),
];

function refuseTooMany(store: Store): void {
  const open = store.in(workspaces).where((each) => each.archived_at === null && !isDefault(store, each)).length;
  if (open >= mostWorkspaces) throw badRequest(`An organization can have at most ${mostWorkspaces} workspaces.`);
}

function refuseForeignDefault({
  allowed_inference_geos: allowed,
  default_inference_geo: usual,
}: Workspace['data_residency']): void {
  if (allowed === 'unrestricted' || allowed.includes(usual)) return;
  throw badRequest('data_residency.default_inference_geo: must be one of allowed_inference_geos');
}

/** Some links are made once and for good. */
function refuseRewrite(field: string, before: string | null, wanted: string | undefined): void {
  if (wanted === undefined || before === null || wanted === before) return;
  throw badRequest(`${field}: cannot be changed once it is set`);
}

/** A null takes a tag away. */
function mergedTags(before: Workspace['tags'], asked: Readonly<Record<string, string | null>>): Workspace['tags'] {
  const merged = Object.entries({ ...before, ...asked }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged) as Workspace['tags'];
}

function wire(store: Store, headers: Call['headers'], workspace: Workspace) {
  return { type: 'workspace', ...workspace, ...shownPrivacy(store, workspace.id, headers) };
}
