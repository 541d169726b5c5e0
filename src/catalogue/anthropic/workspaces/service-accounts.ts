import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { archivedWorkspace, workspaceOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'workspace service account robot bot machine program automation access into';

export const listWorkspaceServiceAccounts = defineOperation({
  id: 'anthropic.workspaces.service_accounts.list',
  summary: 'List service accounts of a workspace',
  words: [everyday],
  asks: 'which bots can use this workspace',
  http: 'GET /v1/organizations/workspaces/{workspace_id}/service_accounts',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  pages: 'page',
  input: () =>
    z.object({
      workspace_id: id('wrkspc_', 'the workspace'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.organization.workspaces.serviceAccounts.list(workspace_id, rest),
});

export const getWorkspaceServiceAccount = defineOperation({
  id: 'anthropic.workspaces.service_accounts.get',
  summary: 'Read a service account of a workspace',
  words: [everyday],
  http: 'GET /v1/organizations/workspaces/{workspace_id}/service_accounts/{service_account_id}',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  input: () =>
    z.object({ workspace_id: id('wrkspc_', 'the workspace'), service_account_id: id('svac_', 'the service account') }),
  call: ({ anthropic }, { service_account_id, ...rest }) =>
    anthropic.organization.workspaces.serviceAccounts.retrieve(service_account_id, rest),
});

export const addWorkspaceServiceAccount = defineOperation({
  id: 'anthropic.workspaces.service_accounts.add',
  summary: 'Add a service account of a workspace',
  words: [everyday],
  asks: 'let a machine identity into a workspace',
  http: 'POST /v1/organizations/workspaces/{workspace_id}/service_accounts',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: (input) => `service account ${input.service_account_id} of workspace ${input.workspace_id}`,
  input: () =>
    z.object({
      workspace_id: id('wrkspc_', 'the workspace'),
      service_account_id: id('svac_', 'the service account'),
      workspace_role: z
        .enum(['workspace_admin', 'workspace_developer', 'workspace_restricted_developer', 'workspace_user'])
        .describe('Role in the workspace'),
    }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.organization.workspaces.serviceAccounts.add(workspace_id, rest),
  after: (input) => ({
    id: 'anthropic.workspaces.service_accounts.get',
    input: { workspace_id: input.workspace_id, service_account_id: input.service_account_id },
  }),
  undo: ({ input }) => ({
    id: 'anthropic.workspaces.service_accounts.remove',
    input: { workspace_id: input.workspace_id, service_account_id: input.service_account_id },
  }),
  within: workspaceOf,
  refusedWhen: archivedWorkspace,
});

export const updateWorkspaceServiceAccount = defineOperation({
  id: 'anthropic.workspaces.service_accounts.update',
  summary: 'Change a service account of a workspace',
  words: [everyday],
  asks: 'change the role of a bot in a workspace',
  http: 'POST /v1/organizations/workspaces/{workspace_id}/service_accounts/{service_account_id}',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: ({ workspace_id, service_account_id }) =>
    `service account ${service_account_id} of workspace ${workspace_id}`,
  input: () =>
    z.object({
      workspace_id: id('wrkspc_', 'the workspace'),
      service_account_id: id('svac_', 'the service account'),
      workspace_role: z
        .enum(['workspace_admin', 'workspace_developer', 'workspace_restricted_developer', 'workspace_user'])
        .describe('Role in the workspace'),
    }),
  call: ({ anthropic }, { service_account_id, ...rest }) =>
    anthropic.organization.workspaces.serviceAccounts.update(service_account_id, rest),
  before: ({ workspace_id, service_account_id }) => ({
    id: 'anthropic.workspaces.service_accounts.get',
    input: { workspace_id, service_account_id },
  }),
  undo: ({ input, before }) => ({
    id: 'anthropic.workspaces.service_accounts.update',
    input: restored(before, input, ['workspace_id', 'service_account_id']),
  }),
  within: workspaceOf,
  refusedWhen: ({ before, within }) =>
    archivedWorkspace({ within }) ??
    (before?.implicit === true
      ? { reason: 'The membership is implicit. The account is added to the workspace to have another role there.' }
      : undefined),
});

export const removeWorkspaceServiceAccount = defineOperation({
  id: 'anthropic.workspaces.service_accounts.remove',
  summary: 'Remove a service account of a workspace',
  words: [everyday],
  asks: 'keep a bot out of a workspace',
  http: 'DELETE /v1/organizations/workspaces/{workspace_id}/service_accounts/{service_account_id}',
  risk: 'destructive',
  planes: ['console'],
  oauthOnly: true,
  target: ({ workspace_id, service_account_id }) =>
    `service account ${service_account_id} of workspace ${workspace_id}`,
  input: () =>
    z.object({ workspace_id: id('wrkspc_', 'the workspace'), service_account_id: id('svac_', 'the service account') }),
  call: ({ anthropic }, { service_account_id, ...rest }) =>
    anthropic.organization.workspaces.serviceAccounts.remove(service_account_id, rest),
  before: ({ workspace_id, service_account_id }) => ({
    id: 'anthropic.workspaces.service_accounts.get',
    input: { workspace_id, service_account_id },
  }),
  irreversible: 'Access ends at once; giving it again is a new change.',
  within: workspaceOf,
  refusedWhen: archivedWorkspace,
});
