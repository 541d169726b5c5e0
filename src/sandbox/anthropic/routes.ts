import type { Route } from '../engine/route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { complianceSettingsRoutes } from './compliance-settings.ts';
import { enterpriseRoutes } from './enterprise-routes.ts';
import { externalKeyRoutes } from './external-keys/routes.ts';
import { federationIssuerRoutes } from './federation/issuers.ts';
import { federationRuleRoutes } from './federation/rules/routes.ts';
import { ruleWorkspaceRoutes } from './federation/rules/workspaces.ts';
import { inviteRoutes } from './invites.ts';
import { organizationRoutes } from './organization/routes.ts';
import { rateLimitRoutes } from './rate-limits.ts';
import { reportRoutes } from './report-routes.ts';
import { serviceAccountRoutes } from './service-accounts/routes.ts';
import { serviceAccountWorkspaceRoutes } from './service-accounts/workspaces.ts';
import { telemetryDestinationRoutes } from './telemetry-destinations/routes.ts';
import { telemetryDestinationWorkspaceRoutes } from './telemetry-destinations/workspaces.ts';
import { userRoutes } from './users/routes.ts';
import { webhookRoutes } from './webhooks.ts';
import { workspaceMemberRoutes } from './workspaces/members.ts';
import { workspaceRateLimitRoutes } from './workspaces/rate-limits.ts';
import { workspaceRoutes } from './workspaces/routes.ts';
import { workspaceServiceAccountRoutes } from './workspaces/service-accounts.ts';

/** Every path of the Admin API. */
export const anthropicRoutes: readonly Route[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...inviteRoutes,
  ...workspaceRoutes,
  ...workspaceMemberRoutes,
  ...apiKeyRoutes,
  ...complianceSettingsRoutes,
  ...externalKeyRoutes,
  ...federationIssuerRoutes,
  ...federationRuleRoutes,
  ...ruleWorkspaceRoutes,
  ...rateLimitRoutes,
  ...serviceAccountRoutes,
  ...serviceAccountWorkspaceRoutes,
  ...telemetryDestinationRoutes,
  ...telemetryDestinationWorkspaceRoutes,
  ...webhookRoutes,
  ...workspaceRateLimitRoutes,
  ...workspaceServiceAccountRoutes,
  ...enterpriseRoutes,
  ...reportRoutes,
];
