import { letters } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { reviewCases, reviewNotices } from '../compliance/review.ts';
import { organization } from '../organization/record.ts';

const dayMs = 86_400_000;

/** Flagged messages: a case that waits for an answer, one that was let pass, and the notice about the first. */
export function seedReviews(store: Store, seed: number, now: number): void {
  const organization_id = store.read(organization).id;
  const ids = ['open', 'ended'].map((name) => `rvc_01${letters(22, seed, 'review-case', name)}`);
  for (const [index, closed] of ([null, 'window_ended'] as const).entries()) {
    const at = isoMicroseconds(now - (index === 0 ? 3 : 60) * dayMs);
    store.in(reviewCases).add({
      id: ids[index] as string,
      created_at: at,
      updated_at: closed === null ? at : isoMicroseconds(now - 46 * dayMs),
      organization_id,
      workspace_id: null,
      enforcement_action: null,
      policy_categories: [index === 0 ? 'cyber' : 'fraud'],
      transcripts: [0, 1].map((place) => ({
        item_id: `msg_01${letters(22, seed, 'review-item', index, place)}`,
        user_profile_id: null,
      })),
      closed,
      response: null,
    });
  }
  store.in(reviewNotices).add({
    id: `rvn_01${letters(22, seed, 'review-notice')}`,
    created_at: isoMicroseconds(now - 2 * dayMs),
    organization_id,
    case_ids: ids.slice(0, 1),
    kind: { type: 'response_requested' },
    message: 'Please review this case and respond.',
    respond_by: isoMicroseconds(now + 12 * dayMs),
  });
}
