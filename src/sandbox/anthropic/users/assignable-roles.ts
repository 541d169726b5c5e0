import type { Role } from './record.ts';

/** The roles that the API gives and takes, by plane. The others are changed in the provider's own pages. */
export const assignableRoles: Readonly<Record<'console' | 'enterprise', readonly Role[]>> = {
  console: ['user', 'developer', 'billing', 'claude_code_user'],
  enterprise: ['user', 'managed'],
};
