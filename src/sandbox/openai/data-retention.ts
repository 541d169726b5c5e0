import { z } from 'zod';
import { get, post, type Route } from '../engine/route.ts';
import { document } from '../engine/store.ts';
import { badRequest } from './refuse.ts';

export const retentionTypes = [
  'zero_data_retention',
  'modified_abuse_monitoring',
  'enhanced_zero_data_retention',
  'enhanced_modified_abuse_monitoring',
] as const;

/** How long the organisation's data is kept. */
export const dataRetention = document<(typeof retentionTypes)[number]>(
  'data_retention',
  () => 'modified_abuse_monitoring',
);

/** The types that the provider has approved for this organisation; others need its consent first. */
export const approvedRetentionTypes: readonly string[] = ['zero_data_retention', 'modified_abuse_monitoring'];

export function refuseUnapproved(type: string): void {
  if (approvedRetentionTypes.includes(type)) return;
  throw badRequest(`The organization is not approved for '${type}'.`, { param: 'retention_type' });
}

export const dataRetentionRoutes: readonly Route[] = [
  get('/organization/data_retention', {}, ({ store }) => wire(store.read(dataRetention))),
  post(
    '/organization/data_retention',
    { body: z.strictObject({ retention_type: z.enum(retentionTypes) }) },
    ({ store, body }) => {
      refuseUnapproved(body.retention_type);
      return wire(store.write(dataRetention, body.retention_type));
    },
  ),
];

function wire(type: string) {
  return { object: 'organization.data_retention', type };
}
