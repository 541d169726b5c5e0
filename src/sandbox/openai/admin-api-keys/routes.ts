import { z } from 'zod';
import { hex } from '../../../internal/hash.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import { audit } from '../audit.ts';
import { oneYear } from '../lifetimes.ts';
import { ordered, orderField, pageById, pagingFields } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { type AdminKey, adminKeys } from './record.ts';

export const adminApiKeyRoutes: readonly Route[] = [
  get(
    '/organization/admin_api_keys',
    {
      query: z.strictObject({ ...pagingFields({ most: 100, usual: 20 }), ...orderField('asc') }),
    },
    ({ store, query }) => {
      const page = pageById(ordered(store.in(adminKeys).all(), query.order), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post(
    '/organization/admin_api_keys',
    {
      body: z.strictObject({
        name: z.string().min(1),
        expires_in_seconds: z.int().min(1).max(oneYear).optional(),
      }),
    },
    (call) => {
      const { store, body, clock, caller } = call;
      const creator = store.in(adminKeys).get(caller.id);
      if (!creator) throw badRequest('The key that makes this call has no owner.');
      const id = store.newId('key_', 16);
      const key = store.in(adminKeys).add({
        id,
        name: body.name,
        created_at: clock.seconds(),
        expires_at: body.expires_in_seconds === undefined ? null : clock.seconds() + body.expires_in_seconds,
        last_used_at: null,
        owner: creator.owner,
        secret: `sk-admin-${hex(48, id)}`,
      });
      audit(call, 'api_key.created', { id, data: {} });
      return { ...wire(key), value: key.secret };
    },
  ),

  get('/organization/admin_api_keys/{key_id}', {}, ({ store, params: { key_id } }) =>
    wire(present(store.in(adminKeys).get(key_id), 'admin API key', key_id)),
  ),

  del('/organization/admin_api_keys/{key_id}', {}, (call) => {
    const { store } = call;
    const { key_id } = call.params;
    present(store.in(adminKeys).get(key_id), 'admin API key', key_id);
    // Before the key goes: it may be the one that asks, and the entry says whose it was.
    audit(call, 'api_key.deleted', { id: key_id });
    store.in(adminKeys).remove(key_id);
    return { object: 'organization.admin_api_key.deleted', id: key_id, deleted: true };
  }),
];

function wire({ secret, owner, ...key }: AdminKey) {
  return {
    object: 'organization.admin_api_key',
    ...key,
    redacted_value: `sk-admin...${secret.slice(-4)}`,
    owner: {
      type: 'user',
      object: 'organization.user',
      id: owner.id,
      name: owner.name,
      created_at: owner.created_at,
      role: 'owner',
    },
  };
}
