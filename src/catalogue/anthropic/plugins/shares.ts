import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';

export const listPluginShares = defineOperation({
  id: 'anthropic.plugins.shares.list',
  summary: "List whom a member shared a plugin of their own with; an organization's plugin has settings instead",
  words: ['plugin shared shares with whom who got'],
  asks: 'with whom is a plugin shared',
  http: 'GET /v1/organizations/plugins/{plugin_id}/shares',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  pages: 'page',
  input: () =>
    z.object({
      plugin_id: id('plugin_', 'the plugin'),
      organization_id: z
        .string()
        .nullable()
        .describe("Linked organization to read, UUID or org_…; the key's own when omitted")
        .exactOptional(),
      target_type: z
        .enum(['organization', 'organization_member', 'rbac_group'])
        .nullable()
        .describe('Only shares with everyone, with single people, or with RBAC groups')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'shares' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { plugin_id, ...query }) => anthropic.beta.organization.plugins.shares.list(plugin_id, query),
});
