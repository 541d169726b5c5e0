import { z } from 'zod';
import { del, get, post, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { cursorPagingFields, pageByCursor } from '../../paging.ts';
import { groupOf, rbacGroups } from '../../rbac-groups/record.ts';
import { badRequest, conflict, notFound } from '../../refuse.ts';
import {
  type GroupSettings,
  groupSettings,
  managedSettings,
  refuseLargeDocument,
  reorder,
  settingsDocument,
} from './documents.ts';

const path = '/v1/organizations/claude_code/managed_settings/rbac_groups';
const mostGroups = 100;

export const managedSettingsGroupRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query: { limit, page: cursor } }) => {
    const { rbac_group_order: order, rbac_group_order_version: version } = store.read(managedSettings);
    const [page, read = version] = cursor?.split('.') ?? [];
    if (read !== version) throw conflict('The order of the RBAC groups has changed. List again from the first page.');
    const { data, next_page } = pageByCursor(order, { limit, page });
    return {
      data: data.map((id) => summary(store, settingsOf(store, id))),
      next_page: next_page === null ? null : `${next_page}.${version}`,
    };
  }),

  get(`${path}/{rbac_group_id}`, {}, ({ store, params: { rbac_group_id } }) =>
    wire(store, settingsOf(store, rbac_group_id)),
  ),

  post(
    `${path}/{rbac_group_id}`,
    { body: z.strictObject({ settings: settingsDocument }) },
    ({ store, body: { settings }, clock, params: { rbac_group_id } }) => {
      groupOf(store, rbac_group_id);
      refuseLargeDocument(settings);
      const documents = store.in(groupSettings);
      const now = clock.iso();
      if (documents.has(rbac_group_id)) {
        return wire(store, documents.change(rbac_group_id, { settings, updated_at: now }));
      }
      const { rbac_group_order: order } = store.read(managedSettings);
      if (order.length >= mostGroups) {
        throw badRequest(`At most ${mostGroups} RBAC groups can have settings.`, 'rbac_group_order_limit_exceeded');
      }
      const made = documents.add({ rbac_group_id, settings, created_at: now, updated_at: now });
      reorder(store, [...order, rbac_group_id], clock);
      return wire(store, made);
    },
  ),

  del(`${path}/{rbac_group_id}`, {}, ({ store, clock, params: { rbac_group_id } }) => {
    settingsOf(store, rbac_group_id);
    store.in(groupSettings).remove(rbac_group_id);
    const { rbac_group_order: order } = store.read(managedSettings);
    reorder(
      store,
      order.filter((id) => id !== rbac_group_id),
      clock,
    );
    return { rbac_group_id, type: 'claude_code_rbac_group_managed_settings_deleted' };
  }),
];

function settingsOf(store: Store, groupId: string): GroupSettings {
  const settings = store.in(groupSettings).get(groupId);
  if (settings) return settings;
  throw notFound(`RBAC group ${groupId} has no managed settings.`, 'rbac_group_managed_settings_not_found');
}

/** The settings of a deleted group stay, and match nobody. */
function summary(store: Store, { rbac_group_id, created_at, updated_at }: GroupSettings) {
  return {
    type: 'claude_code_rbac_group_managed_settings_summary',
    rbac_group_id,
    rbac_group_status: { type: store.in(rbacGroups).has(rbac_group_id) ? 'active' : 'deleted' },
    created_at,
    updated_at,
  };
}

function wire(store: Store, document: GroupSettings) {
  return {
    ...summary(store, document),
    type: 'claude_code_rbac_group_managed_settings',
    settings: document.settings,
  };
}
