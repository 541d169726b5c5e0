import { z } from 'zod';
import { get, post, type Route } from '../engine/route.ts';
import { document } from '../engine/store.ts';

const stateType = z.enum(['enabled', 'disabled']);

export interface ComplianceSettings {
  readonly state: z.output<typeof stateType>;
}

export const complianceSettings = document<ComplianceSettings>('compliance_settings', () => ({ state: 'disabled' }));

const path = '/v1/organizations/compliance_settings';

/** The word alone stands for the object. */
const stateSchema = z.union([stateType, z.strictObject({ type: stateType }).transform(({ type }) => type)]);

export const complianceSettingsRoutes: readonly Route[] = [
  get(path, {}, ({ store }) => wire(store.read(complianceSettings))),

  post(path, { body: z.strictObject({ state: stateSchema }) }, ({ store, body }) =>
    wire(store.write(complianceSettings, body)),
  ),
];

function wire({ state }: ComplianceSettings) {
  return { type: 'compliance_settings', state: { type: state } };
}
