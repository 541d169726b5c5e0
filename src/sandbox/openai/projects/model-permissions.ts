import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection } from '../../engine/store.ts';
import { present } from '../refuse.ts';
import { activeProject, projectOf } from './record.ts';

/** Which models a project may use, or may not. Without one it may use all. */
interface ModelPermissions {
  readonly project_id: string;
  readonly mode: 'allow_list' | 'deny_list';
  readonly model_ids: readonly string[];
}

export const modelPermissions = collection<ModelPermissions>('model_permissions', ({ project_id }) => project_id);

const path = '/organization/projects/{project_id}/model_permissions';

export const modelPermissionRoutes: readonly Route[] = [
  get(path, {}, ({ store, params: { project_id } }) => {
    projectOf(store, project_id);
    return wire(present(store.in(modelPermissions).get(project_id), 'model permissions of project', project_id));
  }),
  post(
    path,
    { body: z.strictObject({ mode: z.enum(['allow_list', 'deny_list']), model_ids: z.array(z.string()) }) },
    ({ store, body, params: { project_id } }) => {
      activeProject(store, project_id);
      return wire(store.in(modelPermissions).add({ project_id, ...body }));
    },
  ),
  del(path, {}, ({ store, params: { project_id } }) => {
    activeProject(store, project_id);
    present(store.in(modelPermissions).get(project_id), 'model permissions of project', project_id);
    store.in(modelPermissions).remove(project_id);
    return { object: 'project.model_permissions.deleted', deleted: true };
  }),
];

function wire({ mode, model_ids }: ModelPermissions) {
  return { object: 'project.model_permissions', mode, model_ids };
}
