import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';
import { archived, consoleRule, ruleOf } from '../../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'federation rule workload workspace workspaces reach may use';

export const listFederationRuleWorkspaces = defineOperation({
  id: 'anthropic.federation.rules.workspaces.list',
  summary: 'List workspaces of a federation rule',
  words: [everyday],
  asks: 'which workspaces can a keyless pipeline reach',
  http: 'GET /v1/organizations/federation_rules/{federation_rule_id}/workspaces',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  pages: 'page',
  input: () =>
    z.object({
      federation_rule_id: id('fdrl_', 'the federation rule'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { federation_rule_id, ...rest }) =>
    anthropic.organization.federation.rules.workspaces.list(federation_rule_id, rest),
});

export const addFederationRuleWorkspace = defineOperation({
  id: 'anthropic.federation.rules.workspaces.add',
  summary: 'Add a workspace of a federation rule',
  words: [everyday],
  asks: 'let a keyless pipeline into a workspace',
  http: 'POST /v1/organizations/federation_rules/{federation_rule_id}/workspaces',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: (input) => `workspace ${input.workspace_id} of federation rule ${input.federation_rule_id}`,
  input: () =>
    z.object({ federation_rule_id: id('fdrl_', 'the federation rule'), workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { federation_rule_id, ...rest }) =>
    anthropic.organization.federation.rules.workspaces.add(federation_rule_id, rest),
  after: ({ federation_rule_id }) => ({
    id: 'anthropic.federation.rules.workspaces.list',
    input: { federation_rule_id },
  }),
  undo: ({ input }) => ({
    id: 'anthropic.federation.rules.workspaces.remove',
    input: { federation_rule_id: input.federation_rule_id, workspace_id: input.workspace_id },
  }),
  within: ruleOf,
  refusedWhen: ({ within }) => archived(within, 'rule') ?? consoleRule(within),
});

export const removeFederationRuleWorkspace = defineOperation({
  id: 'anthropic.federation.rules.workspaces.remove',
  summary: 'Remove a workspace of a federation rule',
  words: [everyday],
  asks: 'keep a keyless pipeline out of a workspace',
  http: 'DELETE /v1/organizations/federation_rules/{federation_rule_id}/workspaces/{workspace_id}',
  risk: 'destructive',
  planes: ['console'],
  oauthOnly: true,
  target: ({ federation_rule_id, workspace_id }) =>
    `workspace ${workspace_id} of federation rule ${federation_rule_id}`,
  input: () =>
    z.object({ federation_rule_id: id('fdrl_', 'the federation rule'), workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.organization.federation.rules.workspaces.remove(workspace_id, rest),
  before: ({ federation_rule_id }) => ({
    id: 'anthropic.federation.rules.workspaces.list',
    input: { federation_rule_id },
  }),
  irreversible: 'Access ends at once; giving it again is a new change.',
  within: ruleOf,
  refusedWhen: ({ within }) => consoleRule(within),
});
