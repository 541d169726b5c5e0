import { del, get, post, type Route } from '../../engine/route.ts';
import {
  alertOf,
  createAlert,
  deleteAlert,
  listAlerts,
  replaceAlert,
  spendAlertBody,
  spendAlertQuery,
  wireAlert,
} from '../spend-alerts.ts';
import { activeProject, projectOf } from './record.ts';

const path = '/organization/projects/{project_id}/spend_alerts';

export const projectSpendAlertRoutes: readonly Route[] = [
  get(path, { query: spendAlertQuery }, ({ store, query, params: { project_id } }) =>
    listAlerts(store, projectOf(store, project_id).id, query),
  ),
  post(path, { body: spendAlertBody }, (call) =>
    createAlert(call, activeProject(call.store, call.params.project_id).id, call.body),
  ),
  get(`${path}/{alert_id}`, {}, ({ store, params: { project_id, alert_id } }) =>
    wireAlert(alertOf(store, projectOf(store, project_id).id, alert_id)),
  ),
  post(`${path}/{alert_id}`, { body: spendAlertBody }, ({ store, body, params: { project_id, alert_id } }) =>
    replaceAlert(store, alertOf(store, activeProject(store, project_id).id, alert_id), body),
  ),
  del(`${path}/{alert_id}`, {}, ({ store, params: { project_id, alert_id } }) =>
    deleteAlert(store, alertOf(store, activeProject(store, project_id).id, alert_id)),
  ),
];
