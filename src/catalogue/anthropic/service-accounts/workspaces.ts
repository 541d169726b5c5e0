import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { archived } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'service account robot bot machine workspace workspaces reach access into';

export const listServiceAccountWorkspaces = defineOperation({
  id: 'anthropic.service_accounts.workspaces.list',
  summary: 'List workspaces of a service account',
  words: [everyday],
  asks: 'which workspaces can a bot reach',
  http: 'GET /v1/organizations/service_accounts/{service_account_id}/workspaces',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  pages: 'page',
  input: () =>
    z.object({
      service_account_id: id('svac_', 'the service account'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { service_account_id, ...rest }) =>
    anthropic.organization.serviceAccounts.workspaces.list(service_account_id, rest),
});

export const addServiceAccountWorkspace = defineOperation({
  id: 'anthropic.service_accounts.workspaces.add',
  summary: 'Add a workspace of a service account',
  words: [everyday],
  asks: 'let a bot use one more workspace',
  http: 'POST /v1/organizations/service_accounts/{service_account_id}/workspaces',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: (input) => `workspace ${input.workspace_id} of service account ${input.service_account_id}`,
  input: () =>
    z.object({
      service_account_id: id('svac_', 'the service account'),
      workspace_id: id('wrkspc_', 'the workspace'),
      workspace_role: z
        .enum(['workspace_admin', 'workspace_developer', 'workspace_restricted_developer', 'workspace_user'])
        .describe('Role in the workspace'),
    }),
  call: ({ anthropic }, { service_account_id, ...rest }) =>
    anthropic.organization.serviceAccounts.workspaces.add(service_account_id, rest),
  after: ({ service_account_id }) => ({
    id: 'anthropic.service_accounts.workspaces.list',
    input: { service_account_id },
  }),
  undo: ({ input }) => ({
    id: 'anthropic.service_accounts.workspaces.remove',
    input: { service_account_id: input.service_account_id, workspace_id: input.workspace_id },
  }),
  within: ({ input: { service_account_id } }) => ({
    id: 'anthropic.service_accounts.get',
    input: { service_account_id },
  }),
  refusedWhen: ({ within }) => archived(within, 'service account'),
});

export const removeServiceAccountWorkspace = defineOperation({
  id: 'anthropic.service_accounts.workspaces.remove',
  summary: 'Remove a workspace of a service account',
  words: [everyday],
  asks: 'a bot should no longer reach a workspace',
  http: 'DELETE /v1/organizations/service_accounts/{service_account_id}/workspaces/{workspace_id}',
  risk: 'destructive',
  planes: ['console'],
  oauthOnly: true,
  target: ({ service_account_id, workspace_id }) =>
    `workspace ${workspace_id} of service account ${service_account_id}`,
  input: () =>
    z.object({ service_account_id: id('svac_', 'the service account'), workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.organization.serviceAccounts.workspaces.remove(workspace_id, rest),
  before: ({ service_account_id }) => ({
    id: 'anthropic.service_accounts.workspaces.list',
    input: { service_account_id },
  }),
  irreversible: 'Access ends at once; giving it again is a new change.',
});
