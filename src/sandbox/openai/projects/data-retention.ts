import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { refuseUnapproved, retentionTypes } from '../data-retention.ts';
import { activeProject, projectOf } from './record.ts';

const projectTypes = [...retentionTypes, 'organization_default', 'none'] as const;

interface ProjectRetention {
  readonly project_id: string;
  readonly type: (typeof projectTypes)[number];
}

const projectRetentions = collection<ProjectRetention>('project_data_retentions', ({ project_id }) => project_id);

export const projectDataRetentionRoutes: readonly Route[] = [
  get('/organization/projects/{project_id}/data_retention', {}, ({ store, params: { project_id } }) => {
    projectOf(store, project_id);
    return wire(store.in(projectRetentions).get(project_id)?.type ?? 'organization_default');
  }),
  post(
    '/organization/projects/{project_id}/data_retention',
    { body: z.strictObject({ retention_type: z.enum(projectTypes) }) },
    ({ store, body, params: { project_id } }) => {
      activeProject(store, project_id);
      const inherited = body.retention_type === 'organization_default' || body.retention_type === 'none';
      if (!inherited) refuseUnapproved(body.retention_type);
      return wire(store.in(projectRetentions).add({ project_id, type: body.retention_type }).type);
    },
  ),
];

/** Puts a project back to what the organisation has. */
export function inheritRetention(store: Store, projectId: string): void {
  store.in(projectRetentions).remove(projectId);
}

function wire(type: string) {
  return { object: 'project.data_retention', type };
}
