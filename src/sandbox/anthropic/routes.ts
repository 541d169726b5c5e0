import type { Route } from '../route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { federationIssuerRoutes } from './federation/issuers.ts';
import { ruleWorkspaceRoutes } from './federation/rules/workspaces.ts';
import { federationRuleRoutes } from './federation/rules.ts';
import { inviteRoutes } from './invites.ts';
import { organizationRoutes } from './organization.ts';
import { rateLimitRoutes } from './rate-limits.ts';
import { reportRoutes } from './report-routes.ts';
import { serviceAccountWorkspaceRoutes } from './service-accounts/workspaces.ts';
import { serviceAccountRoutes } from './service-accounts.ts';
import { userRoutes } from './users.ts';
import { workspaceMemberRoutes } from './workspaces/members.ts';
import { workspaceRateLimitRoutes } from './workspaces/rate-limits.ts';
import { workspaceServiceAccountRoutes } from './workspaces/service-accounts.ts';
import { workspaceRoutes } from './workspaces.ts';

/** Every path of the Admin API. */
export const anthropicRoutes: readonly Route[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...inviteRoutes,
  ...workspaceRoutes,
  ...workspaceMemberRoutes,
  ...apiKeyRoutes,
  ...federationIssuerRoutes,
  ...federationRuleRoutes,
  ...ruleWorkspaceRoutes,
  ...rateLimitRoutes,
  ...serviceAccountRoutes,
  ...serviceAccountWorkspaceRoutes,
  ...workspaceRateLimitRoutes,
  ...workspaceServiceAccountRoutes,
  ...reportRoutes,
];
