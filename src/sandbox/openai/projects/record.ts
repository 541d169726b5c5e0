import { collection, type Store } from '../../engine/store.ts';
import { organization } from '../organization.ts';
import { badRequest, present } from '../refuse.ts';

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
  readonly archived_at: number | null;
  readonly status: 'active' | 'archived';
  readonly external_key_id: string | null;
  readonly residency: string;
}

export const projects = collection<Project>('projects');

/** How many an organisation may have, archived ones included. */
export const mostProjects = 2000;

export function projectOf(store: Store, id: string): Project {
  return present(store.in(projects).get(id), 'project', id);
}

/** A project that can be used and changed; an archived one is refused. */
export function activeProject(store: Store, id: string): Project {
  const project = projectOf(store, id);
  if (project.status === 'archived') throw badRequest(`Project '${id}' is archived.`, { param: 'project_id' });
  return project;
}

export function isDefault(store: Store, project: Project): boolean {
  return project.id === store.read(organization).default_project_id;
}
