import { z } from 'zod';
import { defineOperation } from '../define.ts';

export const getOrganization = defineOperation({
  id: 'anthropic.organization.get',
  summary: 'Read the organization that the credential belongs to',
  http: 'GET /v1/organizations/me',
  risk: 'read',
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.organization.retrieve(),
});
