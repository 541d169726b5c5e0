import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, fileContent, id, pageSize, plainId } from '../../fields.ts';
import { downloaded, upload } from '../../upload.ts';
import { marketplaceOf, ofMember, synchronized } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'plugin version versions release upload new download archive zip update file roll back';

const beta = 'ce-plugins-2026-09-01';

const pluginId = () => id('plugin_', 'the plugin');
const version = () => plainId('the version (pluginver_…), or latest for the newest');
const organizationId = () =>
  z
    .string()
    .nullable()
    .describe("Linked organization to read, UUID or org_…; the key's own when omitted")
    .exactOptional();

export const listPluginVersions = defineOperation({
  id: 'anthropic.plugins.versions.list',
  summary: 'List the versions of a plugin, newest first',
  words: [everyday],
  asks: 'did the pushed add-on get through the safety check; still pending; which releases of a plugin exist; what was changed when',
  http: 'GET /v1/organizations/plugins/{plugin_id}/versions',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      plugin_id: pluginId(),
      organization_id: organizationId(),
      limit: pageSize({ most: 1000, usual: 20, what: 'versions' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { plugin_id, ...query }) => anthropic.beta.organization.plugins.versions.list(plugin_id, query),
});

export const getPluginVersion = defineOperation({
  id: 'anthropic.plugins.versions.get',
  summary: 'Read one version of a plugin: what it contains and how its content scan went',
  words: [everyday],
  http: 'GET /v1/organizations/plugins/{plugin_id}/versions/{version}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  input: () => z.object({ plugin_id: pluginId(), version: version(), organization_id: organizationId() }),
  call: ({ anthropic }, { version, ...params }) =>
    anthropic.beta.organization.plugins.versions.retrieve(version, params),
});

export const createPluginVersion = defineOperation({
  id: 'anthropic.plugins.versions.create',
  summary: 'Upload a version of a plugin; people get it at once unless another one is pinned',
  words: [everyday],
  asks: 'upload a new release of a plugin; ship an update of our extension',
  http: 'POST /v1/organizations/plugins/{plugin_id}/versions',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ plugin_id }) => `new version of plugin ${plugin_id}`,
  input: () =>
    z.object({
      plugin_id: pluginId(),
      files: fileContent("One .zip of the plugin; the name in .claude-plugin/plugin.json is the plugin's"),
      release_notes: z.string().max(5000).describe('What changed, for people, up to 5,000 characters').exactOptional(),
    }),
  call: ({ anthropic }, { plugin_id, files, ...rest }) =>
    anthropic.beta.organization.plugins.versions.create(plugin_id, { ...rest, files: [upload(files, 'plugin.zip')] }),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  irreversible: 'A version cannot be deleted; an earlier one can be served again, but is pinned from then on.',
  within: ({ before }) => marketplaceOf(before?.marketplace_id),
  refusedWhen: ({ before, within }) => ofMember(before, 'plugin') ?? synchronized(within),
});

export const downloadPluginVersion = defineOperation({
  id: 'anthropic.plugins.versions.download',
  summary: "Download a version of a plugin as .zip; of a member's plugin this is recorded for compliance",
  words: [everyday],
  asks: 'get the files of a plugin; look into the zip',
  http: 'GET /v1/organizations/plugins/{plugin_id}/versions/{version}/content',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  input: () => z.object({ plugin_id: pluginId(), version: version(), organization_id: organizationId() }),
  call: ({ anthropic }, { version, ...params }) =>
    anthropic.beta.organization.plugins.versions.download(version, params).then(downloaded),
});
