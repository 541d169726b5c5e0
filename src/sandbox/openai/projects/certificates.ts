import { get, post, type Route } from '../../engine/route.ts';
import { certificateListQuery, listCertificates, toggle, toggleBody } from '../certificates.ts';
import { activeProject, projectOf } from './record.ts';

export const projectCertificateRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/certificates',
    { query: certificateListQuery },
    ({ store, query, params: { project_id } }) => listCertificates(store, projectOf(store, project_id).id, query),
  ),
  post('/organization/projects/{project_id}/certificates/activate', { body: toggleBody }, (call) =>
    toggle(call, call.body.certificate_ids, activeProject(call.store, call.params.project_id), true),
  ),
  post('/organization/projects/{project_id}/certificates/deactivate', { body: toggleBody }, (call) =>
    toggle(call, call.body.certificate_ids, activeProject(call.store, call.params.project_id), false),
  ),
];
