import { unit } from '../../internal/hash.ts';
import type { Rhythm, Stream } from '../demand/demand.ts';
import { addUse, beginningOf, pick, requestsFor } from '../demand/demand-plan.ts';
import { day } from '../demand/usage.ts';
import type { Store } from '../engine/store.ts';

/** What projects use besides text models, each sized by its part of the project's spend for such things. */

type Dimensions = Stream['dimensions'];

interface Service {
  readonly dataset: string;
  readonly part: number;
  /** Of one unit of `counts`, in dollars, for planning only. */
  readonly price: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly dimensions: (project: Dimensions, store: Store) => Dimensions;
}

const sizes = ['1024x1024', '1024x1792', '512x512'];
const sources = ['image.generation', 'image.edit'];
const levels = ['medium', 'low', 'high'];

const services: readonly Service[] = [
  {
    dataset: 'embeddings',
    part: 0.25,
    price: 0.00003,
    counts: { requests: 1, input_tokens: 650 },
    dimensions: (key) => ({
      ...key,
      model: pick(['text-embedding-3-small', 'text-embedding-3-large'], idOf(key), 'model'),
    }),
  },
  {
    dataset: 'moderations',
    part: 0.05,
    price: 0.0001,
    counts: { requests: 1, input_tokens: 210 },
    dimensions: (key) => ({ ...key, model: 'omni-moderation-latest' }),
  },
  {
    dataset: 'images',
    part: 0.15,
    price: 0.06,
    counts: { requests: 1, images: 1.5 },
    dimensions: (key) => ({
      ...key,
      model: 'gpt-image-2',
      size: pick(sizes, idOf(key), 'size'),
      source: pick(sources, idOf(key), 'source'),
    }),
  },
  {
    dataset: 'audio_speeches',
    part: 0.05,
    price: 0.009,
    counts: { requests: 1, characters: 600 },
    dimensions: (key) => ({ ...key, model: 'tts-1' }),
  },
  {
    dataset: 'audio_transcriptions',
    part: 0.1,
    price: 0.018,
    counts: { requests: 1, seconds: 180 },
    dimensions: (key) => ({ ...key, model: 'whisper-1' }),
  },
  {
    dataset: 'vector_stores',
    part: 0.08,
    price: 0.1,
    counts: { usage_bytes: 1_000_000_000 },
    dimensions: ({ project_id = null }) => ({ project_id }),
  },
  {
    dataset: 'code_interpreter_sessions',
    part: 0.1,
    price: 0.03,
    counts: { num_sessions: 1 },
    dimensions: ({ project_id = null }) => ({ project_id }),
  },
  {
    dataset: 'file_search_calls',
    part: 0.1,
    price: 0.0025,
    counts: { num_requests: 1 },
    dimensions: (key, store) => ({ ...key, vector_store_id: store.newHexId('vs_', 32) }),
  },
  {
    dataset: 'web_search_calls',
    part: 0.12,
    price: 0.012,
    counts: { requests: 1, num_requests: 1.2 },
    dimensions: (key) => ({
      ...key,
      model: 'gpt-5.4',
      context_level: pick(levels, idOf(key), 'level'),
      api_source: unit(idOf(key), 'source') < 0.2 ? 'agents_api' : 'unlabeled',
    }),
  },
];

interface Share {
  readonly since: number;
  readonly dollars: number;
  /** Whether the project uses every service, so that each is used by one at least. */
  readonly all: boolean;
}

const chance = 0.6;

export function addServices(store: Store, project: Dimensions, { since, dollars, all }: Share, now: number): void {
  const from = beginningOf(Math.max(since, now - 300 * day), now);
  for (const { dataset, part, price, counts, dimensions } of services) {
    if (!all && unit(idOf(project), dataset) > chance) continue;
    const shape = dataset === 'vector_stores' ? 'steady' : pick(['steady', 'office'] as const, idOf(project), dataset);
    const rhythm: Rhythm = { shape, growth: 0.001 };
    const times = requestsFor((dollars * part) / chance, price, shape);
    const perDay = Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, count * times]));
    addUse(store, { dataset, dimensions: dimensions(project, store), rhythm, from, until: null, perDay }, now);
  }
}

function idOf(dimensions: Dimensions): string {
  return String(dimensions['api_key_id']);
}
