import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, fileContent, id, pageSize } from '../fields.ts';
import { upload } from '../upload.ts';
import { ofMember } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'plugin marketplace marketplaces catalog repository repo store source sync valid check github';

const beta = 'ce-plugins-2026-09-01';

const marketplaceId = () => id('marketplace_', 'the marketplace');
const organizationId = () =>
  z
    .string()
    .nullable()
    .describe("Linked organization to read, UUID or org_…; the key's own when omitted")
    .exactOptional();

export const listPluginMarketplaces = defineOperation({
  id: 'anthropic.plugin_marketplaces.list',
  summary: "List plugin marketplaces, the organization's own and its members', newest first",
  words: [everyday],
  asks: 'where do our plugins come from; connected plugin catalogs',
  http: 'GET /v1/organizations/plugin_marketplaces',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      organization_id: organizationId(),
      owner_type: z
        .enum(['organization', 'user'])
        .nullable()
        .describe("organization: only its own; user: only members' personal ones")
        .exactOptional(),
      source: z
        .enum(['directory', 'github', 'gitlab', 'manual', 'public_git'])
        .nullable()
        .describe('Only those whose plugins come from there; manual means uploaded, directory is never listed')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'marketplaces' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.pluginMarketplaces.list(input),
});

export const getPluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.get',
  summary: 'Read one plugin marketplace and how its last synchronization went',
  words: [everyday],
  http: 'GET /v1/organizations/plugin_marketplaces/{marketplace_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['last_sync_ended_at', 'sync_status'],
  input: () => z.object({ marketplace_id: marketplaceId(), organization_id: organizationId() }),
  call: ({ anthropic }, { marketplace_id, ...query }) =>
    anthropic.beta.organization.pluginMarketplaces.retrieve(marketplace_id, query),
});

export const updatePluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.update',
  summary: 'Say how the plugins of a marketplace reach everyone unless one has a setting of its own',
  words: [everyday],
  asks: 'plugins should come from another repository; change the branch of our catalog',
  http: 'POST /v1/organizations/plugin_marketplaces/{marketplace_id}',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ marketplace_id }) => `plugin marketplace ${marketplace_id}`,
  input: () =>
    z.object({
      marketplace_id: marketplaceId(),
      default_installation_preference: z
        .enum(['required', 'auto_install', 'available', 'not_available'])
        .describe(
          'required: installed, cannot be removed; auto_install: installed, can be removed; available: on offer',
        ),
    }),
  call: ({ anthropic }, { marketplace_id, ...changes }) =>
    anthropic.beta.organization.pluginMarketplaces.update(marketplace_id, changes),
  before: ({ marketplace_id }) => ({ id: 'anthropic.plugin_marketplaces.get', input: { marketplace_id } }),
  undo: ({ input: { marketplace_id }, before: { default_installation_preference } }) => {
    const hadNone = default_installation_preference === null;
    if (hadNone) return undefined;
    return {
      id: 'anthropic.plugin_marketplaces.update',
      input: { marketplace_id, default_installation_preference },
    };
  },
  refusedWhen: ({ before }) => ofMember(before, 'marketplace'),
});

export const validateArchivePluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.validate_archive',
  summary: 'Check whether a marketplace in a .zip would synchronize; nothing is kept',
  words: [everyday],
  asks: 'is this plugin zip in order; check an archive before uploading it',
  http: 'POST /v1/organizations/plugin_marketplaces/validate_archive',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  input: () => z.object({ archive: fileContent('One .zip of the marketplace directory, at most 32 MB') }),
  call: ({ anthropic }, { archive }) =>
    anthropic.beta.organization.pluginMarketplaces.validateArchive({ archive: upload(archive, 'marketplace.zip') }),
});

export const validateRepositoryPluginMarketplace = defineOperation({
  id: 'anthropic.plugin_marketplaces.validate_repository',
  summary: 'Check whether a marketplace in a public GitHub repository would synchronize; nothing is kept',
  words: [everyday],
  asks: 'is our plugin repository in order; check a catalog before connecting it',
  http: 'POST /v1/organizations/plugin_marketplaces/validate_repository',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  input: () =>
    z.object({
      repository_url: z
        .url({ protocol: /^https$/, error: 'expected an address like https://github.com/owner/repository' })
        .max(2048)
        .describe('Address of a public repository, https://github.com/owner/repository'),
      ref: z
        .string()
        .nullable()
        .describe('Branch, or full 40-character commit; the branch that is synchronized when omitted')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.pluginMarketplaces.validateRepository(input),
});
