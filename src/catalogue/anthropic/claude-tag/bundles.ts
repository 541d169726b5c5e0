import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { restored } from '../../restore.ts';

/** Everyday words for what stands in this file. */
const everyday = 'claude tag slack bundle bundles skills tools connectors instructions package';

const beta = 'experimental-claude-tag-2026-10-21';

const bundleId = () => id('capp_', 'the bundle');

export const listClaudeTagBundles = defineOperation({
  id: 'anthropic.claude_tag.bundles.list',
  summary: 'List bundles, sets of connectors, repositories and credentials for Claude in Slack, newest first',
  words: [everyday],
  asks: 'what can Claude do in Slack; skill bundles for Slack',
  http: 'GET /v1/organizations/claude_tag/bundles',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20, what: 'bundles' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.bundles.list(input),
});

export const getClaudeTagBundle = defineOperation({
  id: 'anthropic.claude_tag.bundles.get',
  summary: 'Read one bundle for Claude in Slack',
  words: [everyday],
  http: 'GET /v1/organizations/claude_tag/bundles/{bundle_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['updated_at'],
  input: () => z.object({ bundle_id: bundleId() }),
  call: ({ anthropic }, { bundle_id }) => anthropic.beta.organization.claudeTag.bundles.retrieve(bundle_id),
});

export const updateClaudeTagBundle = defineOperation({
  id: 'anthropic.claude_tag.bundles.update',
  summary: 'Change the instructions of a bundle, for sessions that start from now on',
  words: [everyday],
  asks: 'change the instructions of a Slack bundle; give Claude in Slack another tool',
  http: 'POST /v1/organizations/claude_tag/bundles/{bundle_id}',
  risk: 'write',
  planes: ['enterprise'],
  beta,
  target: ({ bundle_id }) => `instructions of bundle ${bundle_id}`,
  input: () =>
    z.object({
      bundle_id: bundleId(),
      instructions: z
        .string()
        .nullable()
        .describe('Instructions for Claude wherever the bundle is used, up to 10,000 bytes; null clears them')
        .exactOptional(),
    }),
  call: ({ anthropic }, { bundle_id, ...changes }) =>
    anthropic.beta.organization.claudeTag.bundles.update(bundle_id, changes),
  before: ({ bundle_id }) => ({ id: 'anthropic.claude_tag.bundles.get', input: { bundle_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_tag.bundles.update',
    input: restored(before, input, ['bundle_id']),
  }),
});
