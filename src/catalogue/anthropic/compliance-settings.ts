import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday = 'compliance api settings audit access transcripts content switch on legal discovery';

export const getComplianceSetting = defineOperation({
  id: 'anthropic.compliance_settings.get',
  summary: 'Read the Compliance API setting',
  words: [everyday],
  asks: 'is the compliance API on; can legal export chats',
  http: 'GET /v1/organizations/compliance_settings',
  risk: 'read',
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.organization.complianceSettings.retrieve(),
});

export const updateComplianceSetting = defineOperation({
  id: 'anthropic.compliance_settings.update',
  summary: 'Change the Compliance API setting',
  words: [everyday],
  asks: 'switch the compliance API on; let legal read activity',
  http: 'POST /v1/organizations/compliance_settings',
  risk: 'access',
  target: () => 'compliance settings of the organization',
  input: () =>
    z.object({
      state: z
        .union([z.object({ type: z.literal('enabled') }), z.object({ type: z.literal('disabled') })])
        .describe('State'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.complianceSettings.update(input),
  before: () => ({ id: 'anthropic.compliance_settings.get', input: {} }),
  undo: ({ input, before }) => ({ id: 'anthropic.compliance_settings.update', input: restored(before, input) }),
});
