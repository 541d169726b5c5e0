import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, day, id, pageSize, rfc3339 } from '../fields.ts';
import { inCentsAsNumber, inCentsAsText } from '../money.ts';
import type { NameSource } from '../report.ts';
import type { ClaudeCodeReport, CostReport, MessagesUsageReport } from './usage-types.ts';

/** In these reports the default workspace has no id. */
const workspaceNames: NameSource = {
  list: 'anthropic.workspaces.list',
  name: 'name',
  idPrefix: 'wrkspc_',
  input: { include_archived: true },
  absent: 'Default workspace',
};

const fastModeBeta = 'fast-mode-2026-02-01';

const startingAt = () => rfc3339('Start, RFC 3339, inclusive; moved down to the start of a bucket, UTC');
const endingAt = () => rfc3339('End, RFC 3339, exclusive; now when omitted').exactOptional();

export const messagesUsage = defineOperation({
  id: 'anthropic.usage.messages',
  summary: 'Tokens of the Messages API over time, by workspace, key, model and more; no count of requests',
  words: [
    'usage used tokens consumed consumption messages api calls requests cache model input output how many volume',
  ],
  asks: 'which key chews through the most tokens; hungriest key; how many tokens did we send to Claude; cache hit rate; tokens by key or workspace; which key is the busiest; traffic last night; how much do we use Opus',
  http: 'GET /v1/organizations/usage_report/messages',
  risk: 'read',
  planes: ['console'],
  pages: 'page',
  report: {
    main: 'usage',
    start: 'starting_at',
    end: 'ending_at',
    openEnded: true,
    time: 'rfc3339',
    width: { parameter: 'bucket_width', most: { '1m': 1440, '1h': 168, '1d': 31 } },
    shape: 'buckets',
    groupBy: 'group_by',
    measures: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'cache_creation.ephemeral_5m_input_tokens',
      'cache_creation.ephemeral_1h_input_tokens',
      'output_tokens',
      'server_tool_use.web_search_requests',
      'server_tool_use.web_fetch_requests',
    ],
    headline: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'cache_creation.ephemeral_5m_input_tokens',
      'cache_creation.ephemeral_1h_input_tokens',
      'output_tokens',
    ],
    names: {
      workspace_id: workspaceNames,
      api_key_id: { list: 'anthropic.api_keys.list', name: 'name', idPrefix: 'apikey_' },
      account_id: { list: 'anthropic.users.list', name: 'name', idPrefix: 'user_' },
    },
  },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt(),
      bucket_width: z.enum(['1d', '1h', '1m']).describe('Width of a bucket; 1d when omitted').exactOptional(),
      limit: z
        .int()
        .min(1)
        .max(1440)
        .describe('buckets per page; 1d: 7 when omitted, at most 31; 1h: 24, at most 168; 1m: 60, at most 1440')
        .exactOptional(),
      page: cursor('Cursor of the page, from next_page of the page before'),
      group_by: z
        .array(
          z.enum([
            'account_id',
            'api_key_id',
            'context_window',
            'inference_geo',
            'model',
            'service_account_id',
            'service_tier',
            'speed',
            'workspace_id',
          ]),
        )
        .describe('Dimensions to tell apart; everything in one sum when omitted. Many at once need a small limit')
        .exactOptional(),
      account_ids: z
        .array(id('user_', 'a person'))
        .describe('Only requests with the OAuth token of these people')
        .exactOptional(),
      api_key_ids: z.array(id('apikey_', 'an API key')).describe('Only these API keys').exactOptional(),
      service_account_ids: z
        .array(id('svac_', 'a service account'))
        .describe('Only these service accounts')
        .exactOptional(),
      workspace_ids: z.array(id('wrkspc_', 'a workspace')).describe('Only these workspaces').exactOptional(),
      models: z.array(z.string()).describe('Only these models, by id').exactOptional(),
      service_tiers: z
        .array(z.enum(['standard', 'batch', 'priority', 'priority_on_demand', 'flex', 'flex_discount']))
        .describe('Only these service tiers')
        .exactOptional(),
      context_window: z
        .array(z.enum(['0-200k', '200k-1M']))
        .describe('Only these context windows')
        .exactOptional(),
      inference_geos: z
        .array(z.enum(['global', 'us', 'not_available']))
        .describe('Only inference at these places; not_available for models that have no choice')
        .exactOptional(),
      speeds: z
        .array(z.enum(['standard', 'fast']))
        .describe('Only these speeds')
        .exactOptional(),
    }),
  call: ({ anthropic }, query) =>
    anthropic.get<MessagesUsageReport>('/v1/organizations/usage_report/messages', {
      query,
      ...((query.speeds || query.group_by?.includes('speed')) && { headers: { 'anthropic-beta': fastModeBeta } }),
    }),
});

export const costReport = defineOperation({
  id: 'anthropic.usage.cost',
  summary: 'Cost per day, after discount and before credits',
  words: [
    'cost costs money spend spent spending burn burned bill pay paid price dollars expensive expense invoice charge month day week yesterday total how much',
  ],
  asks: 'what did Claude cost last month; our Anthropic bill by workspace; most expensive model; spend per day; did yesterday cost more; which workspace burns the most',
  http: 'GET /v1/organizations/cost_report',
  risk: 'read',
  planes: ['console'],
  pages: 'page',
  report: {
    main: 'cost',
    start: 'starting_at',
    end: 'ending_at',
    openEnded: true,
    time: 'rfc3339',
    width: { parameter: 'bucket_width', most: { '1d': 31 } },
    shape: 'buckets',
    groupBy: 'group_by',
    via: {
      model: { dimension: 'description' },
      cost_type: { dimension: 'description' },
      token_type: { dimension: 'description' },
      service_tier: { dimension: 'description' },
    },
    measures: [],
    money: { path: 'amount', unit: 'cents', currency: 'currency' },
    names: { workspace_id: workspaceNames },
  },
  amounts: { 'data.results.amount': inCentsAsText },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt(),
      bucket_width: z.enum(['1d']).describe('Width of a bucket; only 1d').exactOptional(),
      limit: pageSize({ most: 31, usual: 7, what: 'buckets' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
      group_by: z
        .array(z.enum(['workspace_id', 'description']))
        .describe('Dimensions to tell apart; description also gives model, kind of cost and kind of token')
        .exactOptional(),
    }),
  call: ({ anthropic }, query) => anthropic.get<CostReport>('/v1/organizations/cost_report', { query }),
});

export const claudeCodeUsage = defineOperation({
  id: 'anthropic.usage.claude_code',
  summary: 'Claude Code activity, tokens and estimated cost by person or key, model and terminal',
  words: [
    'claude code coding lines commits pull requests sessions developer programmer productivity accepted terminal who uses engineers',
  ],
  asks: 'how many commits and lines with Claude Code; who codes with Claude; pull requests made by Claude; is the coding tool worth it; accept rate per developer',
  http: 'GET /v1/organizations/usage_report/claude_code',
  risk: 'read',
  planes: ['console'],
  pages: 'page',
  report: {
    start: 'starting_at',
    time: 'date',
    shape: 'day',
    own: ['actor', 'terminal_type', 'customer_type', 'subscription_type', 'model'],
    parts: {
      path: 'model_breakdown',
      dimension: 'model',
      measures: ['tokens.input', 'tokens.output', 'tokens.cache_read', 'tokens.cache_creation'],
    },
    // An estimate; what is billed is in the cost report.
    money: { path: 'estimated_cost.amount', unit: 'cents', currency: 'estimated_cost.currency' },
    elsewhere:
      'Use by people who sign in with a claude.ai subscription may not be in this report: their organization has it in its analytics (anthropic.analytics.users.list).',
    measures: [
      'core_metrics.num_sessions',
      'core_metrics.lines_of_code.added',
      'core_metrics.lines_of_code.removed',
      'core_metrics.commits_by_claude_code',
      'core_metrics.pull_requests_by_claude_code',
      'tool_actions.edit_tool.accepted',
      'tool_actions.edit_tool.rejected',
      'tool_actions.multi_edit_tool.accepted',
      'tool_actions.multi_edit_tool.rejected',
      'tool_actions.write_tool.accepted',
      'tool_actions.write_tool.rejected',
      'tool_actions.notebook_edit_tool.accepted',
      'tool_actions.notebook_edit_tool.rejected',
      'tokens.input',
      'tokens.output',
      'tokens.cache_read',
      'tokens.cache_creation',
    ],
  },
  amounts: { 'data.model_breakdown.estimated_cost.amount': inCentsAsNumber },
  input: () =>
    z.object({
      starting_at: day('The day, YYYY-MM-DD, UTC; one day per call'),
      limit: pageSize({ most: 1000, usual: 20, what: 'records' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, query) =>
    anthropic.get<ClaudeCodeReport>('/v1/organizations/usage_report/claude_code', { query }),
});
