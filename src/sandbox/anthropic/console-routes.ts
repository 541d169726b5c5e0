import { guarded, type Route } from '../engine/route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { costReportRoutes } from './cost-report.ts';
import { dataControlRoutes } from './data-controls/routes.ts';
import { externalKeyRoutes } from './external-keys/routes.ts';
import { externalStorageRoutes } from './external-storage/routes.ts';
import { federationIssuerRoutes } from './federation/issuers.ts';
import { federationRuleRoutes } from './federation/rules/routes.ts';
import { ruleWorkspaceRoutes } from './federation/rules/workspaces.ts';
import { beta, consoleOnly, oauthOnly } from './guards.ts';
import { rateLimitRoutes } from './rate-limits.ts';
import { serviceAccountRoutes } from './service-accounts/routes.ts';
import { serviceAccountWorkspaceRoutes } from './service-accounts/workspaces.ts';
import { telemetryDestinationRoutes } from './telemetry-destinations/routes.ts';
import { telemetryDestinationWorkspaceRoutes } from './telemetry-destinations/workspaces.ts';
import { claudeCodeUsageRoutes } from './usage-report/claude-code.ts';
import { messagesUsageRoutes } from './usage-report/messages.ts';
import { webhookRoutes } from './webhooks.ts';
import { workspaceMemberRoutes } from './workspaces/members.ts';
import { workspaceRateLimitRoutes } from './workspaces/rate-limits.ts';
import { workspaceRoutes } from './workspaces/routes.ts';
import { workspaceServiceAccountRoutes } from './workspaces/service-accounts.ts';

const ofConsole = guarded(
  [consoleOnly],
  [
    ...workspaceRoutes,
    ...workspaceMemberRoutes,
    ...workspaceRateLimitRoutes,
    ...apiKeyRoutes,
    ...externalKeyRoutes,
    ...guarded([beta('efs-2026-10-01')], externalStorageRoutes),
    ...dataControlRoutes,
    ...rateLimitRoutes,
    ...messagesUsageRoutes,
    ...claudeCodeUsageRoutes,
    ...costReportRoutes,
    ...guarded([beta('webhooks-2026-10-07')], webhookRoutes),
    ...guarded(
      [beta('telemetry-destinations-2026-08-11')],
      [...telemetryDestinationRoutes, ...telemetryDestinationWorkspaceRoutes],
    ),
  ],
);

const ofOauthTokens = guarded(
  [oauthOnly],
  [
    ...federationIssuerRoutes,
    ...federationRuleRoutes,
    ...ruleWorkspaceRoutes,
    ...serviceAccountRoutes,
    ...serviceAccountWorkspaceRoutes,
    ...workspaceServiceAccountRoutes,
  ],
);

/** What organisations of the Claude Console have for themselves, by who may ask. */
export const consoleRoutes: readonly Route[] = [...ofConsole, ...ofOauthTokens];
