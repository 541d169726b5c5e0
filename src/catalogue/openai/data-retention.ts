import { z } from 'zod';
import { defineOperation } from '../define.ts';

export const getDataRetention = defineOperation({
  id: 'openai.data_retention.get',
  summary: 'Read the organization retention control',
  http: 'GET /organization/data_retention',
  risk: 'read',
  input: () => z.object({}),
  call: ({ openai }) => openai.admin.organization.dataRetention.retrieve(),
});

export const updateDataRetention = defineOperation({
  id: 'openai.data_retention.update',
  summary: 'Set the organization retention control',
  http: 'POST /organization/data_retention',
  risk: 'access',
  target: () => 'data retention of the organization',
  input: () =>
    z.object({
      retention_type: z
        .enum([
          'zero_data_retention',
          'modified_abuse_monitoring',
          'enhanced_zero_data_retention',
          'enhanced_modified_abuse_monitoring',
        ])
        .describe('How long data is kept; needs prior approval by OpenAI'),
    }),
  call: ({ openai }, input) => openai.admin.organization.dataRetention.update(input),
  before: () => ({ id: 'openai.data_retention.get', input: {} }),
  undo: ({ before }) => ({ id: 'openai.data_retention.update', input: { retention_type: before.type } }),
});
