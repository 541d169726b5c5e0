import { z } from 'zod';
import { get, post, type Route } from '../../../engine/route.ts';
import { cursorPagingFields, newestFirst } from '../../paging.ts';
import { badRequest } from '../../refuse.ts';
import { bundleOf, type TagBundle, tagBundles } from './record.ts';

const path = '/v1/organizations/claude_tag/bundles';
const mostInstructionBytes = 10_000;

export const tagBundleRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query }) => {
    return newestFirst(store.in(tagBundles).all(), query, wire);
  }),

  get(`${path}/{bundle_id}`, {}, ({ store, params: { bundle_id } }) => wire(bundleOf(store, bundle_id))),

  post(
    `${path}/{bundle_id}`,
    { body: z.strictObject({ instructions: z.string().nullish() }) },
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

function wire({ locked: _locked, ...bundle }: TagBundle) {
  return { type: 'bundle', ...bundle };
}
