import { letters } from '../../../internal/hash.ts';
import type { Store } from '../../engine/store.ts';
import { type RateLimitGroup, rateLimits } from '../rate-limits.ts';
import { rateLimitOverrides } from '../workspaces/rate-limits.ts';
import type { Workspace } from '../workspaces/record.ts';

interface LimitSeed {
  readonly seed: number;
  readonly workspaces: readonly Workspace[];
}

const groups: Readonly<Record<string, RateLimitGroup>> = {
  opus: modelGroup('Claude Opus 4.x and 5.x', 4_000, 2_000_000, {
    models: [
      'claude-opus-5-5',
      'claude-opus-5',
      'claude-opus-4-8',
      'claude-opus-4-7',
      'claude-opus-4-6',
      'claude-opus-4-5',
    ],
    limits: { fast_itpmca: 400_000, fast_otpm: 80_000 },
  }),
  sonnet: modelGroup('Claude Sonnet 4.x and 5.x', 4_000, 4_000_000, {
    models: ['claude-sonnet-5-5', 'claude-sonnet-5', 'claude-sonnet-4-6', 'claude-sonnet-4-5'],
  }),
  haiku: modelGroup('Claude Haiku 4.x and 5.x', 8_000, 8_000_000, {
    models: ['claude-haiku-5-5', 'claude-haiku-4-5', 'claude-haiku-4-5-20251001'],
  }),
  fable: modelGroup('Claude Fable 5.x', 2_000, 1_000_000, {
    models: ['claude-fable-5-2', 'claude-fable-5-1', 'claude-fable-5'],
  }),
  batch: { type: 'batch', models: null, limits: { requests_per_minute: 4_000, enqueued_batch_requests: 500_000 } },
  token_count: { type: 'token_count', models: null, limits: { requests_per_minute: 8_000 } },
  files: { type: 'files', models: null, limits: { requests_per_minute: 1_000 } },
  skills: { type: 'skills', models: null, limits: { requests_per_minute: 500 } },
  web_search: { type: 'web_search', models: null, limits: { tool_uses_per_second: 30 } },
};

const overrides: readonly (readonly [string, string, Readonly<Record<string, number>>])[] = [
  ['Staging', 'opus', { requests_per_minute: 200, output_tokens_per_minute: 20_000 }],
  ['Evaluation', 'sonnet', { input_tokens_per_minute_cache_aware: 500_000 }],
  ['Internal tools', 'haiku', { requests_per_minute: 1_000 }],
];

/** What the organisation may use, and the workspaces that may use less. */
export function seedLimits(store: Store, { seed, workspaces }: LimitSeed): void {
  const idOf = (name: string) => `rl_01${letters(22, seed, 'rate-limit', name)}`;
  for (const [name, group] of Object.entries(groups)) store.in(rateLimits).add({ ...group, id: idOf(name) });
  for (const [workspaceName, group, limits] of overrides) {
    const workspace = workspaces.find(({ name }) => name === workspaceName);
    if (!workspace) continue;
    store.in(rateLimitOverrides).add({ workspace_id: workspace.id, rate_limit_id: idOf(group), limits });
  }
}

function modelGroup(
  display_name: string,
  requests: number,
  input: number,
  { models, limits }: { readonly models: readonly string[]; readonly limits?: Readonly<Record<string, number>> },
): RateLimitGroup {
  const usual = {
    requests_per_minute: requests,
    input_tokens_per_minute_cache_aware: input,
    output_tokens_per_minute: input / 5,
  };
  return { type: 'model_group', display_name, models, limits: { ...usual, ...limits } };
}
