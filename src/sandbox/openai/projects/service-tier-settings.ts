import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { badRequest } from '../refuse.ts';
import { activeProject, projectOf } from './record.ts';

/** Which service tiers a project's calls may use, and which one they use when they name none. */
interface ServiceTiers {
  readonly project_id: string;
  readonly default: 'standard' | 'fast' | 'scale';
  readonly enabled_tiers: 'all' | readonly ('flex' | 'fast' | 'ultrafast')[];
}

const serviceTiers = collection<ServiceTiers>('service_tier_settings', ({ project_id }) => project_id);

const path = '/organization/projects/{project_id}/service_tier_settings';

export const serviceTierRoutes: readonly Route[] = [
  get(path, {}, ({ store, params: { project_id } }) => wire(tiersOf(store, projectOf(store, project_id).id))),
  post(
    path,
    {
      body: z.strictObject({
        default: z.enum(['standard', 'fast', 'scale']).optional(),
        enabled_tiers: z.union([z.literal('all'), z.array(z.enum(['flex', 'fast', 'ultrafast']))]).optional(),
      }),
    },
    ({ store, body, params: { project_id } }) => {
      if (body.default === undefined && body.enabled_tiers === undefined) {
        throw badRequest("At least one of 'default' and 'enabled_tiers' is required.");
      }
      const before = tiersOf(store, activeProject(store, project_id).id);
      return wire(
        store.in(serviceTiers).add({
          project_id,
          default: body.default ?? before.default,
          enabled_tiers: body.enabled_tiers ?? before.enabled_tiers,
        }),
      );
    },
  ),
];

function tiersOf(store: Store, project_id: string): ServiceTiers {
  return store.in(serviceTiers).get(project_id) ?? { project_id, default: 'standard', enabled_tiers: 'all' };
}

function wire({ project_id: _project, ...tiers }: ServiceTiers) {
  return { object: 'project.service_tier_settings', ...tiers };
}
