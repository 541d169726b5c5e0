import { z } from 'zod';
import { connectionField } from './lists.ts';
import { type ReportInput, reportAnswer, reportFields } from './reports.ts';
import { reading, type Tool } from './tool.ts';

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
  serves: (session) => session.of('openai').length > 0,
  input: () => z.object({ report: z.enum(services), ...reportFields, ...connectionField }),
  run: (input: Input, call) => reportAnswer(`openai.usage.${input.report}`, input, call),
};
