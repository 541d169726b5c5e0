import { z } from 'zod';
import { connectionField, listFields } from './fields.ts';
import { defineTool, has, reading } from './tool.ts';

export const openaiRateLimits = defineTool({
  name: 'openai_rate_limits',
  title: 'OpenAI rate limits',
  description: "A project's limits per model.",
  annotations: reading,
  serves: has('openai'),
  input: () => z.object({ project: z.string().describe('Id or name'), ...listFields, ...connectionField }),
  run: async ({ project, ...input }, call) => {
    const { rateLimitsOf } = await import('./openai-rate-limits-of.ts');
    return rateLimitsOf(project, input, call);
  },
});
