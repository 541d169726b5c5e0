import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, plainId } from '../../fields.ts';
import { restored } from '../../restore.ts';

export const listClaudeTagBundles = defineOperation({
  id: 'anthropic.claude_tag.bundles.list',
  summary: 'List Claude Tag bundles',
  http: 'GET /v1/organizations/claude_tag/bundles',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.bundles.list(input),
});

export const getClaudeTagBundle = defineOperation({
  id: 'anthropic.claude_tag.bundles.get',
  summary: 'Read a Claude Tag bundle',
  http: 'GET /v1/organizations/claude_tag/bundles/{bundle_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  input: () => z.object({ bundle_id: plainId('the bundle') }),
  call: ({ anthropic }, { bundle_id }) => anthropic.beta.organization.claudeTag.bundles.retrieve(bundle_id),
});

export const updateClaudeTagBundle = defineOperation({
  id: 'anthropic.claude_tag.bundles.update',
  summary: 'Change a Claude Tag bundle',
  http: 'POST /v1/organizations/claude_tag/bundles/{bundle_id}',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: ({ bundle_id }) => `bundle ${bundle_id}`,
  input: () =>
    z.object({
      bundle_id: plainId('the bundle'),
      instructions: z.string().nullable().describe('Instructions for Claude in this place').exactOptional(),
    }),
  call: ({ anthropic }, { bundle_id, ...rest }) =>
    anthropic.beta.organization.claudeTag.bundles.update(bundle_id, rest),
  before: ({ bundle_id }) => ({ id: 'anthropic.claude_tag.bundles.get', input: { bundle_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_tag.bundles.update',
    input: restored(before, input, ['bundle_id']),
  }),
});
