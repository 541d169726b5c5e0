import { collection, type Store } from '../../../engine/store.ts';
import { present } from '../../refuse.ts';

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

export function bundleOf(store: Store, id: string): TagBundle {
  return present(store.in(tagBundles).get(id), 'Bundle', id);
}
