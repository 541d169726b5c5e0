import { z } from 'zod';
import type { Store } from '../../engine/store.ts';
import { organization } from '../organization/record.ts';
import { badRequest, notFound } from '../refuse.ts';
import { users } from '../users/record.ts';
import { uploadedFile } from './content.ts';

/** What the files about plugins and marketplaces share. */

export const preference = z.enum(['auto_install', 'available', 'not_available', 'required']);
export type Preference = z.infer<typeof preference>;

export type PluginOwner = { readonly type: 'organization' } | { readonly type: 'user'; readonly user_id: string };

export type PluginMaker =
  | { readonly type: 'user_actor'; readonly user_id: string }
  | { readonly type: 'api_actor'; readonly api_key_id: string };

/** The parts of an upload. */
export const uploadFields = {
  'files[]': z.array(uploadedFile).min(1),
  release_notes: z.string().max(5000).optional(),
};

/** A key of one organisation may name that one only. */
export function checkOrganization(store: Store, id: string | undefined): void {
  if (id === undefined || id === store.read(organization).id) return;
  if (!id.startsWith('org_') && !z.uuid().safeParse(id).success) {
    throw badRequest('organization_id: should be a UUID or an id that starts with org_');
  }
  throw notFound(`Organization not found: ${id}`);
}

export function makerWire(store: Store, maker: PluginMaker | null) {
  if (maker?.type !== 'user_actor') return maker;
  return { ...maker, email_address: store.in(users).get(maker.user_id)?.email ?? null };
}
