import { z } from 'zod';
import { defineOperation } from '../define.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'data retention keep hold store save prompts logs zero zdr forget privacy abuse monitoring how long organization training';

export const getDataRetention = defineOperation({
  id: 'openai.data_retention.get',
  summary: 'Read the organization retention control',
  words: [everyday],
  asks: 'does OpenAI keep what we send; how long are prompts stored; is zero retention on',
  http: 'GET /organization/data_retention',
  risk: 'read',
  input: () => z.object({}),
  call: ({ openai }) => openai.admin.organization.dataRetention.retrieve(),
});

export const updateDataRetention = defineOperation({
  id: 'openai.data_retention.update',
  summary: 'Set the organization retention control',
  words: [everyday],
  asks: 'OpenAI must not keep anything we send; switch zero data retention on; keep nothing; store no prompts',
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
