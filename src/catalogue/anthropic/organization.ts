import { z } from 'zod';
import { defineOperation } from '../define.ts';

export const getOrganization = defineOperation({
  id: 'anthropic.organization.get',
  summary: 'Read the organization that the credential belongs to',
  words: ['organization company name id account ours which one details about us tenant'],
  asks: 'which organization is this key for; what is our organization id; are we connected to the right company; who am I',
  http: 'GET /v1/organizations/me',
  risk: 'read',
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.organization.retrieve(),
});
