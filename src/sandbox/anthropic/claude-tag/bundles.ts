import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { guards } from './settings.ts';

/** A named set of access for Claude in Slack. Made in the provider's own pages. */
export interface TagBundle {
  readonly id: string;
  readonly display_name: string;
  readonly description: string | null;
  readonly instructions: string | null;
  /** Why the API cannot change it, if it cannot. */
  readonly locked: 'bundle_attachment_not_supported' | 'bundle_on_call' | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export const tagBundles = collection<TagBundle>('claude_tag_bundles');

const path = '/v1/organizations/claude_tag/bundles';
const mostInstructionBytes = 10_000;

export const tagBundleRoutes: readonly Route[] = [
  get(path, { guards, query: z.strictObject(cursorPagingFields({ most: 1000, usual: 20 })) }, ({ store, query }) => {
    const page = pageByCursor([...store.in(tagBundles).all()].reverse(), query);
    return { ...page, data: page.data.map(wire) };
  }),

  get(`${path}/{bundle_id}`, { guards }, ({ store, params: { bundle_id } }) => wire(bundleOf(store, bundle_id))),

  post(
    `${path}/{bundle_id}`,
    { guards, body: z.strictObject({ instructions: z.string().nullish() }) },
    ({ store, body: { instructions }, clock, params: { bundle_id } }) => {
      const bundle = bundleOf(store, bundle_id);
      if (bundle.locked) throw badRequest('This bundle is managed in claude.ai.', bundle.locked);
      if (instructions === undefined) return wire(bundle);
      if (Buffer.byteLength(instructions ?? '') > mostInstructionBytes) {
        throw badRequest(`instructions: should have at most ${mostInstructionBytes} bytes`);
      }
      return wire(
        store.in(tagBundles).change(bundle_id, { instructions: instructions || null, updated_at: clock.iso() }),
      );
    },
  ),
];

export function bundleOf(store: Store, id: string): TagBundle {
  return present(store.in(tagBundles).get(id), 'Bundle', id);
}

function wire({ locked: _locked, ...bundle }: TagBundle) {
  return { type: 'bundle', ...bundle };
}
