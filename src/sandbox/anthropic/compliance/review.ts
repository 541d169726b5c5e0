import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { moment } from '../report.ts';

/** Messages that Anthropic flagged and sent the organisation to review. */
export interface ReviewCase {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly organization_id: string;
  readonly workspace_id: string | null;
  readonly enforcement_action: { readonly type: string } | null;
  readonly policy_categories: readonly string[];
  readonly transcripts: readonly { readonly item_id: string; readonly user_profile_id: string | null }[];
  readonly closed: 'responded' | 'window_ended' | 'ended_by_anthropic' | null;
  readonly response: object | null;
}

export interface ReviewNotice {
  readonly id: string;
  readonly created_at: string;
  readonly organization_id: string;
  readonly case_ids: readonly string[];
  readonly kind: { readonly type: 'response_requested' | 'warning' | 'question' };
  readonly message: string;
  readonly respond_by: string | null;
}

export const reviewCases = collection<ReviewCase>('review_cases');
export const reviewNotices = collection<ReviewNotice>('review_notices');

const path = '/v1/compliance/review';
const violated = z.enum([
  'cyber',
  'bio',
  'chem',
  'radnuc',
  'cgw',
  'mgw',
  'io',
  'fraud',
  'violent_extremism',
  'surveillance',
  'human_exploitation',
  'self_harm',
  'adult_content',
  'reasoning_extraction',
  'frontier_llm',
  'compromised_key',
  'other',
]);
const determination = z.enum(['violation', 'no_violation']);
const bounds = z
  .strictObject({
    gt: moment().optional(),
    gte: moment().optional(),
    lt: moment().optional(),
    lte: moment().optional(),
  })
  .optional();
const order = z.enum(['asc', 'desc']).default('desc');

export const complianceReviewRoutes: readonly Route[] = [
  get(
    `${path}/cases`,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        status: z.enum(['open', 'closed']).optional(),
        user_profile_id: z.string().optional(),
        order,
        order_by: z.enum(['created_at', 'updated_at']).default('created_at'),
        created_at: bounds,
        updated_at: bounds,
      }),
    },
    ({ store, query }) => {
      const matching = store
        .in(reviewCases)
        .where(
          ({ closed, transcripts, created_at, updated_at }) =>
            (query.status === undefined || (query.status === 'closed') === (closed !== null)) &&
            (query.user_profile_id === undefined ||
              transcripts.some(({ user_profile_id }) => user_profile_id === query.user_profile_id)) &&
            isWithin(created_at, query.created_at) &&
            isWithin(updated_at, query.updated_at),
        );
      const { data, next_page } = pageByCursor(sorted(matching, query.order_by, query.order), query);
      return { data: data.map(wire), next_page };
    },
  ),

  get(`${path}/cases/{case_id}`, {}, ({ store, params: { case_id } }) => wire(caseOf(store, case_id))),

  post(
    `${path}/cases/{case_id}/respond`,
    {
      body: z.strictObject({
        determination,
        policy_categories: z.array(violated).max(4).optional(),
        verdicts: z
          .array(z.strictObject({ item_id: z.string(), determination, policy_category: violated.nullish() }))
          .optional(),
      }),
    },
    ({ store, body, clock, params: { case_id } }) => {
      const found = caseOf(store, case_id);
      if (found.closed !== null) {
        if (JSON.stringify(found.response) === JSON.stringify(body)) return wire(found);
        throw badRequest('This case is closed.', 'case_closed');
      }
      const named = body.policy_categories?.length ?? 0;
      if (body.determination === 'violation' ? named === 0 : named > 0)
        throw badRequest('policy_categories: one to four with violation, and none with no_violation');
      for (const { item_id } of body.verdicts ?? []) {
        if (!found.transcripts.some((each) => each.item_id === item_id))
          throw badRequest(`verdicts.item_id: no message ${item_id} in this case`);
      }
      const change = { closed: 'responded', response: body, updated_at: clock.iso() } as const;
      return wire(store.in(reviewCases).change(case_id, change));
    },
  ),

  get(`${path}/items/{item_id}`, {}, ({ store, params: { item_id } }) => {
    const found = store.in(reviewCases).find(({ transcripts }) => transcripts.some((each) => each.item_id === item_id));
    return wireItem(present(found, 'Item', item_id), item_id);
  }),

  get(
    `${path}/notices`,
    { query: z.strictObject({ ...cursorPagingFields(), case_id: z.string().optional(), order, created_at: bounds }) },
    ({ store, query }) => {
      const matching = store
        .in(reviewNotices)
        .where(
          ({ case_ids, created_at }) =>
            (query.case_id === undefined || case_ids.includes(query.case_id)) && isWithin(created_at, query.created_at),
        );
      const { data, next_page } = pageByCursor(sorted(matching, 'created_at', query.order), query);
      return { data: data.map((notice) => ({ type: 'compliance_review_notice', ...notice })), next_page };
    },
  ),
];

function caseOf(store: Store, id: string): ReviewCase {
  return present(store.in(reviewCases).get(id), 'Case', id);
}

function sorted<Each extends { readonly id: string }, By extends string & keyof Each>(
  items: readonly Each[],
  by: By,
  order: 'asc' | 'desc',
): Each[] {
  const ascending = items.toSorted((a, b) => `${a[by]} ${a.id}`.localeCompare(`${b[by]} ${b.id}`));
  return order === 'asc' ? ascending : ascending.reverse();
}

function isWithin(at: string, bound: z.output<typeof bounds> = {}): boolean {
  const time = Date.parse(at);
  return (
    (bound.gt === undefined || time > bound.gt) &&
    (bound.gte === undefined || time >= bound.gte) &&
    (bound.lt === undefined || time < bound.lt) &&
    (bound.lte === undefined || time <= bound.lte)
  );
}

function wire({ closed, response: _response, ...shown }: ReviewCase) {
  return {
    type: 'compliance_review_case',
    ...shown,
    status: closed === null ? { type: 'open' } : { type: 'closed', reason: { type: closed } },
  };
}

function wireItem({ created_at, organization_id, workspace_id, transcripts }: ReviewCase, id: string) {
  const user_profile_id = transcripts.find(({ item_id }) => item_id === id)?.user_profile_id ?? null;
  return {
    type: 'compliance_review_item',
    id,
    actor: null,
    created_at,
    content_expires_at: created_at.replace(/^\d{4}/, (year) => String(Number(year) + 1)),
    details: {
      type: 'message',
      content: null,
      content_unavailable_reason: { type: 'not_captured' },
      model: 'claude-sonnet-5-5',
    },
    organization_id,
    read_reason: { type: 'safeguards_review' },
    user_profile_id,
    workspace_id,
  };
}
