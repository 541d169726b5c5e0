import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { archivedProject, isDefaultProject } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'project projects team product initiative new start begin launch name rename';

export const listProjects = defineOperation({
  id: 'openai.projects.list',
  summary: 'List projects',
  words: [everyday],
  asks: 'which projects do we have; is there a project for marketing; archived projects',
  http: 'GET /organization/projects',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      include_archived: z.boolean().describe('Archived ones too; false when omitted').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.projects.list(input),
});

export const getProject = defineOperation({
  id: 'openai.projects.get',
  summary: 'Read one project',
  words: [everyday],
  http: 'GET /organization/projects/{project_id}',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.retrieve(project_id),
});

export const createProject = defineOperation({
  id: 'openai.projects.create',
  summary: 'Create a project',
  words: [everyday],
  asks: 'start a project for a new product; a separate area for the hackathon; we need a place for experiments at OpenAI; spin up a project',
  http: 'POST /organization/projects',
  risk: 'write',
  raises: ({ external_key_id }) => (external_key_id ? 'access' : undefined),
  target: (input) => `project ${input.name}`,
  input: () =>
    z.object({
      name: z.string().describe('Name that people see'),
      external_key_id: z.string().nullable().describe('Id of a customer-managed key').exactOptional(),
      geography: z
        .string()
        .nullable()
        .describe('Old way to choose a region; not together with residency')
        .exactOptional(),
      residency: z
        .enum([
          'GLOBAL',
          'US_STORAGE_PROCESSING',
          'EU_STORAGE_PROCESSING',
          'JP_STORAGE',
          'JP_STORAGE_PROCESSING',
          'KR_STORAGE',
          'CA_STORAGE',
          'SG_STORAGE',
          'IN_STORAGE',
          'IN_STORAGE_PROCESSING',
          'AU_STORAGE',
          'AU_STORAGE_PROCESSING',
          'GB_STORAGE',
          'AE_STORAGE',
          'AE_STORAGE_PROCESSING',
        ])
        .nullable()
        .describe('Where data is stored and processed')
        .exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.projects.create(input),
  after: (_input, result) => ({ id: 'openai.projects.get', input: { project_id: result.id } }),
  irreversible: 'A project can be archived, never deleted.',
});

export const updateProject = defineOperation({
  id: 'openai.projects.update',
  summary: 'Rename a project or change its external key',
  words: [everyday],
  asks: 'is called something else since the reorg, fix the label; rename a project; the product has a new name; call a project something else',
  http: 'POST /organization/projects/{project_id}',
  risk: 'write',
  raises: ({ external_key_id }) => (external_key_id === undefined ? undefined : 'access'),
  target: ({ project_id }) => `project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      external_key_id: z.string().nullable().describe('Id of a customer-managed key; null for none').exactOptional(),
      geography: z.string().nullable().describe('Old way to choose a region').exactOptional(),
      name: z.string().nullable().describe('Name that people see').exactOptional(),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.update(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.get', input: { project_id } }),
  undo: ({ input, before }) => {
    if (input.geography !== undefined) return undefined;
    return {
      id: 'openai.projects.update',
      input: restored({ external_key_id: null, ...before }, input, ['project_id']),
    };
  },
  refusedWhen: ({ before }) =>
    archivedProject(before) ??
    (isDefaultProject(before)
      ? { reason: 'The default project cannot be changed: it takes its settings from the organization.' }
      : undefined),
});

export const archiveProject = defineOperation({
  id: 'openai.projects.archive',
  summary: 'Archive a project (one way)',
  words: [everyday, 'archive close shut down retire wind down end finish for good no longer needed stop kill'],
  asks: 'mothball the project; hackathon is over; shut a project down; the pilot is over; close the hackathon area; nobody needs this project any more; sunset a product; stop everything in a project for ever',
  http: 'POST /organization/projects/{project_id}/archive',
  risk: 'destructive',
  target: ({ project_id }) => `project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.archive(project_id),
  before: ({ project_id }) => ({ id: 'openai.projects.get', input: { project_id } }),
  irreversible: 'Archiving is final: the project can never be used, changed or restored.',
  impact: ({ project_id }) => [
    { read: { id: 'openai.projects.api_keys.list', input: { project_id } }, says: 'API keys stop working' },
    { read: { id: 'openai.projects.users.list', input: { project_id } }, says: 'members lose the project' },
    { read: { id: 'openai.projects.service_accounts.list', input: { project_id } }, says: 'service accounts stop' },
  ],
  done: (state) => state?.status === 'archived',
  refusedWhen: ({ before }) =>
    archivedProject(before) ??
    (isDefaultProject(before) ? { reason: 'The default project cannot be archived.' } : undefined),
});
