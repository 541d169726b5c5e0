import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, fileContent, pageSize, plainId } from '../../fields.ts';
import { downloaded, upload } from '../../upload.ts';

export const listPluginVersions = defineOperation({
  id: 'anthropic.plugins.versions.list',
  summary: 'List versions of a plugin',
  http: 'GET /v1/organizations/plugins/{plugin_id}/versions',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  pages: 'page',
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { plugin_id, ...rest }) => anthropic.beta.organization.plugins.versions.list(plugin_id, rest),
});

export const getPluginVersion = defineOperation({
  id: 'anthropic.plugins.versions.get',
  summary: 'Read a version of a plugin',
  http: 'GET /v1/organizations/plugins/{plugin_id}/versions/{version}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      version: plainId('the version'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
    }),
  call: ({ anthropic }, { version, ...rest }) => anthropic.beta.organization.plugins.versions.retrieve(version, rest),
});

export const createPluginVersion = defineOperation({
  id: 'anthropic.plugins.versions.create',
  summary: 'Create a version of a plugin',
  http: 'POST /v1/organizations/plugins/{plugin_id}/versions',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: ({ plugin_id }) => `version of plugin ${plugin_id}`,
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      files: fileContent('Files of the plugin as one .zip'),
      release_notes: z.string().describe('What changed, for people').exactOptional(),
    }),
  call: ({ anthropic }, { plugin_id, files, ...rest }) =>
    anthropic.beta.organization.plugins.versions.create(plugin_id, { ...rest, files: [upload(files, 'plugin.zip')] }),
  after: (input, result) => ({
    id: 'anthropic.plugins.versions.get',
    input: { plugin_id: input.plugin_id, version: result.id },
  }),
  irreversible: 'There is no call that deletes it again.',
});

export const downloadPluginVersion = defineOperation({
  id: 'anthropic.plugins.versions.download',
  summary: 'Download the archive of a version of a plugin',
  http: 'GET /v1/organizations/plugins/{plugin_id}/versions/{version}/content',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      version: plainId('the version'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
    }),
  call: ({ anthropic }, { version, ...rest }) =>
    anthropic.beta.organization.plugins.versions.download(version, rest).then(downloaded),
});
