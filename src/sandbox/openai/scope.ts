import type { Call } from '../engine/route.ts';
import { activeProject, type Project, projectOf } from './projects/record.ts';

/** What the organisation and each of its projects have alike: certificates, limits, alerts. */
export interface Scope {
  readonly path: string;
  /** The project that a request is about; none for the organisation's own. Refuses one that is not there. */
  readonly reading: (call: Pick<Call, 'store' | 'params'>) => Project | undefined;
  /** As `reading`, and refuses one that is archived. */
  readonly changing: (call: Pick<Call, 'store' | 'params'>) => Project | undefined;
}

export const ofOrganization: Scope = {
  path: '/organization',
  reading: () => undefined,
  changing: () => undefined,
};

export const ofProject: Scope = {
  path: '/organization/projects/{project_id}',
  reading: ({ store, params }) => projectOf(store, params['project_id'] ?? ''),
  changing: ({ store, params }) => activeProject(store, params['project_id'] ?? ''),
};

const everything = 'organization';

/** How records name their scope: `organization`, or a project's id. */
export function scopeOf(project: Project | undefined): string {
  return project?.id ?? everything;
}

/** The first part of an object's name in an answer. */
export function ownerOf(scope: string): 'organization' | 'project' {
  return scope === everything ? 'organization' : 'project';
}
