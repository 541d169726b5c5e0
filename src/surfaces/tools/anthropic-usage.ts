import { z } from 'zod';
import { connectionField, reportFields } from './fields.ts';
import { defineTool, has, reading } from './tool.ts';

const reports = {
  cost: 'anthropic.usage.cost',
  messages: 'anthropic.usage.messages',
  claude_code: 'anthropic.usage.claude_code',
  analytics_cost: 'anthropic.analytics.cost.list',
  analytics_usage: 'anthropic.analytics.usage.list',
} as const;

export const anthropicUsage = defineTool({
  name: 'anthropic_usage',
  title: 'Anthropic usage and cost',
  description:
    'Spend (USD) and tokens over a period: totals, top N. messages: tokens; analytics_*: also by api_key, actor, product.',
  annotations: reading,
  serves: has('anthropic'),
  input: () =>
    z.object({
      report: z.enum(Object.keys(reports) as [keyof typeof reports, ...(keyof typeof reports)[]]),
      ...reportFields,
      ...connectionField,
    }),
  run: async (input, call) => {
    const { reportAnswer } = await import('./reports.ts');
    return reportAnswer(reports[input.report], input, call);
  },
});
