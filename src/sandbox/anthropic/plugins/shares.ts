import { z } from 'zod';
import { get, type Route } from '../../engine/route.ts';
import { collection } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { notFound } from '../refuse.ts';
import { pluginOf } from './record.ts';
import { checkOrganization } from './shared.ts';

/** With whom a member shares a plugin of theirs. Given and withdrawn in the provider's own pages. */
export interface PluginShare {
  readonly plugin_id: string;
  readonly target:
    | { readonly type: 'organization' }
    | { readonly type: 'rbac_group'; readonly rbac_group_id: string }
    | { readonly type: 'organization_member'; readonly user_id: string };
  readonly granted_at: string;
}

export const pluginShares = collection<PluginShare>(
  'plugin_shares',
  ({ plugin_id, target }) => `${plugin_id} ${Object.values(target).join(' ')}`,
);

export const pluginShareRoutes: readonly Route[] = [
  get(
    '/v1/organizations/plugins/{plugin_id}/shares',
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        organization_id: z.string().optional(),
        target_type: z.enum(['organization', 'organization_member', 'rbac_group']).optional(),
      }),
    },
    ({ store, query, params: { plugin_id } }) => {
      checkOrganization(store, query.organization_id);
      if (pluginOf(store, plugin_id).owner.type === 'organization') {
        throw notFound('A plugin of the organization has installation settings, not shares.');
      }
      const matching = store
        .in(pluginShares)
        .where(
          (share) =>
            share.plugin_id === plugin_id &&
            (query.target_type === undefined || share.target.type === query.target_type),
        );
      return newestFirst(matching, query, (share) => ({ type: 'plugin_share', ...share }));
    },
  ),
];
