import { z } from 'zod';
import { connectionField, type ReportInput, reportFields } from './fields.ts';
import { has, reading, type Tool } from './tool.ts';

const reports = {
  cost: 'anthropic.usage.cost',
  messages: 'anthropic.usage.messages',
  claude_code: 'anthropic.usage.claude_code',
  analytics_cost: 'anthropic.analytics.cost.list',
  analytics_usage: 'anthropic.analytics.usage.list',
} as const;

type Input = ReportInput & { readonly report: keyof typeof reports };

export const anthropicUsage: Tool = {
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
  run: async (input: Input, call) => {
    const { reportAnswer } = await import('./reports.ts');
    return reportAnswer(reports[input.report], input, call);
  },
};
