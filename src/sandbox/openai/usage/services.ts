import type { Route } from '../../engine/route.ts';
import { type UsageService, usageRoute } from './service.ts';

const key = ['project_id', 'user_id', 'api_key_id'] as const;
const keyAndModel = [...key, 'model'] as const;

const requests = { num_model_requests: ['requests'] };

const cached = ['input_cached_text_tokens', 'input_cached_audio_tokens', 'input_cached_image_tokens'];
const written = ['input_cache_write_30m_tokens', 'input_cache_write_12h_tokens'];
const uncached = ['input_text_tokens', 'input_audio_tokens', 'input_image_tokens'];

/** Input tokens are the cached, those written to the cache, and the rest; each of them by text, audio and image. */
const tokens = {
  input_tokens: [...cached, ...written, ...uncached],
  input_cached_tokens: cached,
  input_cache_write_tokens: written,
  input_cache_write_30m_tokens: ['input_cache_write_30m_tokens'],
  input_cache_write_12h_tokens: ['input_cache_write_12h_tokens'],
  input_uncached_tokens: uncached,
  input_text_tokens: ['input_text_tokens'],
  input_cached_text_tokens: ['input_cached_text_tokens'],
  input_audio_tokens: ['input_audio_tokens'],
  input_cached_audio_tokens: ['input_cached_audio_tokens'],
  input_image_tokens: ['input_image_tokens'],
  input_cached_image_tokens: ['input_cached_image_tokens'],
  output_tokens: ['output_text_tokens', 'output_audio_tokens', 'output_image_tokens'],
  output_text_tokens: ['output_text_tokens'],
  output_audio_tokens: ['output_audio_tokens'],
  output_image_tokens: ['output_image_tokens'],
  ...requests,
};

const textModels = { groupBy: [...keyAndModel, 'batch', 'service_tier', 'api_source'], counts: tokens } as const;
const inputModels = { groupBy: keyAndModel, counts: { input_tokens: ['input_tokens'], ...requests } } as const;

const services: readonly UsageService[] = [
  { name: 'completions', ...textModels },
  { name: 'decisions', ...textModels },
  { name: 'embeddings', ...inputModels },
  { name: 'moderations', ...inputModels },
  { name: 'images', groupBy: [...keyAndModel, 'size', 'source'], counts: { images: ['images'], ...requests } },
  { name: 'audio_speeches', groupBy: keyAndModel, counts: { characters: ['characters'], ...requests } },
  { name: 'audio_transcriptions', groupBy: keyAndModel, counts: { seconds: ['seconds'], ...requests } },
  { name: 'vector_stores', groupBy: ['project_id'], counts: { usage_bytes: ['usage_bytes'] } },
  { name: 'code_interpreter_sessions', groupBy: ['project_id'], counts: { num_sessions: ['num_sessions'] } },
  {
    name: 'file_search_calls',
    object: 'file_searches',
    groupBy: [...key, 'vector_store_id'],
    counts: { num_requests: ['num_requests'] },
  },
  {
    name: 'web_search_calls',
    object: 'web_searches',
    groupBy: [...keyAndModel, 'context_level', 'api_source'],
    counts: { num_requests: ['num_requests'], ...requests },
  },
];

export const usageRoutes: readonly Route[] = services.map(usageRoute);
