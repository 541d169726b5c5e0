import { del, get, post, type Route } from '../../engine/route.ts';
import { readSpendLimit, removeSpendLimit, setSpendLimit, spendLimitBody } from '../spend-limit.ts';
import { activeProject, projectOf } from './record.ts';

const path = '/organization/projects/{project_id}/spend_limit';

export const projectSpendLimitRoutes: readonly Route[] = [
  get(path, {}, (call) => readSpendLimit(call, projectOf(call.store, call.params.project_id).id)),
  post(path, { body: spendLimitBody }, (call) =>
    setSpendLimit(call, activeProject(call.store, call.params.project_id).id, call.body),
  ),
  del(path, {}, (call) => removeSpendLimit(call, activeProject(call.store, call.params.project_id).id)),
];
