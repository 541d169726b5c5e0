import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, plainId } from '../../fields.ts';

export const listPluginShares = defineOperation({
  id: 'anthropic.plugins.shares.list',
  summary: 'List people a plugin was shared with',
  http: 'GET /v1/organizations/plugins/{plugin_id}/shares',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  pages: 'page',
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
      target_type: z
        .enum(['organization', 'rbac_group', 'organization_member'])
        .nullable()
        .describe('Only settings for this kind of target')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { plugin_id, ...rest }) => anthropic.beta.organization.plugins.shares.list(plugin_id, rest),
});
