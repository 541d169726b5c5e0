import { z } from 'zod';
import { hex } from '../../../../internal/hash.ts';
import { type Call, post, type Route } from '../../../engine/route.ts';
import { audit, given } from '../../audit.ts';
import { oneYear } from '../../lifetimes.ts';
import { projectApiKeys } from '../api-keys.ts';
import { activeProject } from '../record.ts';
import { type ServiceAccount, serviceAccountOf } from './record.ts';

interface KeyWish {
  readonly name?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly expires_in_seconds?: number | undefined;
}

export const serviceAccountKeyRoutes: readonly Route[] = [
  post(
    '/organization/projects/{project_id}/service_accounts/{service_account_id}/api_keys',
    {
      body: z.strictObject({
        name: z.string().min(1).optional(),
        scopes: z.array(z.string()).optional(),
        expires_in_seconds: z.int().min(1).max(oneYear).optional(),
      }),
    },
    (call) => {
      const { project_id, service_account_id } = call.params;
      return issueKey(call, serviceAccountOf(call.store, project_id, service_account_id), call.body);
    },
  ),
];

/** Makes a key for an account. The secret stands in this answer and nowhere else. */
export function issueKey(
  call: Call,
  account: ServiceAccount,
  { name = 'Secret Key', scopes, expires_in_seconds }: KeyWish,
) {
  const { store, clock } = call;
  const id = store.newId('key_', 16);
  const value = `sk-svcacct-${hex(64, id)}`;
  const key = store.in(projectApiKeys).add({
    id,
    project_id: account.project_id,
    name,
    redacted_value: `sk-svcacct...${value.slice(-4)}`,
    created_at: clock.seconds(),
    last_used_at: null,
    expires_at: expires_in_seconds === undefined ? null : clock.seconds() + expires_in_seconds,
    scopes: scopes ?? [],
    owner: { type: 'service_account', id: account.id },
  });
  audit(call, 'api_key.created', { id, data: given({ scopes }) }, activeProject(store, account.project_id));
  const { created_at, expires_at } = key;
  return { object: 'organization.project.service_account.api_key', id, name, created_at, expires_at, value };
}
