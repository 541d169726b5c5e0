import { z } from 'zod';
import { stopDemand } from '../../../demand/demand.ts';
import { del, get, post, type Route } from '../../../engine/route.ts';
import { audit, given } from '../../audit.ts';
import { oneYear } from '../../lifetimes.ts';
import { pageById, pagingFields } from '../../paging.ts';
import { badRequest } from '../../refuse.ts';
import { identityRules } from '../../workload-identity-providers/federation-rules.ts';
import { projectApiKeys } from '../api-keys.ts';
import { activeProject, isDefault } from '../record.ts';
import { issueKey } from './api-keys.ts';
import { type ServiceAccount, serviceAccountOf, serviceAccounts } from './record.ts';

export const serviceAccountRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/service_accounts',
    { query: z.strictObject(pagingFields({ most: 100, usual: 20 })) },
    ({ store, query, params: { project_id } }) => {
      activeProject(store, project_id);
      const page = pageById(
        store.in(serviceAccounts).where((account) => account.project_id === project_id),
        query,
      );
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post(
    '/organization/projects/{project_id}/service_accounts',
    {
      body: z.strictObject({
        name: z.string().min(1),
        create_service_account_only: z.boolean().nullish(),
        expires_in_seconds: z.int().min(1).max(oneYear).nullish(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const project = activeProject(store, call.params.project_id);
      if (isDefault(store, project)) throw badRequest('Service accounts cannot be added to the default project.');
      const withoutKey = body.create_service_account_only === true;
      if (withoutKey && body.expires_in_seconds) {
        throw badRequest('A service account without a key takes no expiry.', { param: 'expires_in_seconds' });
      }
      const account = store.in(serviceAccounts).add({
        id: store.newId('svc_acct_', 24),
        project_id: project.id,
        name: body.name,
        role: withoutKey ? 'none' : 'member',
        created_at: clock.seconds(),
      });
      audit(call, 'service_account.created', { id: account.id, data: { role: 'member' } }, project);
      const lifetime = body.expires_in_seconds ?? undefined;
      const api_key = withoutKey ? null : issueKey(call, account, { name: 'Secret Key', expires_in_seconds: lifetime });
      return { ...wire(account), api_key };
    },
  ),

  get('/organization/projects/{project_id}/service_accounts/{service_account_id}', {}, ({ store, params }) =>
    wire(serviceAccountOf(store, params.project_id, params.service_account_id)),
  ),

  post(
    '/organization/projects/{project_id}/service_accounts/{service_account_id}',
    { body: z.strictObject({ name: z.string().min(1).optional(), role: z.enum(['member', 'owner']).optional() }) },
    (call) => {
      const { store, body } = call;
      const account = serviceAccountOf(store, call.params.project_id, call.params.service_account_id);
      const changed = store.in(serviceAccounts).change(account.id, {
        ...(body.name !== undefined && { name: body.name }),
        ...(body.role !== undefined && { role: body.role }),
      });
      const details = { id: account.id, changes_requested: given({ role: body.role }) };
      audit(call, 'service_account.updated', details, activeProject(store, account.project_id));
      return wire(changed);
    },
  ),

  del('/organization/projects/{project_id}/service_accounts/{service_account_id}', {}, (call) => {
    const { store, clock } = call;
    const account = serviceAccountOf(store, call.params.project_id, call.params.service_account_id);
    const keys = store.in(projectApiKeys).where((key) => key.owner.id === account.id);
    for (const key of keys) store.in(projectApiKeys).remove(key.id);
    stopDemand(store, clock.now(), (stream) => keys.some((key) => key.id === stream.dimensions['api_key_id']));
    store.in(serviceAccounts).remove(account.id);
    store.in(identityRules).removeWhere((rule) => rule.service_account_id === account.id);
    audit(call, 'service_account.deleted', { id: account.id }, activeProject(store, account.project_id));
    return { object: 'organization.project.service_account.deleted', id: account.id, deleted: true };
  }),
];

function wire({ id, name, role, created_at }: ServiceAccount) {
  return { object: 'organization.project.service_account', id, name, role, created_at };
}
