import { z } from 'zod';
import { connectionField, type ListInput, listFields } from './fields.ts';
import { has, reading, type Tool } from './tool.ts';

type Input = ListInput & { readonly project: string };

export const openaiRateLimits: Tool = {
  name: 'openai_rate_limits',
  title: 'OpenAI rate limits',
  description: "A project's limits per model.",
  annotations: reading,
  serves: has('openai'),
  input: () => z.object({ project: z.string().describe('Id or name'), ...listFields, ...connectionField }),
  run: async (input: Input, call) => {
    const { rateLimitsOf } = await import('./rate-limits-of.ts');
    return rateLimitsOf(input, call);
  },
};
