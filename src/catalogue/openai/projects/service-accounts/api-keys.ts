import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { id, plainId } from '../../../fields.ts';
import { ofArchivedProject, projectOf } from '../../refused.ts';

export const createProjectServiceAccountApiKey = defineOperation({
  id: 'openai.projects.service_accounts.api_keys.create',
  summary: 'Issue another key for a service account',
  words: ['service account robot bot machine another second new fresh key rotate token issue'],
  asks: 'a second key for a bot; renew the key of a machine account; rotate the server key',
  http: 'POST /organization/projects/{project_id}/service_accounts/{service_account_id}/api_keys',
  risk: 'access',
  target: ({ name, service_account_id, project_id }) =>
    `api key ${name ?? 'without a name'} of service account ${service_account_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      service_account_id: plainId('the service account'),
      expires_in_seconds: z
        .int()
        .min(1)
        .max(31_536_000)
        .nullable()
        .describe('Lifetime in seconds, 1 to 31536000; never expires when omitted')
        .exactOptional(),
      name: z.string().describe('Name that people see').exactOptional(),
      scopes: z.array(z.string()).describe('Scopes it is limited to; no restriction when omitted').exactOptional(),
    }),
  call: ({ openai }, { service_account_id, ...rest }) =>
    openai.admin.organization.projects.serviceAccounts.apiKeys.create(service_account_id, rest),
  undo: ({ input, result }) => ({
    id: 'openai.projects.api_keys.delete',
    input: { project_id: input.project_id, api_key_id: result.id },
  }),
  reveals: ({ value }) => value,
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
