import { z } from 'zod';
import { type Call, del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { ordered, orderField, pageById, pagingFields } from './paging.ts';
import { present } from './refuse.ts';

/** A mail when a month's spend passes an amount. It never blocks anything. */
export interface SpendAlert {
  readonly id: string;
  /** `organization`, or a project's id. */
  readonly scope: string;
  readonly created_at: number;
  /** In cents. */
  readonly threshold_amount: number;
  readonly notification_channel: {
    readonly type: 'email';
    readonly recipients: string[];
    readonly subject_prefix?: string | null;
  };
}

export const spendAlerts = collection<SpendAlert>('spend_alerts');

export const spendAlertBody = z.strictObject({
  threshold_amount: z.int().min(0),
  currency: z.literal('USD'),
  interval: z.literal('month'),
  notification_channel: z.strictObject({
    type: z.literal('email'),
    recipients: z.array(z.string()).min(1),
    subject_prefix: z.string().nullable().default(null),
  }),
});
type AlertBody = z.output<typeof spendAlertBody>;

export const spendAlertQuery = z.strictObject({
  ...pagingFields({ least: 0, most: 100, usual: 20 }),
  before: z.string().optional(),
  ...orderField('asc'),
});

const everything = 'organization';

export const spendAlertRoutes: readonly Route[] = [
  get('/organization/spend_alerts', { query: spendAlertQuery }, ({ store, query }) =>
    listAlerts(store, everything, query),
  ),
  post('/organization/spend_alerts', { body: spendAlertBody }, (call) => createAlert(call, everything, call.body)),
  get('/organization/spend_alerts/{alert_id}', {}, ({ store, params }) =>
    wireAlert(alertOf(store, everything, params.alert_id)),
  ),
  post('/organization/spend_alerts/{alert_id}', { body: spendAlertBody }, ({ store, body, params }) =>
    replaceAlert(store, alertOf(store, everything, params.alert_id), body),
  ),
  del('/organization/spend_alerts/{alert_id}', {}, ({ store, params }) =>
    deleteAlert(store, alertOf(store, everything, params.alert_id)),
  ),
];

export function listAlerts(store: Store, scope: string, query: z.output<typeof spendAlertQuery>) {
  const found = store.in(spendAlerts).where((alert) => alert.scope === scope);
  const page = pageById(ordered(found, query.order), query);
  return { ...page, data: page.data.map(wireAlert) };
}

export function createAlert({ store, clock }: Call, scope: string, body: AlertBody) {
  const { threshold_amount, notification_channel } = body;
  const id = store.newId('alert_', 24);
  return wireAlert(
    store.in(spendAlerts).add({ id, scope, created_at: clock.seconds(), threshold_amount, notification_channel }),
  );
}

/** An update takes the whole body and replaces what was there. */
export function replaceAlert(store: Store, { id }: SpendAlert, { threshold_amount, notification_channel }: AlertBody) {
  return wireAlert(store.in(spendAlerts).change(id, { threshold_amount, notification_channel }));
}

export function deleteAlert(store: Store, alert: SpendAlert) {
  store.in(spendAlerts).remove(alert.id);
  return { id: alert.id, object: `${objectOf(alert)}.deleted`, deleted: true };
}

export function alertOf(store: Store, scope: string, id: string): SpendAlert {
  const alert = store.in(spendAlerts).get(id);
  return present(alert?.scope === scope ? alert : undefined, 'spend alert', id);
}

export function wireAlert(alert: SpendAlert) {
  const { id, threshold_amount, notification_channel } = alert;
  return { id, object: objectOf(alert), threshold_amount, currency: 'USD', interval: 'month', notification_channel };
}

function objectOf({ scope }: SpendAlert): string {
  return scope === everything ? 'organization.spend_alert' : 'project.spend_alert';
}
