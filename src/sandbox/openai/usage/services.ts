import { z } from 'zod';
import type { Used } from '../../demand/usage.ts';
import { flag, listOf } from '../../engine/parameters.ts';
import type { Route } from '../../engine/route.ts';
import { type UsageService, usageRoute } from './service.ts';

const texts = listOf(z.string());

const byPerson = {
  user_ids: { schema: texts, dimension: 'user_id' },
  api_key_ids: { schema: texts, dimension: 'api_key_id' },
};
const byModel = { ...byPerson, models: { schema: texts, dimension: 'model' } };
const common = ['project_id', 'user_id', 'api_key_id', 'model'] as const;

function of(used: Used, ...kinds: readonly string[]): number {
  return kinds.reduce((sum, kind) => sum + (used[kind] ?? 0), 0);
}

/** Input tokens are the cached, those written to the cache, and the rest; each of them by text, audio and image. */
function tokenCounts(used: Used) {
  const cached = of(used, 'input_cached_text_tokens', 'input_cached_audio_tokens', 'input_cached_image_tokens');
  const written = of(used, 'input_cache_write_30m_tokens', 'input_cache_write_12h_tokens');
  const uncached = of(used, 'input_text_tokens', 'input_audio_tokens', 'input_image_tokens');
  return {
    input_tokens: cached + written + uncached,
    input_cached_tokens: cached,
    input_cache_write_tokens: written,
    input_cache_write_30m_tokens: of(used, 'input_cache_write_30m_tokens'),
    input_cache_write_12h_tokens: of(used, 'input_cache_write_12h_tokens'),
    input_uncached_tokens: uncached,
    input_text_tokens: of(used, 'input_text_tokens'),
    input_cached_text_tokens: of(used, 'input_cached_text_tokens'),
    input_audio_tokens: of(used, 'input_audio_tokens'),
    input_cached_audio_tokens: of(used, 'input_cached_audio_tokens'),
    input_image_tokens: of(used, 'input_image_tokens'),
    input_cached_image_tokens: of(used, 'input_cached_image_tokens'),
    output_tokens: of(used, 'output_text_tokens', 'output_audio_tokens', 'output_image_tokens'),
    output_text_tokens: of(used, 'output_text_tokens'),
    output_audio_tokens: of(used, 'output_audio_tokens'),
    output_image_tokens: of(used, 'output_image_tokens'),
    num_model_requests: of(used, 'requests'),
  };
}

function inputCounts(used: Used) {
  return { input_tokens: of(used, 'input_tokens'), num_model_requests: of(used, 'requests') };
}

const textModels = {
  groupBy: [...common, 'batch', 'service_tier', 'api_source'],
  filters: { ...byModel, batch: { schema: flag(), dimension: 'batch' } },
  counts: tokenCounts,
} satisfies Omit<UsageService, 'name'>;

const services: readonly UsageService[] = [
  { name: 'completions', ...textModels },
  { name: 'decisions', ...textModels },
  { name: 'embeddings', groupBy: common, filters: byModel, counts: inputCounts },
  { name: 'moderations', groupBy: common, filters: byModel, counts: inputCounts },
  {
    name: 'images',
    groupBy: [...common, 'size', 'source'],
    filters: {
      ...byModel,
      sources: {
        schema: listOf(z.enum(['image.generation', 'image.edit', 'image.variation'])),
        dimension: 'source',
      },
      sizes: {
        schema: listOf(z.enum(['256x256', '512x512', '1024x1024', '1792x1792', '1024x1792'])),
        dimension: 'size',
      },
    },
    counts: (used) => ({ images: of(used, 'images'), num_model_requests: of(used, 'requests') }),
  },
  {
    name: 'audio_speeches',
    groupBy: common,
    filters: byModel,
    counts: (used) => ({ characters: of(used, 'characters'), num_model_requests: of(used, 'requests') }),
  },
  {
    name: 'audio_transcriptions',
    groupBy: common,
    filters: byModel,
    counts: (used) => ({ seconds: of(used, 'seconds'), num_model_requests: of(used, 'requests') }),
  },
  {
    name: 'vector_stores',
    groupBy: ['project_id'],
    filters: {},
    counts: (used) => ({ usage_bytes: of(used, 'usage_bytes') }),
  },
  {
    name: 'code_interpreter_sessions',
    groupBy: ['project_id'],
    filters: {},
    counts: (used) => ({ num_sessions: of(used, 'num_sessions') }),
  },
  {
    name: 'file_search_calls',
    object: 'file_searches',
    groupBy: ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
    filters: { ...byPerson, vector_store_ids: { schema: texts, dimension: 'vector_store_id' } },
    counts: (used) => ({ num_requests: of(used, 'num_requests') }),
  },
  {
    name: 'web_search_calls',
    object: 'web_searches',
    groupBy: [...common, 'context_level', 'api_source'],
    filters: {
      ...byModel,
      context_levels: { schema: listOf(z.enum(['low', 'medium', 'high'])), dimension: 'context_level' },
    },
    counts: (used) => ({ num_requests: of(used, 'num_requests'), num_model_requests: of(used, 'requests') }),
  },
];

export const usageRoutes: readonly Route[] = services.map(usageRoute);
