import { z } from 'zod';
import { get, post, type Route } from '../../route.ts';
import { collection, type Store } from '../../store.ts';
import { audit } from '../audit.ts';
import { pageById, pagingFields } from '../paging.ts';
import { activeProject } from '../projects.ts';
import { badRequest, present } from '../refuse.ts';

const limitNames = [
  'max_requests_per_1_minute',
  'max_tokens_per_1_minute',
  'max_images_per_1_minute',
  'max_audio_megabytes_per_1_minute',
  'max_requests_per_1_day',
  'batch_1_day_max_input_tokens',
] as const;
type LimitName = (typeof limitNames)[number];

/** The limits of one model. Only those that the model has are there. */
export type ModelLimits = Readonly<Partial<Record<LimitName, number>>>;

export interface RateLimit {
  readonly project_id: string;
  readonly id: string;
  readonly model: string;
  readonly limits: ModelLimits;
}

export const rateLimits = collection<RateLimit>('rate_limits', ({ project_id, id }) => `${project_id} ${id}`);

/** What the organisation may use, and so the most that a project may. 2147483647 stands for no token limit. */
export const organizationLimits: Readonly<Record<string, ModelLimits>> = {
  'gpt-6.2-astra': limits(5_000, 1_000_000, 100_000_000),
  'gpt-6.2-sol': limits(10_000, 4_000_000, 400_000_000),
  'gpt-6.1-sol': limits(10_000, 4_000_000, 400_000_000),
  'gpt-6.1-terra': limits(10_000, 8_000_000, 800_000_000),
  'gpt-6-luna': limits(20_000, 20_000_000, 2_000_000_000),
  'gpt-5.6-sol': limits(10_000, 4_000_000, 400_000_000),
  'gpt-5.6-luna': limits(20_000, 20_000_000, 2_000_000_000),
  'gpt-4.1': limits(10_000, 2_000_000, 200_000_000),
  'gpt-4o': { ...limits(10_000, 2_000_000, 200_000_000), max_images_per_1_minute: 50_000 },
  'text-embedding-3-large': limits(10_000, 10_000_000, 1_000_000_000),
  'gpt-image-2': {
    max_requests_per_1_minute: 7_500,
    max_tokens_per_1_minute: 2_147_483_647,
    max_images_per_1_minute: 15,
  },
  'whisper-1': {
    max_requests_per_1_minute: 500,
    max_tokens_per_1_minute: 2_147_483_647,
    max_audio_megabytes_per_1_minute: 100,
  },
};

function limits(requests: number, tokens: number, batch: number): ModelLimits {
  return { max_requests_per_1_minute: requests, max_tokens_per_1_minute: tokens, batch_1_day_max_input_tokens: batch };
}

export const rateLimitRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/rate_limits',
    { query: z.strictObject({ ...pagingFields({ most: 1000, usual: 100 }), before: z.string().optional() }) },
    ({ store, query, params: { project_id } }) => {
      activeProject(store, project_id);
      const page = pageById(
        store.in(rateLimits).where((limit) => limit.project_id === project_id),
        query,
      );
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post(
    '/organization/projects/{project_id}/rate_limits/{rate_limit_id}',
    {
      body: z.strictObject(
        Object.fromEntries(limitNames.map((name) => [name, z.int().min(0).optional()])) as Record<
          LimitName,
          z.ZodOptional<z.ZodInt>
        >,
      ),
    },
    (call) => {
      const { store, body } = call;
      const { project_id, rate_limit_id } = call.params;
      const project = activeProject(store, project_id);
      const row = rateLimitOf(store, project_id, rate_limit_id);
      for (const name of limitNames) refuseTooHigh(row, name, body[name]);
      const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed = store
        .in(rateLimits)
        .change(`${project_id} ${rate_limit_id}`, { limits: { ...row.limits, ...asked } });
      audit(call, 'rate_limit.updated', { id: rate_limit_id, changes_requested: asked }, project);
      return wire(changed);
    },
  ),
];

function rateLimitOf(store: Store, projectId: string, id: string): RateLimit {
  return present(store.in(rateLimits).get(`${projectId} ${id}`), 'rate limit', id);
}

function refuseTooHigh({ model }: RateLimit, name: LimitName, value: number | undefined): void {
  if (value === undefined) return;
  const most = organizationLimits[model]?.[name];
  if (most === undefined) throw badRequest(`${model} has no limit '${name}'.`, { param: name });
  if (value > most) throw badRequest(`'${name}' must not exceed the organization's limit of ${most}.`, { param: name });
}

function wire({ id, model, limits: shown }: RateLimit) {
  return { object: 'project.rate_limit', id, model, ...shown };
}
