import { z } from 'zod';
import { connectionField, type Kind, listFields, parentOf } from './fields.ts';
import { defineTool, has, reading } from './tool.ts';

const kinds = {
  organization: { get: 'anthropic.organization.get' },
  members: { list: 'anthropic.users.list', get: 'anthropic.users.get', id: 'user_id' },
  invites: { list: 'anthropic.invites.list', get: 'anthropic.invites.get', id: 'invite_id' },
  workspaces: { list: 'anthropic.workspaces.list', get: 'anthropic.workspaces.get', id: 'workspace_id' },
  workspace_members: {
    list: 'anthropic.workspaces.members.list',
    get: 'anthropic.workspaces.members.get',
    id: 'user_id',
  },
  api_keys: { list: 'anthropic.api_keys.list', get: 'anthropic.api_keys.get', id: 'api_key_id' },
} as const satisfies Readonly<Record<string, Kind>>;

type What = keyof typeof kinds;

export const anthropicOrg = defineTool({
  name: 'anthropic_org',
  title: 'Anthropic organization',
  description: 'Who and what is in the Anthropic organization: list, or one by id.',
  annotations: reading,
  serves: has('anthropic'),
  input: () =>
    z.object({
      what: z.enum(Object.keys(kinds) as [What, ...What[]]),
      id: z.string().optional(),
      workspace_id: z.string().describe('For workspace_members; narrows api_keys').optional(),
      ...listFields,
      ...connectionField,
    }),
  run: async (input, call) => {
    const { answerFrom } = await import('./lists.ts');
    return answerFrom(kinds[input.what], parentsFor(input.what, input.workspace_id), input, call);
  },
});

function parentsFor(what: What, workspace_id: string | undefined) {
  if (what === 'workspace_members') return parentOf('workspace_id', what, workspace_id);
  return what === 'api_keys' && workspace_id !== undefined ? { workspace_id } : {};
}
