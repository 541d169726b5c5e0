import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, unixSeconds } from '../fields.ts';
import { inDollars } from '../money.ts';
import type { ReportDefinition } from '../report.ts';
import { usageNames } from './usage-names.ts';

const tokenMeasures = [
  'input_tokens',
  'output_tokens',
  'num_model_requests',
  'input_cached_tokens',
  'input_uncached_tokens',
  'input_cache_write_tokens',
  'input_cache_write_30m_tokens',
  'input_cache_write_12h_tokens',
  'input_text_tokens',
  'input_audio_tokens',
  'input_image_tokens',
  'input_cached_text_tokens',
  'input_cached_audio_tokens',
  'input_cached_image_tokens',
  'output_text_tokens',
  'output_audio_tokens',
  'output_image_tokens',
] as const;

export const audioSpeechesUsage = defineOperation({
  id: 'openai.usage.audio_speeches',
  summary: 'Text-to-speech characters',
  words: ['speech voice spoken read aloud text-to-speech tts characters talk audio how much'],
  asks: 'how much text was read aloud; spoken characters',
  http: 'GET /organization/usage/audio_speeches',
  risk: 'read',
  pages: 'page',
  report: usageReport(['characters', 'num_model_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model']),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.audioSpeeches(input),
});

export const audioTranscriptionsUsage = defineOperation({
  id: 'openai.usage.audio_transcriptions',
  summary: 'Transcribed seconds',
  words: [
    'transcription transcribe transcribed dictation whisper speech-to-text recordings meeting minutes seconds audio how much',
  ],
  asks: 'how many minutes of recordings were written down; meeting transcripts',
  http: 'GET /organization/usage/audio_transcriptions',
  risk: 'read',
  pages: 'page',
  report: usageReport(['seconds', 'num_model_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model']),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.audioTranscriptions(input),
});

export const codeInterpreterSessionsUsage = defineOperation({
  id: 'openai.usage.code_interpreter_sessions',
  summary: 'Code interpreter sessions',
  words: ['code interpreter python sandbox sessions run how many'],
  asks: 'how often was Python run; interpreter sessions',
  http: 'GET /organization/usage/code_interpreter_sessions',
  risk: 'read',
  pages: 'page',
  report: usageReport(['num_sessions']),
  input: () =>
    z.object({
      ...buckets(),
      group_by: groupBy(['project_id']),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.codeInterpreterSessions(input),
});

export const completionsUsage = defineOperation({
  id: 'openai.usage.completions',
  summary: 'Tokens and requests of text models',
  words: [
    'usage used tokens consumed consumption chat responses completions model input output requests how many volume text',
  ],
  asks: 'which key chews through the most tokens; hungriest key; how many tokens did we use at OpenAI; which model is used most; which key or person is the busiest; cached tokens; batch traffic',
  http: 'GET /organization/usage/completions',
  risk: 'read',
  pages: 'page',
  report: { ...usageReport(tokenMeasures, ['input_tokens', 'output_tokens']), main: 'usage' },
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier', 'api_source']),
      batch: z.boolean().describe('True for batch calls only, false for the others only').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.completions(input),
});

export const costsUsage = defineOperation({
  id: 'openai.usage.costs',
  summary: 'Cost per day in dollars, as on the invoice',
  words: [
    'cost costs money spend spent spending burn burned bill pay paid price dollars expensive expense invoice charge month day week yesterday total how much',
  ],
  asks: 'what did OpenAI cost last month; our bill by project; most expensive model; spend per day; did yesterday cost more; which project burns the most; invoice breakdown; which line item grew',
  http: 'GET /organization/costs',
  risk: 'read',
  pages: 'page',
  report: {
    main: 'cost',
    start: 'start_time',
    end: 'end_time',
    openEnded: true,
    time: 'unix',
    width: { parameter: 'bucket_width', most: { '1d': 180 } },
    shape: 'buckets',
    groupBy: 'group_by',
    via: { model: { dimension: 'line_item', endsAt: ', ' } },
    measures: ['quantity'],
    perUnit: { measure: 'quantity', unit: 'quantity_unit', within: 'line_item' },
    money: { path: 'amount.value', unit: 'dollars', currency: 'amount.currency' },
    names: usageNames,
    rules: [
      {
        says: /user_id.*projects?|projects?.*user_id/i,
        instead:
          'Costs by person and project together do not go back far: about 90 days. Ask by one of them alone, or for the last 90 days.',
      },
    ],
  },
  amounts: { 'data.results.amount.value': inDollars },
  input: () =>
    z.object({
      start_time: unixSeconds('Start, unix seconds, inclusive'),
      api_key_ids: z.array(z.string()).describe('Only these API keys').exactOptional(),
      bucket_width: z.literal('1d').describe('Width of a bucket; 1d when omitted').exactOptional(),
      end_time: unixSeconds('End, unix seconds, exclusive; now when omitted').exactOptional(),
      group_by: z
        .array(z.enum(['project_id', 'user_id', 'api_key_id', 'api_source', 'line_item']))
        .describe('Dimensions to tell apart; everything in one sum when omitted')
        .exactOptional(),
      limit: pageSize({ most: 180, usual: 7, what: 'buckets' }),
      line_items: z.array(z.string()).describe('Only these line items, by their full names').exactOptional(),
      page: cursor('Cursor of the page, from next_page of the page before'),
      project_ids: z.array(z.string()).describe('Only these projects').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.costs(input),
});

export const decisionsUsage = defineOperation({
  id: 'openai.usage.decisions',
  summary: 'Tokens of the Decisions API',
  words: ['decision decisions used how many'],
  http: 'GET /organization/usage/decisions',
  risk: 'read',
  pages: 'page',
  report: usageReport(tokenMeasures, ['input_tokens', 'output_tokens']),
  input: () =>
    z.object({
      start_time: startTime(),
      end_time: endTime(),
      limit: mostBuckets(),
      page: nextPage(),
      api_key_ids: z.array(z.string()).nullable().describe('Only these API keys').exactOptional(),
      batch: z.boolean().nullable().describe('True for batch calls only, false for the others only').exactOptional(),
      bucket_width: z
        .enum(['1m', '1h', '1d'])
        .nullable()
        .describe('Width of a bucket; 1d when omitted')
        .exactOptional(),
      group_by: z
        .array(z.enum(['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier', 'api_source']))
        .nullable()
        .describe('Dimensions to tell apart; everything in one sum when omitted')
        .exactOptional(),
      models: z.array(z.string()).nullable().describe('Only these models').exactOptional(),
      project_ids: z.array(z.string()).nullable().describe('Only these projects').exactOptional(),
      user_ids: z.array(z.string()).nullable().describe('Only these people').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.decisions(input),
});

export const embeddingsUsage = defineOperation({
  id: 'openai.usage.embeddings',
  summary: 'Embedding tokens',
  words: ['embedding embeddings vectors search tokens used how many'],
  asks: 'how much do we embed; tokens for search vectors',
  http: 'GET /organization/usage/embeddings',
  risk: 'read',
  pages: 'page',
  report: usageReport(['input_tokens', 'num_model_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model']),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.embeddings(input),
});

export const fileSearchCallsUsage = defineOperation({
  id: 'openai.usage.file_search_calls',
  summary: 'File search calls',
  words: ['file search calls retrieval lookups documents how many'],
  asks: 'how often were documents searched',
  http: 'GET /organization/usage/file_search_calls',
  risk: 'read',
  pages: 'page',
  report: usageReport(['num_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'vector_store_id']),
      vector_store_ids: z.array(z.string()).describe('Only these vector stores').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.fileSearchCalls(input),
});

export const imagesUsage = defineOperation({
  id: 'openai.usage.images',
  summary: 'Images made or edited',
  words: ['image images picture pictures photo photos drawn generated dall-e art how many'],
  asks: 'how many pictures were generated; image count by size',
  http: 'GET /organization/usage/images',
  risk: 'read',
  pages: 'page',
  report: usageReport(['images', 'num_model_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model', 'size', 'source']),
      sizes: z
        .array(z.enum(['256x256', '512x512', '1024x1024', '1792x1792', '1024x1792']))
        .describe('Only these image sizes')
        .exactOptional(),
      sources: z
        .array(z.enum(['image.generation', 'image.edit', 'image.variation']))
        .describe('Only these kinds of image calls')
        .exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.images(input),
});

export const moderationsUsage = defineOperation({
  id: 'openai.usage.moderations',
  summary: 'Moderation tokens',
  words: ['moderation moderations safety check checks filter used how many'],
  asks: 'how much do we moderate',
  http: 'GET /organization/usage/moderations',
  risk: 'read',
  pages: 'page',
  report: usageReport(['input_tokens', 'num_model_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model']),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.moderations(input),
});

export const vectorStoresUsage = defineOperation({
  id: 'openai.usage.vector_stores',
  summary: 'Stored vector bytes',
  words: ['vector store stores storage bytes gigabytes space big large files kept'],
  asks: 'how many gigs do we park for retrieval; size of the search index; how much space do our uploaded documents take; gigabytes of vector storage',
  http: 'GET /organization/usage/vector_stores',
  risk: 'read',
  pages: 'page',
  report: usageReport(['usage_bytes']),
  input: () =>
    z.object({
      ...buckets(),
      group_by: groupBy(['project_id']),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.vectorStores(input),
});

export const webSearchCallsUsage = defineOperation({
  id: 'openai.usage.web_search_calls',
  summary: 'Web search calls',
  words: ['web search internet browsing lookups calls how many used google'],
  asks: 'how often did models search the web; browsing count',
  http: 'GET /organization/usage/web_search_calls',
  risk: 'read',
  pages: 'page',
  report: usageReport(['num_requests', 'num_model_requests']),
  input: () =>
    z.object({
      ...buckets(),
      ...people(),
      models: models(),
      group_by: groupBy(['project_id', 'user_id', 'api_key_id', 'model', 'api_source', 'context_level']),
      context_levels: z
        .array(z.enum(['low', 'medium', 'high']))
        .describe('Only these search context levels')
        .exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.usage.webSearchCalls(input),
});

function usageReport<const Measure extends string>(
  measures: readonly Measure[],
  headline?: readonly NoInfer<Measure>[],
) {
  return {
    start: 'start_time',
    end: 'end_time',
    openEnded: true,
    time: 'unix',
    width: { parameter: 'bucket_width', most: { '1m': 1440, '1h': 168, '1d': 31 } },
    shape: 'buckets',
    groupBy: 'group_by',
    measures,
    ...(headline && { headline }),
    names: usageNames,
  } as const satisfies ReportDefinition;
}

/** What every usage report takes but Decisions, whose parameters may be null. */
function buckets() {
  return {
    start_time: startTime(),
    end_time: endTime(),
    bucket_width: z.enum(['1m', '1h', '1d']).describe('Width of a bucket; 1d when omitted').exactOptional(),
    limit: mostBuckets(),
    page: nextPage(),
    project_ids: z.array(z.string()).describe('Only these projects').exactOptional(),
  };
}

function people() {
  return {
    user_ids: z.array(z.string()).describe('Only these people').exactOptional(),
    api_key_ids: z.array(z.string()).describe('Only these API keys').exactOptional(),
  };
}

function models() {
  return z.array(z.string()).describe('Only these models').exactOptional();
}

function groupBy<const Dimensions extends readonly [string, ...string[]]>(dimensions: Dimensions) {
  return z
    .array(z.enum(dimensions))
    .describe('Dimensions to tell apart; everything in one sum when omitted')
    .exactOptional();
}

function startTime() {
  return unixSeconds('Start, unix seconds, inclusive');
}

function endTime() {
  return unixSeconds('End, unix seconds, exclusive; now when omitted').exactOptional();
}

function mostBuckets() {
  return z
    .int()
    .min(1)
    .max(1440)
    .describe('buckets per page, at most 31 of 1d, 168 of 1h or 1440 of 1m; 7, 24 or 60 when omitted')
    .exactOptional();
}

function nextPage() {
  return cursor('Cursor of the page, from next_page of the page before');
}
