import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, fileContent, id, pageSize, plainId } from '../fields.ts';
import { restored } from '../restore.ts';
import { upload } from '../upload.ts';

export const listPlugins = defineOperation({
  id: 'anthropic.plugins.list',
  summary: 'List plugins',
  http: 'GET /v1/organizations/plugins',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  pages: 'page',
  input: () =>
    z.object({
      'created_at[gt]': z.string().nullable().describe('Made after this moment, RFC 3339').exactOptional(),
      'created_at[gte]': z.string().nullable().describe('Made at or after this moment, RFC 3339').exactOptional(),
      'created_at[lt]': z.string().nullable().describe('Made before this moment, RFC 3339').exactOptional(),
      'created_at[lte]': z.string().nullable().describe('Made at or before this moment, RFC 3339').exactOptional(),
      marketplace_id: id('marketplace_', 'the marketplace').exactOptional(),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
      owner_type: z
        .enum(['user', 'organization'])
        .nullable()
        .describe('Only plugins of this kind of owner')
        .exactOptional(),
      owner_user_id: z.string().nullable().describe('Only plugins of this person').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.plugins.list(input),
});

export const getPlugin = defineOperation({
  id: 'anthropic.plugins.get',
  summary: 'Read a plugin',
  http: 'GET /v1/organizations/plugins/{plugin_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
    }),
  call: ({ anthropic }, { plugin_id, ...rest }) => anthropic.beta.organization.plugins.retrieve(plugin_id, rest),
});

export const createPlugin = defineOperation({
  id: 'anthropic.plugins.create',
  summary: 'Create a plugin',
  http: 'POST /v1/organizations/plugins',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: () => 'plugins of the organization',
  input: () =>
    z.object({
      files: fileContent('Files of the plugin as one .zip'),
      marketplace_id: id('marketplace_', 'the marketplace').exactOptional(),
      release_notes: z.string().describe('What changed, for people').exactOptional(),
    }),
  call: ({ anthropic }, { files, ...rest }) =>
    anthropic.beta.organization.plugins.create({ ...rest, files: [upload(files, 'plugin.zip')] }),
  after: (_input, result) => ({ id: 'anthropic.plugins.get', input: { plugin_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.plugins.delete', input: { plugin_id: result.id } }),
});

export const updatePlugin = defineOperation({
  id: 'anthropic.plugins.update',
  summary: 'Change a plugin',
  http: 'POST /v1/organizations/plugins/{plugin_id}',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: ({ plugin_id }) => `plugin ${plugin_id}`,
  input: () =>
    z.object({ plugin_id: plainId('the plugin'), served_version_id: z.string().describe('Version that people get') }),
  call: ({ anthropic }, { plugin_id, ...rest }) => anthropic.beta.organization.plugins.update(plugin_id, rest),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  undo: ({ input, before }) => ({ id: 'anthropic.plugins.update', input: restored(before, input, ['plugin_id']) }),
});

export const deletePlugin = defineOperation({
  id: 'anthropic.plugins.delete',
  summary: 'Delete a plugin',
  http: 'DELETE /v1/organizations/plugins/{plugin_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: ({ plugin_id }) => `plugin ${plugin_id}`,
  input: () => z.object({ plugin_id: plainId('the plugin') }),
  call: ({ anthropic }, { plugin_id }) => anthropic.beta.organization.plugins.delete(plugin_id),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});
