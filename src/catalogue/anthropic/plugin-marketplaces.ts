import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, fileContent, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { upload } from '../upload.ts';

export const listPluginMarketplaces = defineOperation({
  id: 'anthropic.plugin_marketplaces.list',
  summary: 'List plugin marketplaces',
  http: 'GET /v1/organizations/plugin_marketplaces',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  pages: 'page',
  input: () =>
    z.object({
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
      owner_type: z
        .enum(['user', 'organization'])
        .nullable()
        .describe('Only plugins of this kind of owner')
        .exactOptional(),
      source: z
        .enum(['directory', 'github', 'gitlab', 'manual', 'public_git'])
        .nullable()
        .describe('Only those from this kind of source')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.pluginMarketplaces.list(input),
});

export const getPluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.get',
  summary: 'Read a plugin marketplace',
  http: 'GET /v1/organizations/plugin_marketplaces/{marketplace_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  input: () =>
    z.object({
      marketplace_id: id('marketplace_', 'the marketplace'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
    }),
  call: ({ anthropic }, { marketplace_id, ...rest }) =>
    anthropic.beta.organization.pluginMarketplaces.retrieve(marketplace_id, rest),
});

export const updatePluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.update',
  summary: 'Change a plugin marketplace',
  http: 'POST /v1/organizations/plugin_marketplaces/{marketplace_id}',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: ({ marketplace_id }) => `plugin marketplace ${marketplace_id}`,
  input: () =>
    z.object({
      marketplace_id: id('marketplace_', 'the marketplace'),
      default_installation_preference: z
        .enum(['not_available', 'auto_install', 'available', 'required'])
        .describe('How its plugins reach people unless set otherwise'),
    }),
  call: ({ anthropic }, { marketplace_id, ...rest }) =>
    anthropic.beta.organization.pluginMarketplaces.update(marketplace_id, rest),
  before: ({ marketplace_id }) => ({ id: 'anthropic.plugin_marketplaces.get', input: { marketplace_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.plugin_marketplaces.update',
    input: restored(before, input, ['marketplace_id']),
  }),
});

export const validateArchivePluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.validate_archive',
  summary: 'Check a marketplace archive without keeping it',
  http: 'POST /v1/organizations/plugin_marketplaces/validate_archive',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  input: () => z.object({ archive: fileContent('The marketplace as a .zip') }),
  call: ({ anthropic }, { archive }) =>
    anthropic.beta.organization.pluginMarketplaces.validateArchive({ archive: upload(archive, 'marketplace.zip') }),
});

export const validateRepositoryPluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.validate_repository',
  summary: 'Check a public GitHub repository as a marketplace without keeping it',
  http: 'POST /v1/organizations/plugin_marketplaces/validate_repository',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  input: () =>
    z.object({
      repository_url: z.string().describe('Address of a public GitHub repository'),
      ref: z.string().nullable().describe('Branch, tag or commit; the default branch when omitted').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.pluginMarketplaces.validateRepository(input),
});
