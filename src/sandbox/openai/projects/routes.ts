import { z } from 'zod';
import { stopDemand } from '../../demand/demand.ts';
import { flag } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { audit, given } from '../audit.ts';
import { externalKeys } from '../external-keys.ts';
import { pageById, pagingFields } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { endAssignments } from '../role-assignments/record.ts';
import { identityRules } from '../workload-identity-providers/federation-rules.ts';
import { projectApiKeys } from './api-keys.ts';
import { addProjectDefaults } from './defaults.ts';
import { projectGroups } from './groups/record.ts';
import { activeProject, isDefault, mostProjects, type Project, projectOf, projects } from './record.ts';
import { serviceAccounts } from './service-accounts/record.ts';
import { projectUsers } from './users/record.ts';

const residencies = [
  'GLOBAL',
  'US_STORAGE_PROCESSING',
  'EU_STORAGE_PROCESSING',
  'JP_STORAGE',
  'JP_STORAGE_PROCESSING',
  'KR_STORAGE',
  'CA_STORAGE',
  'SG_STORAGE',
  'IN_STORAGE',
  'IN_STORAGE_PROCESSING',
  'AU_STORAGE',
  'AU_STORAGE_PROCESSING',
  'GB_STORAGE',
  'AE_STORAGE',
  'AE_STORAGE_PROCESSING',
] as const;

export const projectRoutes: readonly Route[] = [
  get(
    '/organization/projects',
    {
      query: z.strictObject({
        ...pagingFields({ most: 100, usual: 20 }),
        include_archived: flag().default(false),
      }),
    },
    ({ store, query }) => {
      const all = store.in(projects).all();
      const page = pageById(query.include_archived ? all : all.filter((project) => project.status === 'active'), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post(
    '/organization/projects',
    {
      body: z.strictObject({
        name: z.string().min(1),
        residency: z.enum(residencies).nullish(),
        external_key_id: z.string().nullish(),
        geography: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      if (body.geography && body.residency) {
        throw badRequest("Only one of 'geography' and 'residency' may be given.", { param: 'geography' });
      }
      refuseUnknownKey(store, body.external_key_id);
      if (store.in(projects).size >= mostProjects)
        throw badRequest('The organization has reached its limit of projects.');
      const project = store.in(projects).add({
        id: store.newId('proj_', 24),
        name: body.name,
        created_at: clock.seconds(),
        archived_at: null,
        status: 'active',
        external_key_id: body.external_key_id ?? null,
        residency: body.residency ?? 'GLOBAL',
      });
      addProjectDefaults(store, project);
      audit(call, 'project.created', { id: project.id, data: { name: project.name, title: project.name } }, project);
      return wire(project);
    },
  ),

  get('/organization/projects/{project_id}', {}, ({ store, params: { project_id } }) =>
    wire(projectOf(store, project_id)),
  ),

  post(
    '/organization/projects/{project_id}',
    {
      body: z.strictObject({
        name: z.string().min(1).nullish(),
        external_key_id: z.string().nullish(),
        geography: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      const project = activeProject(store, call.params.project_id);
      if (isDefault(store, project)) throw badRequest('The default project cannot be changed.');
      refuseUnknownKey(store, body.external_key_id);
      const changed = store.in(projects).change(project.id, {
        name: body.name ?? project.name,
        ...(body.external_key_id !== undefined && { external_key_id: body.external_key_id }),
      });
      audit(call, 'project.updated', { id: project.id, changes_requested: given({ title: body.name }) }, changed);
      return wire(changed);
    },
  ),

  post('/organization/projects/{project_id}/archive', {}, (call) => {
    const { store, clock } = call;
    const project = activeProject(store, call.params.project_id);
    if (isDefault(store, project)) throw badRequest('The default project cannot be archived.');
    const archived = store.in(projects).change(project.id, { status: 'archived', archived_at: clock.seconds() });
    const isOfProject = (record: { readonly project_id: string }) => record.project_id === project.id;
    store.in(projectUsers).removeWhere(isOfProject);
    store.in(projectGroups).removeWhere(isOfProject);
    store.in(serviceAccounts).removeWhere(isOfProject);
    store.in(projectApiKeys).removeWhere(isOfProject);
    store.in(identityRules).removeWhere(isOfProject);
    endAssignments(store, project.id);
    stopDemand(store, clock.now(), (stream) => stream.dimensions['project_id'] === project.id);
    audit(call, 'project.archived', { id: project.id }, project);
    return wire(archived);
  }),
];

function refuseUnknownKey(store: Store, id: string | null | undefined): void {
  if (id === null || id === undefined || store.in(externalKeys).has(id)) return;
  throw badRequest(`No external key found with id '${id}'.`, { param: 'external_key_id' });
}

function wire(project: Project) {
  return { object: 'organization.project', ...project };
}
