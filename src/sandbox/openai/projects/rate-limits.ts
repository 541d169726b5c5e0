import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { pageById, pagingFields } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { type LimitName, limitNames, type ModelLimits, organizationLimits } from './organization-limits.ts';
import { activeProject } from './record.ts';

/** What a project was given less of than the organisation may use. Models that nobody touched have no record. */
export interface RateLimit {
  readonly project_id: string;
  readonly model: string;
  readonly limits: ModelLimits;
}

export const rateLimits = collection<RateLimit>('rate_limits', ({ project_id, model }) => `${project_id} ${model}`);

export const rateLimitRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/rate_limits',
    { query: z.strictObject({ ...pagingFields({ most: 1000, usual: 100 }), before: z.string().optional() }) },
    ({ store, query, params: { project_id } }) => {
      activeProject(store, project_id);
      return pageById(
        Object.keys(organizationLimits).map((model) => wire(limitsOf(store, project_id, model))),
        query,
      );
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
      const row = limitsOf(store, project_id, modelOf(rate_limit_id));
      for (const name of limitNames) refuseTooHigh(row, name, body[name]);
      const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed = store.in(rateLimits).add({ ...row, limits: { ...row.limits, ...asked } });
      audit(call, 'rate_limit.updated', { id: rate_limit_id, changes_requested: asked }, project);
      return wire(changed);
    },
  ),
];

function modelOf(rateLimitId: string): string {
  const model = rateLimitId.startsWith('rl-') ? rateLimitId.slice('rl-'.length) : '';
  return present(Object.hasOwn(organizationLimits, model) ? model : undefined, 'rate limit', rateLimitId);
}

function limitsOf(store: Store, project_id: string, model: string): RateLimit {
  const changed = store.in(rateLimits).get(`${project_id} ${model}`);
  return changed ?? { project_id, model, limits: organizationLimits[model] ?? {} };
}

function refuseTooHigh({ model }: RateLimit, name: LimitName, value: number | undefined): void {
  if (value === undefined) return;
  const most = organizationLimits[model]?.[name];
  if (most === undefined) throw badRequest(`${model} has no limit '${name}'.`, { param: name });
  if (value > most) throw badRequest(`'${name}' must not exceed the organization's limit of ${most}.`, { param: name });
}

function wire({ model, limits }: RateLimit) {
  return { object: 'project.rate_limit', id: `rl-${model}`, model, ...limits };
}
