import { z } from 'zod';
import { get, post, type Route } from '../../../engine/route.ts';
import { type ManagedSettings, managedSettings, refuseLargeDocument, settingsDocument } from './documents.ts';

const path = '/v1/organizations/claude_code/managed_settings/rbac_group_default';

export const managedSettingsDefaultRoutes: readonly Route[] = [
  get(path, {}, ({ store }) => wire(store.read(managedSettings))),

  post(
    path,
    { body: z.strictObject({ settings: settingsDocument.nullable() }) },
    ({ store, body: { settings }, clock }) => {
      if (settings !== null) refuseLargeDocument(settings);
      const group_default = settings === null ? null : { settings, updated_at: clock.iso() };
      return wire(store.write(managedSettings, { ...store.read(managedSettings), group_default }));
    },
  ),
];

function wire({ group_default }: ManagedSettings) {
  return {
    type: 'claude_code_rbac_group_default_managed_settings',
    settings: group_default?.settings ?? null,
    updated_at: group_default?.updated_at ?? null,
  };
}
