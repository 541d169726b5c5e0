import { z } from 'zod';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { ordered, orderField, pageById, pagingFields } from './paging.ts';
import { present } from './refuse.ts';
import { ofOrganization, ownerOf, type Scope, scopeOf } from './scope.ts';

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

const body = z.strictObject({
  threshold_amount: z.int().min(0),
  currency: z.literal('USD'),
  interval: z.literal('month'),
  notification_channel: z.strictObject({
    type: z.literal('email'),
    recipients: z.array(z.string()).min(1),
    subject_prefix: z.string().nullable().default(null),
  }),
});

const query = z.strictObject({
  ...pagingFields({ least: 0, most: 100, usual: 20 }),
  before: z.string().optional(),
  ...orderField('asc'),
});

export function spendAlertRoutesOf({ path, reading, changing }: Scope): readonly Route[] {
  const alerts = `${path}/spend_alerts` as const;
  const one = `${path}/spend_alerts/{alert_id}` as const;
  return [
    get(alerts, { query }, (call) => {
      const scope = scopeOf(reading(call));
      const found = call.store.in(spendAlerts).where((alert) => alert.scope === scope);
      const page = pageById(ordered(found, call.query.order), call.query);
      return { ...page, data: page.data.map(wire) };
    }),

    post(alerts, { body }, (call) => {
      const { store, clock } = call;
      const { threshold_amount, notification_channel } = call.body;
      const scope = scopeOf(changing(call));
      const id = store.newId('alert_', 24);
      return wire(
        store.in(spendAlerts).add({ id, scope, created_at: clock.seconds(), threshold_amount, notification_channel }),
      );
    }),

    get(one, {}, (call) => wire(alertOf(call.store, scopeOf(reading(call)), call.params.alert_id))),

    // An update takes the whole body and replaces what was there.
    post(one, { body }, (call) => {
      const { threshold_amount, notification_channel } = call.body;
      const { id } = alertOf(call.store, scopeOf(changing(call)), call.params.alert_id);
      return wire(call.store.in(spendAlerts).change(id, { threshold_amount, notification_channel }));
    }),

    del(one, {}, (call) => {
      const alert = alertOf(call.store, scopeOf(changing(call)), call.params.alert_id);
      call.store.in(spendAlerts).remove(alert.id);
      return { id: alert.id, object: `${objectOf(alert)}.deleted`, deleted: true };
    }),
  ];
}

export const spendAlertRoutes = spendAlertRoutesOf(ofOrganization);

function alertOf(store: Store, scope: string, id: string): SpendAlert {
  const alert = store.in(spendAlerts).get(id);
  return present(alert?.scope === scope ? alert : undefined, 'spend alert', id);
}

function wire(alert: SpendAlert) {
  const { id, threshold_amount, notification_channel } = alert;
  return { id, object: objectOf(alert), threshold_amount, currency: 'USD', interval: 'month', notification_channel };
}

function objectOf({ scope }: SpendAlert): string {
  return `${ownerOf(scope)}.spend_alert`;
}
