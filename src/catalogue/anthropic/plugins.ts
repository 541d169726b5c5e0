import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, fileContent, id, pageSize, rfc3339 } from '../fields.ts';
import { upload } from '../upload.ts';
import { marketplaceOf, ofMember, synchronized } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'plugin plugins extension add-on addon upload publish offer own who gets';

const beta = 'ce-plugins-2026-09-01';

const pluginId = () => id('plugin_', 'the plugin');
const organizationId = () =>
  z
    .string()
    .nullable()
    .describe("Linked organization to read, UUID or org_…; the key's own when omitted")
    .exactOptional();
const moment = (description: string) => rfc3339(`${description}, RFC 3339`).nullable().exactOptional();

export const listPlugins = defineOperation({
  id: 'anthropic.plugins.list',
  summary: "List plugins, the organization's own and its members', newest first",
  words: [everyday],
  asks: 'which plugins do we offer; who made a plugin',
  http: 'GET /v1/organizations/plugins',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      'created_at[gt]': moment('Only those made after this moment'),
      'created_at[gte]': moment('Only those made at this moment or after'),
      'created_at[lt]': moment('Only those made before this moment'),
      'created_at[lte]': moment('Only those made at this moment or before'),
      marketplace_id: id('marketplace_', 'a marketplace whose plugins alone are wanted').nullable().exactOptional(),
      organization_id: organizationId(),
      owner_type: z
        .enum(['organization', 'user'])
        .nullable()
        .describe("organization: only its own plugins; user: only those in members' personal marketplaces")
        .exactOptional(),
      owner_user_id: id('user_', 'a person, also a removed one, whose personal plugins alone are wanted')
        .nullable()
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'plugins' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.plugins.list(input),
});

export const getPlugin = defineOperation({
  id: 'anthropic.plugins.get',
  summary: 'Read one plugin: its served version, what that contains and how far it reaches',
  words: [everyday],
  http: 'GET /v1/organizations/plugins/{plugin_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['updated_at'],
  input: () => z.object({ plugin_id: pluginId(), organization_id: organizationId() }),
  call: ({ anthropic }, { plugin_id, ...query }) => anthropic.beta.organization.plugins.retrieve(plugin_id, query),
});

export const createPlugin = defineOperation({
  id: 'anthropic.plugins.create',
  summary: 'Upload a new plugin of the organization with its first version',
  words: [everyday],
  asks: 'publish our own plugin; upload an extension for everybody',
  http: 'POST /v1/organizations/plugins',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ marketplace_id }) => `new plugin in ${marketplace_id ?? "the organization's library"}`,
  input: () =>
    z.object({
      files: fileContent('One .zip of the plugin; it holds .claude-plugin/plugin.json, which gives the name'),
      marketplace_id: id(
        'marketplace_',
        "an uploaded (manual) marketplace to put it in; the organization's library when omitted",
      ).exactOptional(),
      release_notes: z
        .string()
        .max(5000)
        .describe('What is in this version, for people, up to 5,000 characters')
        .exactOptional(),
    }),
  call: ({ anthropic }, { files, ...rest }) =>
    anthropic.beta.organization.plugins.create({ ...rest, files: [upload(files, 'plugin.zip')] }),
  after: (_input, plugin) => ({ id: 'anthropic.plugins.get', input: { plugin_id: plugin.id } }),
  undo: ({ result }) => ({ id: 'anthropic.plugins.delete', input: { plugin_id: result.id } }),
  within: ({ input: { marketplace_id } }) => marketplaceOf(marketplace_id),
  refusedWhen: ({ within }) => ofMember(within, 'marketplace') ?? synchronized(within),
});

export const updatePlugin = defineOperation({
  id: 'anthropic.plugins.update',
  summary: 'Choose the version of a plugin that people get, and pin it',
  words: [everyday],
  asks: 'serve another version of a plugin; roll a plugin back; rename a plugin',
  http: 'POST /v1/organizations/plugins/{plugin_id}',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ plugin_id }) => `served version of plugin ${plugin_id}`,
  input: () =>
    z.object({
      plugin_id: pluginId(),
      served_version_id: id('pluginver_', 'the version people get from now on; later uploads no longer replace it'),
    }),
  call: ({ anthropic }, { plugin_id, ...changes }) => anthropic.beta.organization.plugins.update(plugin_id, changes),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  undo: ({ input: { plugin_id }, before }) => {
    const pinStays = !before.served_version_pinned;
    if (pinStays) return undefined;
    return {
      id: 'anthropic.plugins.update',
      input: { plugin_id, served_version_id: before.served_version_id },
    };
  },
  refusedWhen: ({ before }) => ofMember(before, 'plugin'),
});

export const deletePlugin = defineOperation({
  id: 'anthropic.plugins.delete',
  summary: "Delete a plugin, the organization's own or a member's, with all its versions",
  words: [everyday],
  asks: 'withdraw a plugin; get rid of an extension',
  http: 'DELETE /v1/organizations/plugins/{plugin_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta,
  target: ({ plugin_id }) => `plugin ${plugin_id}`,
  input: () => z.object({ plugin_id: pluginId() }),
  call: ({ anthropic }, { plugin_id }) => anthropic.beta.organization.plugins.delete(plugin_id),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  irreversible:
    'Every version, installation setting and share is gone for good; not_available takes a plugin out of use and can be taken back.',
  within: ({ before }) => marketplaceOf(before?.marketplace_id),
  refusedWhen: ({ within }) => synchronized(within),
});
