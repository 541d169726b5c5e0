import { z } from 'zod';
import { connectionField, type Kind, listFields, parentOf } from './fields.ts';
import { defineTool, has, reading } from './tool.ts';

const kinds = {
  users: { list: 'openai.users.list', get: 'openai.users.get', id: 'user_id' },
  invites: { list: 'openai.invites.list', get: 'openai.invites.get', id: 'invite_id' },
  projects: { list: 'openai.projects.list', get: 'openai.projects.get', id: 'project_id' },
  project_users: { list: 'openai.projects.users.list', get: 'openai.projects.users.get', id: 'user_id' },
  api_keys: { list: 'openai.projects.api_keys.list', get: 'openai.projects.api_keys.get', id: 'api_key_id' },
  service_accounts: {
    list: 'openai.projects.service_accounts.list',
    get: 'openai.projects.service_accounts.get',
    id: 'service_account_id',
  },
  admin_api_keys: { list: 'openai.admin_api_keys.list', get: 'openai.admin_api_keys.get', id: 'key_id' },
  roles: { list: 'openai.roles.list', get: 'openai.roles.get', id: 'role_id' },
  groups: { list: 'openai.groups.list', get: 'openai.groups.get', id: 'group_id' },
  certificates: { list: 'openai.certificates.list', get: 'openai.certificates.get', id: 'certificate_id' },
} as const satisfies Readonly<Record<string, Kind>>;

const underProjects: readonly string[] = ['project_users', 'api_keys', 'service_accounts'];

type What = keyof typeof kinds;

export const openaiOrg = defineTool({
  name: 'openai_org',
  title: 'OpenAI organization',
  description: 'Who and what is in the OpenAI organization: list, or one by id.',
  annotations: reading,
  serves: has('openai'),
  input: () =>
    z.object({
      what: z.enum(Object.keys(kinds) as [What, ...What[]]),
      id: z.string().optional(),
      project_id: z.string().describe('For project_users, api_keys, service_accounts').optional(),
      ...listFields,
      ...connectionField,
    }),
  run: async (input, call) => {
    const { answerFrom } = await import('./lists.ts');
    const { what, project_id } = input;
    const parents = underProjects.includes(what) ? parentOf('project_id', what, project_id) : {};
    return answerFrom(kinds[what], parents, input, call);
  },
});
