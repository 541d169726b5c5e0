import { z } from 'zod';
import { connectionField, type ReportInput, reportFields } from './fields.ts';
import { has, reading, type Tool } from './tool.ts';

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

type Input = ReportInput & { readonly report: (typeof services)[number] };

export const openaiUsage: Tool = {
  name: 'openai_usage',
  title: 'OpenAI usage and cost',
  description: 'Spend (costs, USD) and usage of each service over a period: totals, top N.',
  annotations: reading,
  serves: has('openai'),
  input: () => z.object({ report: z.enum(services), ...reportFields, ...connectionField }),
  run: async (input: Input, call) => {
    const { reportAnswer } = await import('./reports.ts');
    return reportAnswer(`openai.usage.${input.report}`, input, call);
  },
};
