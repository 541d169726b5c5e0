import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { archivedWorkspace, defaultWorkspace, workspaceOf } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'workspace workspaces team space area department region residency geography color tag';

/** Without it the calls neither show nor take where inference data is kept. */
const beta = 'efs-2026-10-01';
const privacy = { betas: [beta] };

function inferenceDataPrivacy() {
  const storage = (what: string) =>
    z
      .union([
        z.object({ type: z.literal('internal') }),
        z.object({
          type: z.literal('external'),
          external_storage_id: z.string().describe('Id of the external storage'),
        }),
      ])
      .describe(`Where ${what} go: to Anthropic (internal), or to an external storage`)
      .exactOptional();
  return z
    .object({
      human_review: z
        .object({ type: z.enum(['enabled', 'disabled']).describe('enabled lets people at Anthropic review') })
        .describe('Whether people at Anthropic may review flagged data; disabled where it is in own storage')
        .exactOptional(),
      safeguards_storage: storage('data that is kept for safeguards'),
      transcripts_storage: storage('copies of transcripts'),
    })
    .describe('Where inference data is kept, and whether people at Anthropic may review it; not with an admin key')
    .exactOptional();
}

export const listWorkspaces = defineOperation({
  id: 'anthropic.workspaces.list',
  summary: 'List workspaces',
  words: [everyday],
  asks: 'which workspaces do we have; how are teams separated in Claude; archived workspaces',
  http: 'GET /v1/organizations/workspaces',
  risk: 'read',
  planes: ['console'],
  pages: 'after_id',
  input: () =>
    z.object({
      ids: z.array(z.string()).describe('Only these, at most 100').exactOptional(),
      include_archived: z.boolean().describe('Archived ones too; false when omitted').exactOptional(),
      include_default: z.boolean().describe('The default workspace too; false when omitted').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      before_id: cursor('Cursor: id of the first item of the page after; not with after_id'),
      after_id: cursor('Cursor: id of the last item of the page before; not with before_id'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.workspaces.list(input),
});

export const getWorkspace = defineOperation({
  id: 'anthropic.workspaces.get',
  summary: 'Read a workspace',
  words: [everyday],
  http: 'GET /v1/organizations/workspaces/{workspace_id}',
  risk: 'read',
  planes: ['console'],
  beta,
  input: () => z.object({ workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { workspace_id }) => anthropic.beta.organization.workspaces.retrieve(workspace_id, privacy),
});

export const createWorkspace = defineOperation({
  id: 'anthropic.workspaces.create',
  summary: 'Create a workspace',
  words: [everyday],
  asks: 'its own separate space in the Console; set up a workspace for a team; a separate area for the new product; space for experiments',
  http: 'POST /v1/organizations/workspaces',
  risk: 'write',
  raises: ({ external_key_id, inference_data_privacy }) =>
    external_key_id || inference_data_privacy ? 'access' : undefined,
  planes: ['console'],
  beta,
  target: (input) => `workspace ${input.name}`,
  input: () =>
    z.object({
      name: z.string().describe('Name that people see'),
      data_residency: z
        .object({
          allowed_inference_geos: z
            .union([z.literal('unrestricted'), z.array(z.enum(['us', 'global']))])
            .nullable()
            .describe('Where inference may run: a list, or unrestricted')
            .exactOptional(),
          default_inference_geo: z
            .enum(['us', 'global'])
            .nullable()
            .describe('Where inference runs when a call names no place')
            .exactOptional(),
          workspace_geo: z
            .literal('us')
            .nullable()
            .describe('Where data is stored; us, and never changed later')
            .exactOptional(),
        })
        .nullable()
        .describe('Where data is kept and processed')
        .exactOptional(),
      display_color: z.string().nullable().describe('Color as #RRGGBB').exactOptional(),
      external_key_id: z.string().nullable().describe('Id of a customer-managed key').exactOptional(),
      inference_data_privacy: inferenceDataPrivacy(),
      tags: z
        .record(z.string(), z.string())
        .nullable()
        .describe('Tags by key; keys may not start with anthropic')
        .exactOptional(),
      user_profile_id: z.string().nullable().describe('Id of a user profile; cannot be changed later').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.workspaces.create({ ...input, ...privacy }),
  after: (_input, result) => ({ id: 'anthropic.workspaces.get', input: { workspace_id: result.id } }),
  irreversible: 'It can be archived later, not deleted.',
});

export const updateWorkspace = defineOperation({
  id: 'anthropic.workspaces.update',
  summary: 'Change a workspace',
  words: [everyday],
  asks: 'is called something else since the reorg, fix the label; rename a workspace; keep a workspace in the US; give a workspace a tag or colour; use our own key for a workspace; restrict where inference runs',
  http: 'POST /v1/organizations/workspaces/{workspace_id}',
  risk: 'write',
  raises: ({ data_residency, external_key_id, inference_data_privacy }) =>
    data_residency || external_key_id || inference_data_privacy ? 'access' : undefined,
  planes: ['console'],
  beta,
  target: ({ workspace_id }) => `workspace ${workspace_id}`,
  input: () =>
    z.object({
      workspace_id: id('wrkspc_', 'the workspace'),
      data_residency: z
        .object({
          allowed_inference_geos: z
            .union([z.literal('unrestricted'), z.array(z.enum(['us', 'global']))])
            .nullable()
            .describe('Where inference may run: a list, or unrestricted')
            .exactOptional(),
          default_inference_geo: z
            .enum(['us', 'global'])
            .nullable()
            .describe('Where inference runs when a call names no place')
            .exactOptional(),
        })
        .nullable()
        .describe('Where data is kept and processed')
        .exactOptional(),
      display_color: z.string().describe('Color as #RRGGBB').exactOptional(),
      external_key_id: z.string().describe('Id of a customer-managed key').exactOptional(),
      inference_data_privacy: inferenceDataPrivacy(),
      name: z.string().describe('Name that people see').exactOptional(),
      tags: z
        .record(z.string(), z.string().nullable())
        .nullable()
        .describe('Tags by key; keys may not start with anthropic')
        .exactOptional(),
      user_profile_id: z.string().describe('Id of a user profile; cannot be changed later').exactOptional(),
    }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.beta.organization.workspaces.update(workspace_id, { ...rest, ...privacy }),
  before: ({ workspace_id }) => ({ id: 'anthropic.workspaces.get', input: { workspace_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.workspaces.update',
    input: restored(before, input, ['workspace_id']),
  }),
  within: workspaceOf,
  refusedWhen: ({ input, within }) => {
    const changes = input.name != null || input.user_profile_id != null;
    const reason = 'The default workspace keeps its name and takes no user profile.';
    return archivedWorkspace({ within }) ?? (changes ? defaultWorkspace(within, reason) : undefined);
  },
});

export const archiveWorkspace = defineOperation({
  id: 'anthropic.workspaces.archive',
  summary: 'Archive a workspace',
  words: [everyday, 'archive close shut down retire wind down end finish for good no longer needed'],
  asks: 'mothball the space; hackathon is over; shut a workspace down; the pilot is over; close the experiment area; nobody needs this workspace any more',
  http: 'POST /v1/organizations/workspaces/{workspace_id}/archive',
  risk: 'destructive',
  planes: ['console'],
  target: ({ workspace_id }) => `workspace ${workspace_id}`,
  input: () => z.object({ workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { workspace_id }) => anthropic.organization.workspaces.archive(workspace_id),
  before: ({ workspace_id }) => ({ id: 'anthropic.workspaces.get', input: { workspace_id } }),
  irreversible: 'Archiving is final.',
  impact: ({ workspace_id }) => [
    {
      read: { id: 'anthropic.api_keys.list', input: { workspace_id, status: 'active' } },
      says: 'active API keys stop working',
    },
    { read: { id: 'anthropic.workspaces.members.list', input: { workspace_id } }, says: 'members lose the workspace' },
  ],
  done: (state) => Boolean(state?.archived_at),
  within: workspaceOf,
  refusedWhen: ({ within }) =>
    archivedWorkspace({ within }) ?? defaultWorkspace(within, 'The default workspace cannot be archived.'),
});
