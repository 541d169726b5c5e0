import type { Route } from '../engine/route.ts';
import { analyticsProjectRoutes } from './analytics/apps/chat/projects.ts';
import { analyticsArtifactRoutes } from './analytics/artifacts.ts';
import { analyticsConnectorRoutes } from './analytics/connectors.ts';
import { analyticsPluginRoutes } from './analytics/plugins.ts';
import { analyticsSkillRoutes } from './analytics/skills.ts';
import { analyticsSummaryRoutes } from './analytics/summaries.ts';
import { analyticsUserRoutes } from './analytics/users.ts';
import { managedSettingsConfigurationRoutes } from './claude-code/managed-settings/configuration.ts';
import { managedSettingsDefaultRoutes } from './claude-code/managed-settings/rbac-group-default.ts';
import { managedSettingsGroupRoutes } from './claude-code/managed-settings/rbac-groups.ts';
import { tagBundleRoutes } from './claude-tag/bundles/routes.ts';
import { bundleTargetRoutes } from './claude-tag/bundles/targets.ts';
import { slackChannelRoutes } from './claude-tag/slack-channels/routes.ts';
import { slackWorkspaceRoutes } from './claude-tag/slack-workspaces.ts';
import { pluginMarketplaceRoutes } from './plugin-marketplaces/routes.ts';
import { installationSettingRoutes } from './plugins/installation-settings.ts';
import { pluginRoutes } from './plugins/routes.ts';
import { pluginShareRoutes } from './plugins/shares.ts';
import { pluginVersionRoutes } from './plugins/versions.ts';
import { rbacGroupMemberRoutes } from './rbac-groups/members.ts';
import { rbacGroupRoutes } from './rbac-groups/routes.ts';
import { rbacRolePermissionRoutes } from './rbac-roles/permissions.ts';
import { rbacRoleRoutes } from './rbac-roles/routes.ts';
import { effectiveLimitRoutes } from './spend-limits/effective.ts';
import { increaseRequestRoutes } from './spend-limits/increase-requests.ts';
import { spendLimitRoutes } from './spend-limits/routes.ts';

/** What Claude Enterprise has besides people and reports; spend limits are of both planes. */
export const enterpriseRoutes: readonly Route[] = [
  ...rbacGroupRoutes,
  ...rbacGroupMemberRoutes,
  ...rbacRoleRoutes,
  ...rbacRolePermissionRoutes,
  ...spendLimitRoutes,
  ...effectiveLimitRoutes,
  ...increaseRequestRoutes,
  ...managedSettingsConfigurationRoutes,
  ...managedSettingsDefaultRoutes,
  ...managedSettingsGroupRoutes,
  ...pluginRoutes,
  ...pluginVersionRoutes,
  ...installationSettingRoutes,
  ...pluginShareRoutes,
  ...pluginMarketplaceRoutes,
  ...tagBundleRoutes,
  ...bundleTargetRoutes,
  ...slackChannelRoutes,
  ...slackWorkspaceRoutes,
  ...analyticsSummaryRoutes,
  ...analyticsUserRoutes,
  ...analyticsProjectRoutes,
  ...analyticsSkillRoutes,
  ...analyticsConnectorRoutes,
  ...analyticsPluginRoutes,
  ...analyticsArtifactRoutes,
];
