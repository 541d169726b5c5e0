import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, plainId } from '../../fields.ts';

export const listPluginInstallationSettings = defineOperation({
  id: 'anthropic.plugins.installation_settings.list',
  summary: 'List installation settings of a plugin',
  http: 'GET /v1/organizations/plugins/{plugin_id}/installation_settings',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  pages: 'page',
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      organization_id: z.string().nullable().describe('Id of the organization').exactOptional(),
      target_type: z
        .enum(['organization', 'rbac_group'])
        .nullable()
        .describe('Only settings for this kind of target')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { plugin_id, ...rest }) =>
    anthropic.beta.organization.plugins.installationSettings.list(plugin_id, rest),
});

export const setPluginInstallationSetting = defineOperation({
  id: 'anthropic.plugins.installation_settings.set',
  summary: 'Create or replace an installation setting of a plugin',
  http: 'POST /v1/organizations/plugins/{plugin_id}/installation_settings/{target}',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: ({ plugin_id, target }) => `installation setting ${target} of plugin ${plugin_id}`,
  input: () =>
    z.object({
      plugin_id: plainId('the plugin'),
      target: plainId('the target: organization, or an RBAC group id'),
      installation_preference: z
        .enum(['not_available', 'auto_install', 'available', 'required'])
        .describe('How it reaches people'),
    }),
  call: ({ anthropic }, { target, ...rest }) =>
    anthropic.beta.organization.plugins.installationSettings.set(target, rest),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.installation_settings.list', input: { plugin_id } }),
  irreversible: 'The value before is shown in the plan; set it again to go back.',
});

export const removePluginInstallationSetting = defineOperation({
  id: 'anthropic.plugins.installation_settings.remove',
  summary: 'Remove an installation setting of a plugin',
  http: 'DELETE /v1/organizations/plugins/{plugin_id}/installation_settings/{target}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta: 'ce-plugins-2026-09-01',
  target: ({ plugin_id, target }) => `installation setting ${target} of plugin ${plugin_id}`,
  input: () =>
    z.object({ plugin_id: plainId('the plugin'), target: plainId('the target: organization, or an RBAC group id') }),
  call: ({ anthropic }, { target, ...rest }) =>
    anthropic.beta.organization.plugins.installationSettings.remove(target, rest),
  before: ({ plugin_id }) => ({ id: 'anthropic.plugins.installation_settings.list', input: { plugin_id } }),
  irreversible: 'Access ends at once; giving it again is a new change.',
});
