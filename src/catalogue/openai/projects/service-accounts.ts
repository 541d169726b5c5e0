import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize, plainId } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { archivedProject, isDefaultProject, ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'service account robot bot machine program automation pipeline script job nightly batch login non-human identity project';

export const listProjectServiceAccounts = defineOperation({
  id: 'openai.projects.service_accounts.list',
  summary: 'List service accounts',
  words: [everyday],
  asks: 'the bots registered under a project; robot users hanging around; which bots work in a project; machine accounts of a project',
  http: 'GET /organization/projects/{project_id}/service_accounts',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.serviceAccounts.list(project_id, rest),
});

export const getProjectServiceAccount = defineOperation({
  id: 'openai.projects.service_accounts.get',
  summary: 'Read one service account',
  words: [everyday],
  http: 'GET /organization/projects/{project_id}/service_accounts/{service_account_id}',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project'), service_account_id: plainId('the service account') }),
  call: ({ openai }, { service_account_id, ...rest }) =>
    openai.admin.organization.projects.serviceAccounts.retrieve(service_account_id, rest),
});

export const createProjectServiceAccount = defineOperation({
  id: 'openai.projects.service_accounts.create',
  summary: 'Create a service account, normally with its first key',
  words: [everyday],
  asks: 'a job should not run under a person’s name; own machine identity for a job; an identity and key for a program; account for our nightly job; robot user for deployments; key for the backend that belongs to nobody; production key for a server',
  http: 'POST /organization/projects/{project_id}/service_accounts',
  risk: 'access',
  target: (input) => `service account ${input.name} of project ${input.project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      name: z.string().describe('Name that people see'),
      create_service_account_only: z
        .boolean()
        .nullable()
        .describe('True to make the account without a first key and without a role')
        .exactOptional(),
      expires_in_seconds: z
        .int()
        .min(1)
        .max(31_536_000)
        .nullable()
        .describe('Lifetime of the first key in seconds, 1 to 31536000; never expires when omitted')
        .exactOptional(),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.serviceAccounts.create(project_id, rest),
  after: (input, result) => ({
    id: 'openai.projects.service_accounts.get',
    input: { project_id: input.project_id, service_account_id: result.id },
  }),
  undo: ({ input, result }) => ({
    id: 'openai.projects.service_accounts.delete',
    input: { project_id: input.project_id, service_account_id: result.id },
  }),
  reveals: ({ api_key }) => api_key?.value,
  within: projectOf,
  refusedWhen: ({ input, within }) => {
    if (isDefaultProject(within)) return { reason: 'The default project takes no service accounts.' };
    if (input.create_service_account_only && input.expires_in_seconds != null)
      return {
        reason: 'An account that is made without a key takes no expiry: expires_in_seconds is that of the key.',
      };
    return archivedProject(within);
  },
});

export const updateProjectServiceAccount = defineOperation({
  id: 'openai.projects.service_accounts.update',
  summary: 'Change a service account',
  words: [everyday],
  asks: 'rename a bot; make a machine account owner of a project',
  http: 'POST /organization/projects/{project_id}/service_accounts/{service_account_id}',
  risk: 'access',
  target: ({ project_id, service_account_id }) => `service account ${service_account_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      service_account_id: plainId('the service account'),
      name: z.string().describe('Name that people see').exactOptional(),
      role: z.enum(['owner', 'member']).describe('Project role').exactOptional(),
    }),
  call: ({ openai }, { service_account_id, ...rest }) =>
    openai.admin.organization.projects.serviceAccounts.update(service_account_id, rest),
  before: ({ project_id, service_account_id }) => ({
    id: 'openai.projects.service_accounts.get',
    input: { project_id, service_account_id },
  }),
  undo: ({ input, before }) => {
    if (input.role !== undefined && before.role === 'none') return undefined;
    return {
      id: 'openai.projects.service_accounts.update',
      input: restored(before, input, ['project_id', 'service_account_id']),
    };
  },
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectServiceAccount = defineOperation({
  id: 'openai.projects.service_accounts.delete',
  summary: 'Delete a service account',
  words: [everyday],
  asks: 'retire a bot; the job is gone, remove its account; the deploy robot is not needed',
  http: 'DELETE /organization/projects/{project_id}/service_accounts/{service_account_id}',
  risk: 'destructive',
  target: ({ project_id, service_account_id }) => `service account ${service_account_id} of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project'), service_account_id: plainId('the service account') }),
  call: ({ openai }, { service_account_id, ...rest }) =>
    openai.admin.organization.projects.serviceAccounts.delete(service_account_id, rest),
  before: ({ project_id, service_account_id }) => ({
    id: 'openai.projects.service_accounts.get',
    input: { project_id, service_account_id },
  }),
  irreversible: 'Its keys are lost with it; a new account has a new id and needs new keys.',
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
