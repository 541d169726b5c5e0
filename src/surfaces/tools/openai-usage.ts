import { z } from 'zod';
import { connectionField, reportFields } from './fields.ts';
import { defineTool, has, reading } from './tool.ts';

const services = [
  'costs',
  'completions',
  'embeddings',
  'images',
  'audio_speeches',
  'audio_transcriptions',
  'moderations',
  'decisions',
  'vector_stores',
  'code_interpreter_sessions',
  'file_search_calls',
  'web_search_calls',
] as const;

export const openaiUsage = defineTool({
  name: 'openai_usage',
  title: 'OpenAI usage and cost',
  description: 'Spend (costs, USD) and usage of each service over a period: totals, top N.',
  annotations: reading,
  serves: has('openai'),
  input: () => z.object({ report: z.enum(services), ...reportFields, ...connectionField }),
  run: async (input, call) => {
    const { reportAnswer } = await import('./reports.ts');
    return reportAnswer(`openai.usage.${input.report}`, input, call);
  },
});
