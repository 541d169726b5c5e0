import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize, plainId } from '../../fields.ts';
import { ofMember } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'plugin installed install required default automatic everybody who gets group preinstalled force uninstall available';

const beta = 'ce-plugins-2026-09-01';

const pluginId = () => id('plugin_', 'the plugin');
const target = () => plainId('the target: organization for everyone, or an RBAC group (rbac_group_…)');

interface Setting {
  readonly target: { readonly type: string; readonly rbac_group_id?: string };
  readonly installation_preference: string;
}

export const listPluginInstallationSettings = defineOperation({
  id: 'anthropic.plugins.installation_settings.list',
  summary: 'List who a plugin of the organization is for: its own setting and those of groups',
  words: [everyday],
  asks: 'who gets a plugin; is it installed for everybody; mandatory extensions',
  http: 'GET /v1/organizations/plugins/{plugin_id}/installation_settings',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  moves: ['data.updated_at'],
  input: () =>
    z.object({
      plugin_id: pluginId(),
      organization_id: z
        .string()
        .nullable()
        .describe("Linked organization to read, UUID or org_…; the key's own when omitted")
        .exactOptional(),
      target_type: z
        .enum(['organization', 'rbac_group'])
        .nullable()
        .describe('Only the setting for everyone, or only those of RBAC groups')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'settings' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { plugin_id, ...query }) =>
    anthropic.beta.organization.plugins.installationSettings.list(plugin_id, query),
});

export const setPluginInstallationSetting = defineOperation({
  id: 'anthropic.plugins.installation_settings.set',
  summary: 'Say how a plugin reaches everyone or an RBAC group, from required to not available',
  words: [everyday],
  asks: 'everyone must have the add-on; compulsory extension, no opting out; install a plugin for everybody; make an extension mandatory for a group; people should have it by default',
  http: 'POST /v1/organizations/plugins/{plugin_id}/installation_settings/{target}',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ plugin_id, target }) => `plugin ${plugin_id} for ${target}`,
  input: () =>
    z.object({
      plugin_id: pluginId(),
      target: target(),
      installation_preference: z
        .enum(['required', 'auto_install', 'available', 'not_available'])
        .describe(
          'required: installed, cannot be removed; auto_install: installed, can be removed; available: on offer',
        ),
    }),
  call: ({ anthropic }, { target, ...params }) =>
    anthropic.beta.organization.plugins.installationSettings.set(target, params),
  before: ({ plugin_id }) => ({
    id: 'anthropic.plugins.installation_settings.list',
    input: { plugin_id, limit: 1000 },
  }),
  undo: ({ input: { plugin_id, target }, before }) => {
    const setting = settingOf(before.data, target);
    if (setting) return restoring(plugin_id, target, setting);
    const mayBeOnAnotherPage = Boolean(before.next_page);
    if (mayBeOnAnotherPage) return undefined;
    return { id: 'anthropic.plugins.installation_settings.remove', input: { plugin_id, target } };
  },
  within: ({ input: { plugin_id } }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  refusedWhen: ({ within }) => ofMember(within, 'plugin'),
});

export const removePluginInstallationSetting = defineOperation({
  id: 'anthropic.plugins.installation_settings.remove',
  summary: 'Remove how a plugin reaches everyone or an RBAC group; the wider default applies again',
  words: [everyday],
  asks: 'a plugin should no longer be installed for a group; not mandatory any more',
  http: 'DELETE /v1/organizations/plugins/{plugin_id}/installation_settings/{target}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta,
  target: ({ plugin_id, target }) => `plugin ${plugin_id} for ${target}`,
  input: () => z.object({ plugin_id: pluginId(), target: target() }),
  call: ({ anthropic }, { target, ...params }) =>
    anthropic.beta.organization.plugins.installationSettings.remove(target, params),
  before: ({ plugin_id }) => ({
    id: 'anthropic.plugins.installation_settings.list',
    input: { plugin_id, limit: 1000 },
  }),
  undo: ({ input: { plugin_id, target }, before }) => {
    const setting = settingOf(before.data, target);
    return setting && restoring(plugin_id, target, setting);
  },
  within: ({ input: { plugin_id } }) => ({ id: 'anthropic.plugins.get', input: { plugin_id } }),
  refusedWhen: ({ within }) => ofMember(within, 'plugin'),
});

function settingOf(settings: readonly Setting[], wanted: string): Setting | undefined {
  return settings.find(({ target }) => (target.rbac_group_id ?? target.type) === wanted);
}

function restoring(plugin_id: string, target: string, { installation_preference }: Setting) {
  return {
    id: 'anthropic.plugins.installation_settings.set',
    input: { plugin_id, target, installation_preference },
  };
}
